import { kindsBut } from '../kinds.js';
import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

const PUX = source('exports of 2022 to 2026, and the importers of five other managers', '2026-08');
const ON_PHONES = reported('exchange on iOS and Android; no file holds passkeys', '2026-08');

export const onepassword: Manager = {
  id: '1password',
  label: '1Password',
  names: ['onepassword', '1pux'],
  exports: [
    { files: ['1password:1pux'], keeps: kindsBut('passkeys'), evidence: PUX },
    { files: ['1password:csv'], keeps: ['logins', 'totp', 'notes'], note: 'Logins and passwords only.', evidence: PUX },
  ],
  imports: [
    { files: ['1password:1pux'], keeps: kindsBut('passkeys', 'history'), unclear: ['history'], evidence: PUX },
    { files: ['1password:csv'], keeps: ['logins'], unclear: ['totp', 'notes'], note: 'Assign the columns by hand.', evidence: PUX },
    tablesOfOthers(['lastpass:csv', 'bitwarden:json', 'google:csv', 'apple:csv'], reported('what its importer lists', '2026-08')),
  ],
  exchange: [
    {
      system: 'apple',
      sends: { keeps: ['logins', 'passkeys', 'notes', 'identities', 'custom-fields'], unclear: ['totp', 'cards', 'ssh-keys', 'folders'] },
      takes: { keeps: ['logins', 'passkeys'], unclear: kindsBut('logins', 'passkeys', 'history', 'files') },
      note: 'It sends one-time passwords as custom fields. Not on the desktop.',
      evidence: ON_PHONES,
    },
    {
      system: 'android',
      sends: { keeps: ['logins', 'passkeys'], unclear: kindsBut('logins', 'passkeys', 'history', 'files') },
      takes: { keeps: ['logins', 'passkeys'], unclear: kindsBut('logins', 'passkeys', 'history', 'files') },
      evidence: ON_PHONES,
    },
  ],
  windowsProvider: reported('Windows update of November 2025 (KB5068861): first providers 1Password and Bitwarden', '2025-11'),
};

const DASHLANE = source('Dashlane/apple-apps 03944607, android-apps 018f827f', '2025-09');
const DASHLANE_EXCHANGE = {
  sends: { keeps: ['logins', 'passkeys', 'totp', 'notes'], unclear: ['cards', 'identities', 'ssh-keys', 'custom-fields', 'folders'] },
  takes: { keeps: ['logins', 'passkeys'], unclear: kindsBut('logins', 'passkeys', 'history', 'files') },
} as const;

export const dashlane: Manager = {
  id: 'dashlane',
  label: 'Dashlane',
  exports: [
    {
      files: ['dashlane:dash'],
      keeps: kindsBut('ssh-keys', 'history'),
      unclear: ['ssh-keys', 'history'],
      note: 'A passkey that Dashlane holds in its cloud cannot be exported.',
      evidence: DASHLANE,
    },
    { files: ['dashlane:csv'], keeps: ['logins', 'totp', 'notes', 'cards', 'identities'], unclear: ['folders'], evidence: DASHLANE },
  ],
  imports: [
    { files: ['dashlane:dash'], keeps: kindsBut('ssh-keys', 'history'), unclear: ['ssh-keys', 'history'], evidence: DASHLANE },
    {
      files: ['dashlane:csv'],
      keeps: ['logins'],
      unclear: ['totp', 'notes', 'folders'],
      note: 'Assign the columns by hand.',
      evidence: DASHLANE,
    },
    tablesOfOthers(['google:csv', 'apple:csv', 'lastpass:csv', '1password:csv'], DASHLANE),
  ],
  exchange: [
    { system: 'apple', ...DASHLANE_EXCHANGE, evidence: DASHLANE },
    { system: 'android', ...DASHLANE_EXCHANGE, evidence: reported('exchange on Android, said by users and press', '2026-06') },
  ],
};
