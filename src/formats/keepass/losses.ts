import type { Code } from '../../core/errors.js';
import type { ExpectedLoss } from '../format.js';

/** What a database has no place for, or no place of its own: the same in both kinds of file. */
export const LOSSES: readonly ExpectedLoss[] = losses({
  'account.username': 'target.no-place',
  'account.email': 'target.no-place',
  'account.fullName': 'target.no-place',
  'item.subtitle': 'field.moved',
  'scope.androidApps.name': 'target.no-place',
  'custom-fields.label': 'target.no-place',
  'custom-fields.fields': 'keepass.field-renamed',
  'custom-fields.fieldType': 'field.type-changed',
  'passkey.fido2Extensions': 'target.no-place',
  'item-reference': 'target.no-place',
  'credentials of unknown types': 'target.no-place',
  'unknown members': 'target.no-place',
  'extensions of others': 'target.no-place',
});

function losses(table: Readonly<Record<string, Code>>): ExpectedLoss[] {
  return Object.entries(table).map(([member, code]) => ({ member, code }));
}
