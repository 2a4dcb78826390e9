/** The table of the KeePass README: what the strings of an entry become. */
import { LEGACY, PASSKEY } from '../../dist/formats/keepass/names.js';
import { appKey, signatureKey, urlKey } from '../../dist/formats/keepass/url-keys.js';
import { markdownTable } from './sections.mjs';

const PASSKEY_MEMBERS = {
  username: '`passkey.username`',
  credentialId: '`passkey.credentialId`',
  privateKey: '`passkey.key`',
  relyingParty: '`passkey.rpId`',
  userHandle: '`passkey.userHandle`',
  backupEligible: 'carried unless `1`',
  backupState: 'carried unless `1`',
  prf: '`passkey.fido2Extensions`',
  displayName: '`passkey.userDisplayName`',
  rpName: 'carried',
  creationDate: 'carried',
};

export function stringsTable() {
  const passkeys = Object.entries(PASSKEY).map(([part, key]) => {
    const member = PASSKEY_MEMBERS[part];
    if (!member) throw new Error(`${part} has no member`);
    const legacy = LEGACY[part];
    return [[key, legacy].filter(Boolean).map(code).join(', '), member];
  });
  return markdownTable(
    ['String', 'CXF'],
    [
      ['`Title`', '`title`'],
      ['`UserName`', '`basic-auth.username`'],
      ['`Password`', '`basic-auth.password`'],
      ['`Notes`', '`note.content`'],
      [`${[0, 1, 2].map(urlKey).map(code).join(', ')} …, \`URL_1\`, \`URL 1\`, \`URL-1\``, '`scope.urls`'],
      [`${[0, 1].map(appKey).map(code).join(', ')} …, \`AndroidApp1\`, \`androidapp://\` among URLs`, '`scope.androidApps`'],
      [code(signatureKey(appKey(0))), 'its certificate, where it is one SHA-256'],
      ['`otp`; `TOTP Seed`, `TOTP Settings`; `TimeOtp-*`', '`totp`'],
      ...passkeys,
    ],
  );
}

function code(text) {
  return `\`${text}\``;
}
