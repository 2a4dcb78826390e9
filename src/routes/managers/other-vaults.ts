import { type Manager, reported, source, tablesOfOthers } from '../manager.js';

const NOTHING_FOUND: Manager['exchange'] = { isKnown: false, evidence: reported('nothing found', '2026-11') };

const LASTPASS = source('lastpass/lastpass-cli 667da1f; exports of 2015 to 2026', '2026-02');

export const lastpass: Manager = {
  id: 'lastpass',
  label: 'LastPass',
  exports: [
    {
      files: ['lastpass:csv'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities', 'ssh-keys', 'folders'],
      unclear: ['custom-fields'],
      note: 'What is no login stands in a note, in the words of its kind.',
      evidence: LASTPASS,
    },
  ],
  imports: [
    {
      files: ['lastpass:csv'],
      keeps: ['logins', 'totp', 'notes', 'folders'],
      unclear: ['cards', 'identities', 'ssh-keys'],
      evidence: LASTPASS,
    },
    tablesOfOthers(['google:csv', '1password:csv', 'dashlane:csv', 'keepass:csv'], reported('what its importer lists', '2026-08')),
  ],
  exchange: NOTHING_FOUND,
};

const NORDPASS = source('real exports described by six readers; the frequent questions of the maker', '2026-08');

export const nordpass: Manager = {
  id: 'nordpass',
  label: 'NordPass',
  keepsInside: ['passkeys', 'totp'],
  exports: [
    {
      files: ['nordpass:csv'],
      keeps: ['logins', 'notes', 'cards', 'identities', 'custom-fields', 'folders'],
      note: 'Of a document only its name and note are exported.',
      evidence: NORDPASS,
    },
  ],
  imports: [
    {
      files: ['nordpass:csv'],
      keeps: ['logins', 'notes'],
      unclear: ['cards', 'identities', 'custom-fields', 'folders'],
      evidence: NORDPASS,
    },
    tablesOfOthers(
      ['google:csv', 'lastpass:csv', 'dashlane:csv', '1password:csv', 'bitwarden:csv'],
      reported('what its importer lists', '2026-08'),
    ),
  ],
  exchange: { isKnown: false, evidence: reported('announced; not seen', '2026-08') },
};

const ENPASS = source('three exports; the importers of other managers', '2026-08');

export const enpass: Manager = {
  id: 'enpass',
  label: 'Enpass',
  exports: [
    {
      files: ['enpass:json'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities', 'custom-fields', 'folders', 'history', 'files'],
      note: 'No passkey stands in the exports that were seen.',
      evidence: ENPASS,
    },
    {
      files: ['keepass:kdbx'],
      keeps: ['logins'],
      unclear: ['passkeys', 'totp', 'notes', 'cards', 'identities', 'custom-fields', 'folders', 'files'],
      note: 'On the desktop.',
      evidence: reported('an article of the maker', '2026-08'),
    },
    { files: ['enpass:csv'], keeps: ['logins', 'totp', 'notes', 'custom-fields'], evidence: ENPASS },
  ],
  imports: [
    {
      files: ['enpass:json'],
      keeps: ['logins', 'totp', 'notes', 'cards', 'identities', 'custom-fields', 'folders', 'files'],
      evidence: ENPASS,
    },
    tablesOfOthers(
      ['enpass:csv', 'bitwarden:json', 'google:csv', 'lastpass:csv', '1password:1pux'],
      reported('what its importer lists', '2026-08'),
    ),
  ],
  exchange: NOTHING_FOUND,
};

const ROBOFORM = source('exports of 2024 to 2026 in the tests of other managers', '2026-08');

export const roboform: Manager = {
  id: 'roboform',
  label: 'RoboForm',
  exports: [
    {
      files: ['roboform:csv'],
      keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'],
      note: 'Cards and identities are not in the CSV.',
      evidence: ROBOFORM,
    },
  ],
  imports: [
    {
      files: ['roboform:csv'],
      keeps: ['logins', 'notes', 'folders'],
      unclear: ['totp', 'custom-fields'],
      evidence: reported('what its importer lists', '2026-08'),
    },
    tablesOfOthers(['google:csv', 'lastpass:csv'], reported('what its importer lists', '2026-08')),
  ],
  exchange: NOTHING_FOUND,
};

const KASPERSKY = source('exports in the tests of other managers', '2026-08');

export const kaspersky: Manager = {
  id: 'kaspersky',
  label: 'Kaspersky Password Manager',
  keepsInside: ['cards', 'identities'],
  exports: [{ files: ['kaspersky:txt'], keeps: ['logins', 'notes'], evidence: KASPERSKY }],
  imports: [tablesOfOthers(['google:csv'], reported('how-to pages', '2026-08'))],
  exchange: NOTHING_FOUND,
};

const ZOHO = source('exports in the tests of other managers', '2026-08');

export const zoho: Manager = {
  id: 'zoho',
  label: 'Zoho Vault',
  exports: [
    { files: ['zoho:csv'], keeps: ['logins', 'totp', 'notes', 'custom-fields', 'folders'], unclear: ['cards', 'ssh-keys'], evidence: ZOHO },
  ],
  imports: [
    tablesOfOthers(['zoho:csv', 'google:csv', 'lastpass:csv', '1password:csv'], reported('about 20 tables of other managers', '2026-08')),
  ],
  exchange: NOTHING_FOUND,
};
