import type { CsvManager } from '../table.js';
import { PASSWORD, USERNAME } from '../table.js';
import { LOGINS_ONLY } from './losses.js';

/** Firefox, Thunderbird and what is made of them: `LoginExport.sys.mjs` and `LoginCSVImport.sys.mjs` of mozilla-central. */
export const firefox: CsvManager = {
  id: 'firefox',
  label: 'Firefox',
  file: 'Firefox CSV',
  columns: [
    { heading: 'url', also: ['login_uri', 'hostname'], place: { to: 'url' } },
    { heading: 'username', also: ['login_username'], place: USERNAME },
    { heading: 'password', also: ['login_password'], place: PASSWORD },
    { heading: 'httpRealm', place: { to: 'custom', label: 'HTTP realm', fieldType: 'string' } },
    { heading: 'formActionOrigin', also: ['formsubmiturl'], place: { to: 'setting', name: 'formActionOrigin' } },
    { heading: 'guid', place: { to: 'id' } },
    { heading: 'timeCreated', place: { to: 'creationAt' } },
    { heading: 'timeLastUsed', place: { to: 'setting', name: 'timeLastUsed' } },
    { heading: 'timePasswordChanged', place: { to: 'modifiedAt' } },
  ],
  signatures: [
    { required: ['url', 'username', 'password', 'httprealm', 'formactionorigin', 'guid'] },
    // The program ff-password-exporter.
    {
      required: ['hostname', 'username', 'password'],
      optional: ['formsubmiturl', 'httprealm', 'usernamefield', 'passwordfield'],
      closed: true,
    },
  ],
  why: 'the columns of Firefox',
  // Every value in quotes; what is null in Firefox stands as nothing at all.
  layout: { lineEnd: '\r\n', closed: false, quoted: true },
  nullable: ['httpRealm'],
  needs: ['url', 'password'],
  originOnly: true,
  notAnItem: { url: 'chrome://FirefoxAccounts', code: 'firefox.account-row' },
  lacks: [
    'passkeys',
    'counters',
    'prf',
    'totp',
    'files',
    'notes',
    'cards',
    'identities',
    'ssh-keys',
    'custom-fields',
    'folders',
    'history',
  ],
  cannotHold: ['passkeys', 'titles', 'notes', 'one-time passwords', 'cards', 'identities', 'SSH keys', 'attachments', 'folders'],
  expectedLosses: LOGINS_ONLY.bare,
};
