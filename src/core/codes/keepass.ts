import { codeTable } from './entry.js';

/** Codes of KeePass databases and their key files. A wrong password is never named where it could be something else. */
export const keepassCodes = codeTable({
  'kdbx.not-kdbx': { says: 'This is not a KeePass database.', todo: 'Name the format with -f if you know it.' },
  'kdbx.kdb': {
    says: 'This is a database of KeePass 1 (KDB), which is not supported.',
    todo: 'Open it in KeePassXC or KeePass 2 and save it as KDBX.',
  },
  'kdbx.version-unsupported': {
    says: 'This version of the KeePass database format is not supported: 3.0, 3.1, 4.0 and 4.1 are.',
    todo: 'Save the database as KDBX 4 in the program that made it.',
  },
  'kdbx.cipher-unsupported': {
    says: 'The database is encrypted with Twofish or another cipher that is not supported.',
    todo: 'Change the encryption of the database to AES-256 or ChaCha20 and save it again.',
  },
  'kdbx.kdf-unsupported': {
    says: 'The database derives its key in a way that is not supported.',
    todo: 'Change the key derivation of the database to Argon2 or AES-KDF and save it again.',
  },
  'kdbx.stream-unsupported': {
    says: 'The database protects its passwords with a cipher that is not supported.',
    todo: 'Save the database as KDBX 4 in the program that made it.',
  },
  'kdbx.compression-unsupported': { says: 'The database is compressed in a way that is not supported.' },
  'kdbx.header-damaged': { says: 'The header of the database is damaged. No password was tried.', todo: 'Use a backup of the file.' },
  'kdbx.wrong-key': {
    says: 'The password or the key file is wrong; the file itself is undamaged so far.',
    todo: 'Give the password and, if the database has one, the key file. A database that needs a hardware key cannot be opened.',
    exit: 5,
  },
  'kdbx.key-or-damage': {
    says: 'The password or the key file is wrong, or the file is damaged: this older version of the format cannot tell one from the other.',
    todo: 'Give the password and, if the database has one, the key file; if they are right, use a backup of the file.',
    exit: 5,
  },
  'kdbx.block-damaged': { says: 'The key is right, but a part of the database is damaged.', todo: 'Use a backup of the file.' },
  'kdbx.truncated': { says: 'The file ends before the database does.', todo: 'Copy it again, or use a backup.' },
  'kdbx.content-broken': {
    says: 'The key is right, but the content of the database is not what the format asks for.',
    todo: 'Open it in the program that made it, and save it again.',
  },
  'kdbx.key-file-damaged': {
    says: 'The key file is damaged: it is not what its own checksum says.',
    todo: 'Use a backup of the key file.',
    exit: 5,
  },
  'keepass.reference-resolved': {
    says: 'A value referred to a field of another entry; it was replaced by what that field holds, and no longer follows it.',
  },
  'keepass.reference-dangling': { says: 'A value refers to a field of an entry that is not there; it was kept as it stands.' },
  'keepass.history-left-out': {
    says: 'An earlier state of an entry says more than another password; of earlier states only the passwords and their dates are kept.',
    todo: 'Keep the database if you need the rest.',
  },
  'keepass.history-times': {
    says: 'Of an earlier state that differs from the entry by its password at most, the dates and the count of its use are not kept.',
  },
  'keepass.root-beside': {
    says: 'The database has more than one root group, which most programs refuse; the further one became a group of the first.',
  },
  'keepass.attachment-unused': { says: 'The database holds an attachment that no entry names; it was left behind.' },
  'keepass.passkey-incomplete': {
    says: 'A passkey lacks what a login needs, or its key is of no known kind, so its parts were kept as fields.',
  },
  'keepass.field-renamed': { says: 'A field got another name, because an entry can have each name only once and some have a meaning.' },
  'keepass.parts-changed': {
    says: 'An entry that held a further passkey of another one was changed since, so it is an item of its own.',
  },
  'keepass.character-replaced': { says: 'A text holds a character that XML cannot hold; U+FFFD was put in its place.' },
  'keepass.csv-heading': {
    says: 'The first row of the CSV is no heading of KeePass or KeePassXC, so no column can be told from another.',
    todo: 'Export it again with the row of headings, and do not edit it in a spreadsheet.',
  },
  'keepass.csv-escapes': {
    says: 'Backslashes were read the way KeePass writes them, two for one; the file could also be meant letter by letter.',
    todo: 'If passwords with backslashes are wrong now, export from KeePassXC or as KDBX.',
  },
  'keepass.passkey-file': { says: 'A passkey file lacks a member that a login needs.', todo: 'Export the passkey again.' },
  'keepass.passkey-none': {
    says: 'A passkey file holds one passkey, and the vault has none that it could hold.',
    todo: 'Write the whole vault as KDBX.',
  },
  'keepass.passkey-one-only': {
    says: 'A passkey file holds one passkey; this one was left behind.',
    todo: 'Write all passkeys as KDBX.',
  },
  'keepass.passkey-username': {
    says: 'KeePassXC takes no passkey without a user name, so another name of the item stands in its place.',
  },
  'keepass.passkey-url': {
    says: 'KeePassXC finds a passkey by its URL, and there was none, so the address of its relying party was written.',
  },
});
