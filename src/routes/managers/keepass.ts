import { type Kind, kindsBut } from '../kinds.js';
import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

/** Cards, identities and SSH keys stand in a database as fields. */
const DATABASE: readonly Kind[] = kindsBut();
const CSV: readonly Kind[] = ['logins', 'totp', 'notes', 'folders'];

const KEEPASSXC = source('keepassxreboot/keepassxc 95bae837 and newer files', '2026-08');

export const keepassxc: Manager = {
  id: 'keepassxc',
  label: 'KeePassXC',
  exports: [
    { files: ['keepass:kdbx', 'keepass:xml'], keeps: DATABASE, note: 'The database itself is the export.', evidence: KEEPASSXC },
    { files: ['keepass:csv'], keeps: CSV, evidence: KEEPASSXC },
    { files: ['keepass:passkey'], keeps: ['passkeys'], note: 'One file holds one passkey.', evidence: KEEPASSXC },
  ],
  imports: [
    { files: ['keepass:kdbx'], keeps: DATABASE, note: 'Open the database, or merge it into another.', evidence: KEEPASSXC },
    { files: ['keepass:csv'], keeps: CSV, evidence: KEEPASSXC },
    { files: ['keepass:passkey'], keeps: ['passkeys'], evidence: KEEPASSXC },
    {
      files: ['bitwarden:json', 'bitwarden:json-encrypted'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities', 'custom-fields', 'folders'],
      unclear: ['passkeys'],
      note: 'Of several passkeys of an item only the last arrives, and one whose id is no UUID gets a wrong id (issue 13667).',
      evidence: source('keepassxreboot/keepassxc, BitwardenReader at bdcdb4f1, pull request 11401 and issue 13667', '2026-09'),
    },
    tablesOfOthers(['1password:1pux', 'protonpass:json'], reported('the user guide of KeePassXC, ImportExport.adoc', '2026-08')),
  ],
  exchange: {
    isKnown: true,
    evidence: reported('keepassxreboot/keepassxc issue 11363 and pull request 13343 (files), both open', '2026-08'),
  },
};

const PLUGIN = source('yusei36/KeePassPasskey bd9d989f, with KeePass 2.x 7432bdb', '2026-07');

export const keepass: Manager = {
  id: 'keepass',
  label: 'KeePass 2 with KeePassPasskey',
  names: ['kdbx', 'keepass2android', 'keeweb'],
  exports: [
    { files: ['keepass:kdbx', 'keepass:xml'], keeps: DATABASE, note: 'The database itself is the export.', evidence: PLUGIN },
    { files: ['keepass:csv'], keeps: ['logins', 'notes'], evidence: PLUGIN },
  ],
  imports: [
    {
      files: ['keepass:kdbx', 'keepass:xml'],
      keeps: DATABASE,
      note: 'Open the database, or synchronize it with another.',
      evidence: PLUGIN,
    },
    tablesOfOthers(
      [
        'bitwarden:json',
        'dashlane:csv',
        'enpass:csv',
        'google:csv',
        'kaspersky:txt',
        'keepass:csv',
        'keeper:csv',
        'lastpass:csv',
        'passwordsafe:xml',
      ],
      reported('keepass.info, the help page on import and export', '2026-08'),
    ),
  ],
  exchange: { isKnown: true, evidence: PLUGIN },
  windowsProvider: PLUGIN,
};

/** An app that works on KDBX files and has no other way in or out that is known to keep passkeys. */
function kdbxApp(id: string, label: string, of: string, seen: string, exchange: Manager['exchange']): Manager {
  const ways = [
    { files: ['keepass:kdbx'] as const, keeps: DATABASE, note: 'The database itself is what moves.', evidence: source(of, seen) },
  ];
  return { id, label, exports: ways, imports: ways, exchange };
}

export const keepassdx = kdbxApp('keepassdx', 'KeePassDX', 'Kunzisoft/KeePassDX e94bf930', '2026-06', {
  isKnown: true,
  evidence: reported('Kunzisoft/KeePassDX issue 2705, open', '2026-09'),
});

export const keepassium = kdbxApp('keepassium', 'KeePassium', 'keepassium e651df4f', '2026-05', {
  isKnown: true,
  evidence: reported('keepassium/KeePassium issue 456, open', '2026-05'),
});

const STRONGBOX = kdbxApp('strongbox', 'Strongbox', 'strongbox 7807c1ae', '2025-05', {
  isKnown: true,
  evidence: source('strongbox 7807c1ae', '2025-05'),
});

export const strongbox: Manager = {
  ...STRONGBOX,
  exports: [
    ...STRONGBOX.exports,
    { files: ['strongbox:csv'], keeps: ['logins', 'totp', 'notes'], evidence: source('an export in the tests of AliasVault', '2026-08') },
  ],
  imports: [
    ...STRONGBOX.imports,
    tablesOfOthers(
      ['1password:1pux', 'bitwarden:json', 'apple:csv', 'lastpass:csv', 'enpass:csv'],
      source('strongbox 7807c1ae: passkeys come with a database only', '2025-05'),
    ),
  ],
};
