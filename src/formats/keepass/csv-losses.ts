import { CREDENTIAL_TYPES } from '../../cxf/schema/credential.js';
import type { ExpectedLoss } from '../format.js';

/** The credentials that have columns. */
const PLACED: ReadonlySet<string> = new Set(['basic-auth', 'totp', 'note', 'passkey']);

/** What writing a CSV loses by its nature. */
export const CSV_LOSSES: readonly ExpectedLoss[] = [
  ...[
    'account.username',
    'account.email',
    'account.fullName',
    'collection.creationAt',
    'collection.subtitle',
    'collections without items',
    'item.subtitle',
    'scope.androidApps',
    'scope.urls',
    ...CREDENTIAL_TYPES.filter((type) => !PLACED.has(type)),
    // One of each has columns.
    'further basic-auth',
    'further totp',
    'further note',
    'credentials of unknown types',
    'unknown members',
    'extensions of others',
  ].map((member): ExpectedLoss => ({ member, code: 'target.no-place' })),
  { member: 'passkey', code: 'passkey.left-behind' },
];
