import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

const NOTHING_FOUND: Manager['exchange'] = { isKnown: false, evidence: reported('nothing found', '2026-11') };

const SAFEINCLOUD = source('exports in the tests of other managers', '2026-08');

export const safeincloud: Manager = {
  id: 'safeincloud',
  label: 'SafeInCloud',
  exports: [
    {
      files: ['safeincloud:xml'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'custom-fields', 'folders', 'files'],
      unclear: ['identities'],
      evidence: SAFEINCLOUD,
    },
    { files: ['safeincloud:csv'], keeps: ['logins', 'totp', 'notes'], evidence: SAFEINCLOUD },
  ],
  // What it takes stands in none of the sources.
  imports: [],
  exchange: NOTHING_FOUND,
};

const PWSAFE = source('pwsafe/pwsafe 12d4b62', '2026-08');

export const passwordsafe: Manager = {
  id: 'passwordsafe',
  label: 'Password Safe',
  names: ['pwsafe'],
  exports: [
    { files: ['passwordsafe:xml'], keeps: ['logins', 'totp', 'notes', 'folders', 'history'], unclear: ['custom-fields'], evidence: PWSAFE },
    { files: ['passwordsafe:txt'], keeps: ['logins', 'totp', 'notes', 'folders'], unclear: ['custom-fields', 'history'], evidence: PWSAFE },
  ],
  imports: [
    { files: ['passwordsafe:xml'], keeps: ['logins', 'totp', 'notes', 'folders', 'history'], unclear: ['custom-fields'], evidence: PWSAFE },
    { files: ['passwordsafe:txt'], keeps: ['logins', 'totp', 'notes', 'folders'], unclear: ['custom-fields', 'history'], evidence: PWSAFE },
    tablesOfOthers(['lastpass:csv'], PWSAFE),
  ],
  exchange: { isKnown: true, evidence: PWSAFE },
};

const TWOFAS = source('twofas/2fas-pass-ios 23c5076e: passkeys are passed over', '2026-03');

export const twofasPass: Manager = {
  id: '2fas-pass',
  label: '2FAS Pass',
  exports: [{ files: ['2fas-pass:2faspass'], keeps: ['logins', 'totp', 'notes', 'cards', 'folders'], evidence: TWOFAS }],
  imports: [
    { files: ['2fas-pass:2faspass'], keeps: ['logins', 'totp', 'notes', 'cards', 'folders'], evidence: TWOFAS },
    tablesOfOthers(
      [
        'apple:csv',
        'apple:zip',
        'bitwarden:json',
        'google:csv',
        'microsoft:csv',
        'firefox:csv',
        'dashlane:csv',
        'enpass:json',
        'keepass:csv',
        'keeper:csv',
        'lastpass:csv',
        'nordpass:csv',
        '1password:1pux',
        'protonpass:csv',
      ],
      TWOFAS,
    ),
  ],
  exchange: [
    {
      system: 'apple',
      sends: { keeps: ['logins', 'notes'], unclear: ['totp', 'cards', 'custom-fields', 'folders'] },
      takes: { keeps: ['logins', 'notes'], unclear: ['totp', 'cards'] },
      note: 'What it has no type for becomes a note.',
      evidence: TWOFAS,
    },
  ],
};
