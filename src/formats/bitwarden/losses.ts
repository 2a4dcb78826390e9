import type { Code } from '../../core/errors.js';
import type { ExpectedLoss } from '../format.js';

/** What no Bitwarden file has a place for. */
const EVERYWHERE = losses({
  'account.username': 'target.no-place',
  'account.email': 'target.no-place',
  'account.fullName': 'target.no-place',
  'collection.creationAt': 'target.no-place',
  'collection.subtitle': 'target.no-place',
  'item.subtitle': 'field.moved',
  'item.tags': 'field.moved',
  'scope.androidApps.name': 'target.no-place',
  'scope.androidApps.certificate': 'target.no-place',
  'custom-fields.label': 'target.no-place',
  'custom-fields.fieldType': 'field.type-changed',
  'item-reference': 'target.no-place',
  'credentials of unknown types': 'target.no-place',
  'unknown members': 'target.no-place',
  'extensions of others': 'target.no-place',
});

const FILES = losses({ file: 'target.no-place' });
const PRF = losses({ 'passkey.fido2Extensions': 'target.no-place' });

export const JSON_LOSSES: readonly ExpectedLoss[] = [...EVERYWHERE, ...PRF, ...FILES];
export const ZIP_LOSSES: readonly ExpectedLoss[] = [...EVERYWHERE, ...PRF];
export const CSV_LOSSES: readonly ExpectedLoss[] = [
  ...EVERYWHERE,
  ...FILES,
  ...losses({
    passkey: 'passkey.left-behind',
    'item.creationAt': 'target.no-place',
    'item.modifiedAt': 'target.no-place',
    'collections without items': 'target.no-place',
  }),
];

function losses(table: Readonly<Record<string, Code>>): ExpectedLoss[] {
  return Object.entries(table).map(([member, code]) => ({ member, code }));
}
