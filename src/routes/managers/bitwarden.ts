import { kindsBut } from '../kinds.js';
import { type Manager, measured, reported, source, tablesOfOthers } from '../manager.js';

const CODE = source('bitwarden/clients (single files) and sdk-internal b57d1bbb', '2026-08');

const EXPORTS: Manager['exports'] = [
  { files: ['bitwarden:zip'], keeps: kindsBut(), note: 'Only the personal vault can be exported as ZIP.', evidence: CODE },
  {
    files: ['bitwarden:json', 'bitwarden:json-encrypted'],
    keeps: kindsBut('files'),
    note: 'Export it in the browser or on the desktop: the app for iOS has left passkeys out (bitwarden/ios issue 1850).',
    evidence: CODE,
  },
  { files: ['bitwarden:csv'], keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'], evidence: CODE },
];

/** The exchange of Bitwarden's apps: what its SDK was seen to take, and what its code sends. It sends no collections and no counters. */
const MEASURED = measured('@bitwarden/sdk-internal 0.2.0-main.1054; apps bitwarden/android d817f6b4 and bitwarden/ios', '2026-11');
const SENT = { keeps: kindsBut('folders', 'history', 'files') } as const;
const COUNTERS = 'Bitwarden leaves out a passkey that counts its signatures, and does not say so.';

export const bitwarden: Manager = {
  id: 'bitwarden',
  label: 'Bitwarden',
  names: ['vaultwarden'],
  exports: EXPORTS,
  imports: [
    {
      files: ['bitwarden:json', 'bitwarden:json-encrypted', 'bitwarden:zip'],
      keeps: kindsBut('files'),
      note: 'Its importer does not restore attachments.',
      evidence: CODE,
    },
    { files: ['bitwarden:csv'], keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'], evidence: CODE },
    {
      files: ['keepass:kdbx', 'keepass:xml'],
      keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'],
      note: 'Passkeys become custom fields, which no login can use.',
      evidence: CODE,
    },
    tablesOfOthers(
      [
        '1password:1pux',
        '1password:csv',
        'apple:csv',
        'google:csv',
        'microsoft:csv',
        'firefox:csv',
        'lastpass:csv',
        'dashlane:csv',
        'nordpass:csv',
        'roboform:csv',
        'enpass:json',
        'enpass:csv',
        'kaspersky:txt',
        'keeper:json',
        'keeper:csv',
        'protonpass:zip',
        'protonpass:json',
        'psono:json',
        'safeincloud:xml',
        'zoho:csv',
        'passwordsafe:xml',
      ],
      source('bitwarden/clients: 72 importers; passkeys only from its own files', '2026-08'),
    ),
  ],
  exchange: [
    { system: 'apple', sends: SENT, takes: SENT, note: COUNTERS, evidence: MEASURED },
    {
      system: 'android',
      sends: SENT,
      takes: SENT,
      note: `${COUNTERS} On some phones no other app is offered (bitwarden/android issue 7215).`,
      evidence: MEASURED,
    },
  ],
  windowsProvider: reported('Windows update of November 2025 (KB5068861): first providers 1Password and Bitwarden', '2025-11'),
};

export const keyguard: Manager = {
  id: 'keyguard',
  label: 'Keyguard',
  exports: [
    {
      files: ['keyguard:zip', 'keepass:kdbx'],
      keeps: kindsBut('history'),
      unclear: ['history'],
      evidence: source('AChep/keyguard-app 9673b43c', '2026-08'),
    },
  ],
  imports: [],
  exchange: [
    {
      system: 'android',
      sends: { keeps: kindsBut('history', 'files') },
      takes: { keeps: kindsBut('history', 'files') },
      note: 'Passkeys with a P-256 key only.',
      evidence: source('AChep/keyguard-app 9673b43c', '2026-08'),
    },
  ],
};

export const swifty: Manager = {
  id: 'swifty',
  label: 'Swifty',
  exports: [
    {
      files: ['cxf:json', 'bitwarden:json'],
      keeps: ['logins', 'passkeys', 'totp', 'notes', 'cards'],
      unclear: ['identities', 'ssh-keys', 'custom-fields'],
      evidence: source('swiftyapp/swifty pull request 333', '2026-09'),
    },
    {
      files: ['swifty:csv'],
      keeps: ['logins'],
      unclear: ['totp', 'notes'],
      evidence: source('swiftyapp/swifty pull request 333', '2026-09'),
    },
  ],
  imports: [
    {
      files: ['cxf:json', 'bitwarden:json'],
      keeps: ['logins', 'passkeys', 'totp', 'notes', 'cards'],
      unclear: ['identities', 'ssh-keys', 'custom-fields'],
      evidence: source('swiftyapp/swifty pull request 333: unknown credential types are passed over', '2026-09'),
    },
  ],
  exchange: { isKnown: true, evidence: source('swiftyapp/swifty pull request 333: files only', '2026-09') },
};
