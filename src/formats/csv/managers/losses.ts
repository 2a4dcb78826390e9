import type { Code } from '../../../core/errors.js';
import type { ExpectedLoss } from '../../format.js';

/** What no table has a place for. */
const EVERYWHERE = {
  passkey: 'passkey.left-behind',
  'account.username': 'target.no-place',
  'account.email': 'target.no-place',
  'account.fullName': 'target.no-place',
  'scope.androidApps.certificate': 'target.no-place',
  'scope.androidApps.name': 'target.no-place',
  'extensions of others': 'target.no-place',
} as const;

/** What tables of logins have no place for. */
const NOT_A_LOGIN = {
  'items without a login': 'csv.item-left-out',
  collections: 'folder.left-behind',
  'item.favorite': 'target.no-place',
} as const;

const NO_DATES = { 'item.creationAt': 'date.left-behind', 'item.modifiedAt': 'date.left-behind' } as const;

/** What stands behind the note where there is one, and is lost where there is none. */
function beside(code: Code): Readonly<Record<string, Code>> {
  return {
    'item.subtitle': code,
    'item.tags': code,
    'scope.androidApps.bundleId': code,
    'custom-fields': code,
    'custom-fields.fieldType': code,
    'further basic-auth': code,
  };
}

function losses(...tables: readonly Readonly<Record<string, Code>>[]): ExpectedLoss[] {
  return tables.flatMap((table) => Object.entries(table).map(([member, code]) => ({ member, code })));
}

const IN_NOTE = beside('note.holds-value');
const CODE_IN_NOTE = { totp: 'note.holds-value', 'note.content': 'note.extended' } as const;

/** Tables of logins only: with a note, with a note and a code, with neither. */
export const LOGINS_ONLY = {
  withNote: losses(EVERYWHERE, NOT_A_LOGIN, NO_DATES, IN_NOTE, CODE_IN_NOTE),
  withCodes: losses(EVERYWHERE, NOT_A_LOGIN, NO_DATES, IN_NOTE, { 'further totp': 'note.holds-value', 'note.content': 'note.extended' }),
  bare: losses(EVERYWHERE, NOT_A_LOGIN, beside('target.no-place'), {
    'custom-fields.label': 'target.no-place',
    'item.title': 'title.left-behind',
    'note.content': 'target.no-place',
    totp: 'target.no-place',
    'scope.urls': 'csv.row-of-its-own',
  }),
};

const SPELLED = 'address api-key credit-card drivers-license generated-password identity-document passport person-name ssh-key wifi'.split(
  ' ',
);

/** Tables with folders, favourites and notes: what has no column stands behind the note. */
export const WITH_NOTES: readonly ExpectedLoss[] = losses(
  EVERYWHERE,
  NO_DATES,
  IN_NOTE,
  Object.fromEntries([...SPELLED, 'further totp', 'further note'].map((type) => [type, 'note.holds-value'] as const)),
  {
    'note.content': 'note.extended',
    'scope.urls': 'note.holds-value',
    'collection.creationAt': 'target.no-place',
    'collection.subtitle': 'target.no-place',
    'collections without items': 'target.no-place',
    'credentials of unknown types': 'target.no-place',
    file: 'target.no-place',
    'item-reference': 'target.no-place',
    'unknown members': 'target.no-place',
  },
);
