import type { CsvManager } from '../table.js';
import { PASSWORD, USERNAME } from '../table.js';
import { LOGINS_ONLY } from './losses.js';

/**
 * What Chrome, Edge, Brave, Vivaldi, Opera and Arc share: the exporter and importer of Chromium
 * (`components/password_manager/core/browser/export` and `import`; `csv_password.cc` names the headings that the importer takes).
 */
const CHROMIUM = {
  columns: [
    { heading: 'name', place: { to: 'title' } },
    { heading: 'url', also: ['website', 'origin', 'hostname', 'login_uri'], place: { to: 'url' } },
    { heading: 'username', also: ['user', 'login', 'account', 'login_username'], place: USERNAME },
    { heading: 'password', also: ['login_password'], place: PASSWORD },
    // Chrome wrote none before 2023.
    { heading: 'note', place: { to: 'note' } },
  ],
  needs: ['url', 'password'],
  // `kMaxFileSizeBytes`, `MAX_PASSWORDS_PER_IMPORT`, `MAX_NOTE_LENGTH` of password_importer.
  takes: { bytes: 150 * 1024, rows: 3000, note: 1000 },
  androidUrls: true,
  lacks: ['passkeys', 'counters', 'prf', 'totp', 'files', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders', 'history'],
  cannotHold: ['passkeys', 'one-time passwords', 'cards', 'identities', 'SSH keys', 'attachments', 'folders'],
  expectedLosses: LOGINS_ONLY.withNote,
} as const satisfies Partial<CsvManager>;

const HEADINGS = { required: ['name', 'url', 'username', 'password'], optional: ['note'], closed: true } as const;

export const google: CsvManager = {
  ...CHROMIUM,
  id: 'google',
  label: 'Google Password Manager',
  file: 'Google and Chrome CSV',
  signatures: [HEADINGS],
  why: 'the columns of Chrome and the browsers made of it',
  // Chrome writes LF, on Windows CR LF.
  layout: { lineEnd: '\n' },
  instead: 'Google exports no passkeys to any file.',
};

export const microsoft: CsvManager = {
  ...CHROMIUM,
  id: 'microsoft',
  label: 'Microsoft Edge',
  file: 'Microsoft Edge CSV',
  signatures: [HEADINGS, { required: ['url', 'username', 'password'], closed: true }],
  why: 'the columns of Microsoft Edge, or of Microsoft Authenticator',
  yields: true,
  fileName: /\bedge\b/,
  layout: { lineEnd: '\r\n' },
  instead: 'Microsoft exports no passkeys to any file.',
};
