import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

const APPLE_PAGE = reported("Apple's page on importing data exported from Safari; exports of December 2025 to February 2026", '2026-02');
const APP_TO_APP = reported('exchange on iOS 26 and macOS 26, by authors of apps that tried', '2026-06');

export const apple: Manager = {
  id: 'apple',
  label: 'Apple Passwords',
  names: ['safari', 'icloud', 'keychain', 'icloud-keychain'],
  exports: [
    { files: ['apple:csv'], keeps: ['logins', 'totp', 'notes'], evidence: APPLE_PAGE },
    { files: ['apple:zip'], keeps: ['logins', 'totp', 'notes', 'cards'], evidence: APPLE_PAGE },
  ],
  imports: [
    { files: ['apple:csv'], keeps: ['logins', 'totp', 'notes'], evidence: APPLE_PAGE },
    { files: ['apple:zip'], keeps: ['logins', 'totp', 'notes', 'cards'], evidence: APPLE_PAGE },
    tablesOfOthers(['firefox:csv'], reported('keepassium/KeePassium issue 262', '2026-08')),
  ],
  exchange: [
    {
      system: 'apple',
      sends: { keeps: ['logins', 'passkeys'], unclear: ['totp', 'notes', 'cards', 'folders'] },
      takes: { keeps: ['logins', 'passkeys'], unclear: ['totp', 'notes', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders'] },
      note: 'Also on macOS 26, where the other app has it too. The passkey of an Apple account cannot leave.',
      evidence: APP_TO_APP,
    },
  ],
};

const CHROMIUM = source('chromium/chromium, components/password_manager; exports of 2026', '2026-08');
const PLAY_SERVICES = reported('exchange on Android, Play services 26.21', '2026-06');
const GOOGLE_TAKES = {
  keeps: ['logins', 'passkeys'],
  unclear: ['totp', 'notes', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders'],
} as const;

export const google: Manager = {
  id: 'google',
  label: 'Google Password Manager',
  names: ['chrome', 'brave', 'vivaldi', 'opera', 'arc'],
  keepsInside: ['cards', 'identities'],
  exports: [{ files: ['google:csv'], keeps: ['logins', 'notes'], evidence: CHROMIUM }],
  imports: [
    {
      files: ['google:csv', 'microsoft:csv'],
      keeps: ['logins', 'notes'],
      note: 'At most 150 KB and 3,000 rows in a file, and 1,000 characters in a note.',
      evidence: CHROMIUM,
    },
  ],
  exchange: [
    { system: 'android', sends: { keeps: ['logins', 'notes', 'passkeys'] }, takes: GOOGLE_TAKES, evidence: PLAY_SERVICES },
    {
      system: 'apple',
      sends: { keeps: ['logins', 'passkeys'], unclear: ['notes'] },
      takes: GOOGLE_TAKES,
      note: 'With Chrome for iOS; of several addresses of a login it keeps one.',
      evidence: source('chromium/chromium, ios/chrome/browser/credential_exchange', '2026-06'),
    },
  ],
};

export const microsoft: Manager = {
  id: 'microsoft',
  label: 'Microsoft Password Manager (Edge)',
  names: ['edge', 'windows', 'microsoft-authenticator'],
  keepsInside: ['passkeys', 'cards', 'identities'],
  exports: [
    { files: ['microsoft:csv'], keeps: ['logins', 'notes'], evidence: source('an export of January 2026; code of Chromium', '2026-08') },
  ],
  imports: [
    {
      files: ['microsoft:csv', 'google:csv'],
      keeps: ['logins', 'notes'],
      evidence: source('code of Chromium, which Edge shares', '2026-08'),
    },
  ],
  exchange: {
    isKnown: false,
    evidence: reported(
      'Edge for iOS is offered as a receiver (nextcloud-passwords-ios issue 324); what it takes, nobody has said',
      '2026-08',
    ),
  },
};

const GECKO = source('mozilla/gecko-dev, LoginExport and LoginCSVImport', '2026-08');

export const firefox: Manager = {
  id: 'firefox',
  label: 'Firefox',
  names: ['mozilla', 'thunderbird'],
  exports: [{ files: ['firefox:csv'], keeps: ['logins'], note: 'Firefox leaves passkeys to the operating system.', evidence: GECKO }],
  imports: [{ files: ['firefox:csv', 'google:csv', 'microsoft:csv', 'bitwarden:csv'], keeps: ['logins'], evidence: GECKO }],
  exchange: { isKnown: false, evidence: reported('nothing found', '2026-11') },
};

export const samsung: Manager = {
  id: 'samsung',
  label: 'Samsung Pass',
  names: ['samsung-pass', 'samsung-wallet'],
  keepsInside: ['passkeys'],
  exports: [
    {
      files: ['samsung:spass'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities'],
      evidence: source('0xdeb7ef/spass-manager 8f9accf and a decrypted export', '2026-08'),
    },
  ],
  imports: [
    {
      files: ['samsung:spass'],
      keeps: ['logins'],
      unclear: ['totp', 'notes', 'cards', 'identities'],
      evidence: reported('users of two tools that write it', '2026-08'),
    },
    tablesOfOthers(['google:csv'], reported('recent versions of Samsung Pass', '2026-08')),
  ],
  exchange: { isKnown: false, evidence: reported("Samsung's page on passkeys: they are stored on the device only", '2025-10') },
};
