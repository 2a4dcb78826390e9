import { kindsBut } from '../kinds.js';
import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

const PROTON = source('protonpass/proton-pass-common 65bb8448 and ProtonMail/WebClients (single files)', '2026-07');

export const protonpass: Manager = {
  id: 'protonpass',
  label: 'Proton Pass',
  names: ['proton', 'proton-pass'],
  exports: [
    { files: ['protonpass:zip'], keeps: kindsBut('history'), evidence: PROTON },
    { files: ['protonpass:json'], keeps: kindsBut('history', 'files'), evidence: PROTON },
    {
      files: ['protonpass:csv'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities'],
      unclear: ['folders'],
      note: 'It loses extra fields, keys and what is custom.',
      evidence: PROTON,
    },
  ],
  imports: [
    { files: ['protonpass:zip'], keeps: kindsBut('history', 'files'), unclear: ['files'], evidence: PROTON },
    { files: ['protonpass:csv'], keeps: ['logins', 'totp', 'notes'], unclear: ['cards', 'identities', 'folders'], evidence: PROTON },
    tablesOfOthers(
      [
        'bitwarden:json',
        'google:csv',
        'microsoft:csv',
        'firefox:csv',
        'apple:csv',
        'keepass:xml',
        'lastpass:csv',
        '1password:1pux',
        'dashlane:csv',
        'keeper:csv',
        'roboform:csv',
        'nordpass:csv',
        'enpass:json',
        'kaspersky:txt',
      ],
      source('ProtonMail/WebClients: 17 importers; passkeys only from its own files', '2026-07'),
    ),
  ],
  exchange: { isKnown: true, evidence: source('no sign of it in the apps for iOS (2025-11) and Android (2026-04)', '2026-04') },
};

const KEEPER = source('Keeper-Security/Commander 040221b0 and a record in the tests of Bitwarden', '2026-07');

export const keeper: Manager = {
  id: 'keeper',
  label: 'Keeper',
  exports: [
    { files: ['keeper:json'], keeps: kindsBut('files', 'history'), evidence: KEEPER },
    {
      files: ['keeper:csv'],
      keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'],
      unclear: ['cards', 'identities', 'ssh-keys'],
      evidence: KEEPER,
    },
  ],
  imports: [
    { files: ['keeper:json'], keeps: kindsBut('files', 'history'), evidence: KEEPER },
    { files: ['keeper:csv'], keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'], evidence: KEEPER },
    tablesOfOthers(['keepass:kdbx'], reported('what its importer lists', '2026-08')),
  ],
  exchange: { isKnown: false, evidence: reported('nothing found', '2026-11') },
};

const PSONO = source('psono-client 252e7dd1', '2026-02');

export const psono: Manager = {
  id: 'psono',
  label: 'Psono',
  exports: [
    { files: ['psono:json'], keeps: kindsBut('files', 'history', 'identities'), unclear: ['identities'], evidence: PSONO },
    {
      files: ['psono:csv'],
      keeps: ['logins', 'passkeys', 'totp', 'notes', 'custom-fields'],
      unclear: ['cards', 'ssh-keys', 'folders'],
      evidence: PSONO,
    },
    {
      files: ['keepass:kdbx'],
      keeps: ['logins', 'totp', 'notes', 'folders'],
      unclear: ['cards', 'ssh-keys', 'custom-fields'],
      evidence: PSONO,
    },
  ],
  imports: [
    { files: ['psono:json'], keeps: kindsBut('files', 'history', 'identities'), unclear: ['identities'], evidence: PSONO },
    tablesOfOthers(['google:csv', 'bitwarden:json', 'lastpass:csv', '1password:csv', 'dashlane:csv', 'apple:csv', 'keepass:csv'], PSONO),
  ],
  exchange: { isKnown: true, evidence: PSONO },
};

const ALIASVAULT = source('aliasvault 95903e92', '2026-08');

export const aliasvault: Manager = {
  id: 'aliasvault',
  label: 'AliasVault',
  exports: [
    {
      files: ['aliasvault:avux', 'aliasvault:avex'],
      keeps: kindsBut('ssh-keys', 'history'),
      unclear: ['ssh-keys', 'history'],
      evidence: ALIASVAULT,
    },
    { files: ['aliasvault:csv'], keeps: ['logins'], unclear: ['totp', 'notes', 'identities'], evidence: ALIASVAULT },
  ],
  imports: [
    {
      files: ['aliasvault:avux', 'aliasvault:avex'],
      keeps: kindsBut('ssh-keys', 'history'),
      unclear: ['ssh-keys', 'history'],
      note: 'Passkeys whose id has 16 bytes only.',
      evidence: ALIASVAULT,
    },
    {
      files: ['bitwarden:zip', 'protonpass:zip'],
      keeps: ['logins', 'totp', 'notes', 'files'],
      unclear: ['cards', 'identities', 'custom-fields', 'folders'],
      evidence: ALIASVAULT,
    },
    tablesOfOthers(
      [
        'google:csv',
        'firefox:csv',
        'apple:csv',
        'lastpass:csv',
        '1password:csv',
        'dashlane:csv',
        'nordpass:csv',
        'keepass:csv',
        'roboform:csv',
      ],
      ALIASVAULT,
    ),
  ],
  exchange: { isKnown: true, evidence: reported('aliasvault issue 2010', '2026-08') },
};
