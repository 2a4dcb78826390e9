import { codeTable } from './entry.js';

/** Codes shared by every format: what a conversion did to a value. */
export const convertCodes = codeTable({
  'source.member-unknown': { says: 'A member that this program does not know was carried along as it is.' },
  'source.value-unread': {
    says: 'A value is not of the kind its place demands, or has no meaning outside its account, and was left behind.',
  },
  'target.no-place': { says: 'The target has no place for a value.' },
  'target.ambiguous': { says: 'Values were joined in a way that this kind of file cannot take apart again for certain.' },
  'id.not-kept': { says: 'A machine-made identifier is replaced by one of the target.' },
  'id.replaced': { says: 'An identifier was missing, used twice or too long, and was replaced.' },
  'header.replaced': { says: 'The header of the document is replaced by the facts of the new file.' },
  'trash.left-out': { says: 'An item or a folder in the trash was left out.', todo: 'Use --include-trash to bring it along.' },
  'passkey.key-normalised': {
    says: 'The private key of a passkey was written in the one form that every importer takes; it is the same key.',
  },
  'passkey.counter-nonzero': {
    says: 'A passkey that counts its signatures may not travel in this format, so it was left behind.',
    todo: 'Use --reset-counters to bring it with its counter at zero.',
  },
  'passkey.counter-reset': {
    says: 'The counter of a passkey was set to zero; a site that saw the old counter may refuse it.',
    todo: 'Keep the old copy until a login with the new one has worked.',
  },
  'passkey.counter-lost': { says: 'The target has no place for the signature counter of a passkey.' },
  'passkey.unsupported': { says: 'The target cannot use a passkey of this kind, so it was left behind.' },
  'passkey.left-behind': { says: 'The target takes no passkeys from a file, so a passkey was left behind.' },
  'passkey.invalid': { says: 'A passkey lacks what a login needs, so it was left behind.' },
  'carry.stale': { says: 'A carried setting belongs to a value that has changed since, so it was not restored.' },
  'setting.left-behind': { says: 'A setting of the old manager means nothing to the target and was left behind.' },
  'carry.left-out': { says: 'A carried setting or secret was left out by choice.', todo: 'See --carry.' },
  'item.filtered': { says: 'A credential was left out because --only does not name its type.' },
  'item.placeholder': {
    says: 'An item holds nothing that importers make an entry of; an empty login or note was added so that they keep it.',
  },
  'file.left-behind': {
    says: 'An attachment was left behind: this form of the target holds no files.',
    todo: 'Use --attachments DIR, or a variant that holds files.',
  },
  'file.renamed': { says: 'An attachment got another name, because its own was taken or unsafe.' },
  'file.missing': {
    says: 'A file is announced but its bytes are not in the input.',
    todo: 'If you have it, name its folder with --attachments-from DIR.',
  },
  'file.changed': {
    says: 'The bytes of a file are damaged: they do not match their announced size, checksum or SHA-256.',
    todo: 'Export the vault again: the file was changed or damaged since.',
  },
  'credential.spelled-out': { says: 'The target has no place of its own for a credential, so it was written as custom fields.' },
  'credential.carried': { says: 'A credential that importers would refuse was carried raw in an extension.' },
  'credential.read-from-fields': { says: 'Custom fields that spell out a credential were read as that credential.' },
  'item.type-changed': { says: 'An item became one of another kind, because it holds what only that kind has a place for.' },
  'item.split': { says: 'An item was split, because the importer takes one credential of each type from an item.' },
  'extension.carried': { says: 'An extension that breaks a rule of CXF was carried raw in another one.' },
  'value.normalised': { says: 'The spelling of a value was normalised.' },
  'field.type-changed': { says: 'A field was kept with another field type, because the target does not know its own.' },
  'field.moved': { says: 'A value does not fit its own member and was kept as a custom field.' },
  'text.half-character': { says: 'A text holds half of a character, which importers refuse; U+FFFD was put in its place.' },
  'value.too-deep': { says: 'A value is nested more deeply than importers read, so it was left behind.' },
  'collection.too-deep': { says: 'A collection is nested more deeply than importers read and was moved to the top level.' },
  'collection.dangling': { says: 'An item names a folder that is not in the file.' },
  'detect.unknown': {
    says: 'The format of the input was not recognised.',
    todo: 'Name it with -f; `cxf formats` lists what can be read.',
  },
  'detect.ambiguous': { says: 'The input could be of several formats.', todo: 'Name the right one with -f.' },
  'detect.html': { says: 'The input is a web page, not an export.', todo: 'Export the vault again and save the export itself.' },
  'detect.not-a-vault': { says: 'The input is a message of a credential exchange, not a vault.' },
  'format.unknown': { says: 'There is no format of that name.', todo: '`cxf formats` lists them.', exit: 2 },
  'format.no-writer': { says: 'That format can be read but not written.', exit: 2 },
  'format.one-input': { says: 'That format takes one input file at a time.', exit: 2 },
  'format.mismatch': { says: 'The input is not of the named format.' },
});
