import { ABILITIES, type Ability, abilitiesBut, type Variant } from '../format.js';
import { CSV_LOSSES } from './csv-losses.js';
import { LOSSES } from './losses.js';
import { PASSKEY_FILE_LOSSES } from './passkey-file.js';

const MISSING: readonly Ability[] = ['counters'];

/** The kinds of file of the KeePass family. */
export const VARIANTS: readonly Variant[] = [
  {
    id: 'kdbx',
    label: 'KeePass database (KDBX)',
    extension: 'kdbx',
    reads: true,
    writes: true,
    cannotHold: ['signature counters'],
    expectedLosses: LOSSES,
    stores: abilitiesBut(MISSING),
  },
  {
    id: 'xml',
    label: 'KeePass XML',
    extension: 'xml',
    reads: true,
    writes: true,
    cannotHold: ['signature counters'],
    expectedLosses: LOSSES,
    stores: abilitiesBut(MISSING),
  },
  {
    id: 'csv',
    label: 'KeePassXC or KeePass CSV',
    extension: 'csv',
    reads: true,
    writes: true,
    cannotHold: ['passkeys', 'cards', 'identities', 'SSH keys', 'attachments', 'custom fields', 'further URLs', 'password history'],
    instead: 'Use the database itself (KDBX).',
    expectedLosses: CSV_LOSSES,
    stores: abilitiesBut(['passkeys', 'counters', 'prf', 'files', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'history']),
  },
  {
    id: 'passkey',
    label: 'KeePassXC passkey file',
    extension: 'passkey',
    reads: true,
    writes: true,
    cannotHold: ['logins', 'notes', 'one-time passwords', 'attachments', 'folders', 'a second passkey'],
    instead: 'Use the database itself (KDBX).',
    expectedLosses: PASSKEY_FILE_LOSSES,
    stores: abilitiesBut(ABILITIES.filter((ability) => ability !== 'passkeys')),
  },
];
