import type { Code } from '../../../core/errors.js';
import type { ExpectedLoss } from '../../format.js';

/** What no table of logins has a place for. */
const EVERYWHERE: Readonly<Record<string, Code>> = {
  passkey: 'passkey.left-behind',
  'items without a login': 'csv.item-left-out',
};

function losses(table: Readonly<Record<string, Code>>): ExpectedLoss[] {
  return Object.entries({ ...EVERYWHERE, ...table }).map(([member, code]) => ({ member, code }));
}

/** Tables of logins only: with a note, with a note and a code, with neither. */
export const LOGINS_ONLY = {
  withNote: losses({}),
  withCodes: losses({}),
  bare: losses({}),
};
