import type { Detection, ExpectedLoss } from '../format.js';
import type { Probe } from '../probe.js';

/** The members of KeePassXC's passkey file (`PasskeyExporter.cpp`). A pointer shows only these names. */
export const PASSKEY_FILE_NAMES: ReadonlySet<string> = new Set([
  'relyingParty',
  'url',
  'username',
  'credentialId',
  'userHandle',
  'privateKey',
]);

/** What writing a passkey file loses or changes by its nature, beginning with every item but the one whose passkey it holds. */
export const PASSKEY_FILE_LOSSES: readonly ExpectedLoss[] = [
  ...[
    'account.username',
    'account.email',
    'account.fullName',
    'collection.creationAt',
    'collection.subtitle',
    'collections without items',
    'items in collections',
    'other items',
    'item.title',
    'item.creationAt',
    'item.modifiedAt',
    'passkey.userDisplayName',
    'passkey.fido2Extensions',
    'extensions of others',
  ].map((member): ExpectedLoss => ({ member, code: 'target.no-place' })),
  { member: 'passkey', code: 'keepass.passkey-one-only' },
];

/** Recognises the JSON of one passkey by the members that name its key and its site. */
export function detectPasskeyFile({ jsonShape }: Probe): Detection {
  const isText = (name: string): boolean => jsonShape?.members.get(name)?.kind === 'string';
  if (jsonShape?.kind !== 'object' || !['relyingParty', 'credentialId', 'privateKey'].every(isText)) {
    return { confidence: 0, why: 'no sign of KeePass' };
  }
  return { confidence: 95, variant: 'passkey', why: 'the members of a KeePassXC passkey file' };
}
