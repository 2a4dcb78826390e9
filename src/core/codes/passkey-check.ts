import { codeTable } from './entry.js';

/** Codes of "is this passkey sound, and who can import it?". Those of a damaged key stand in key.ts, those of its domain in passkey-place.ts. */
export const passkeyCheckCodes = codeTable({
  'passkey.key-not-canonical': {
    says: 'The private key is sound, but written in another form than the one that every importer takes.',
    todo: 'Convert the file once (`cxf convert FILE -t cxf -o OUT`): the key is then written in that form.',
  },
  'passkey.key-self-check': {
    says: 'A signature made with the private key does not verify with its public half.',
    todo: 'Export the passkey again; if it stays like this, register a new one at the site while the old one still works.',
  },
  'passkey.key-untried': { says: 'The cryptography of this platform does not know the algorithm, so no signature was tried.' },
  'passkey.id-missing': { says: 'The passkey has no credential id, so no site can find it.' },
  'passkey.id-duplicate': {
    says: 'Another passkey of the vault has the same credential id; importers keep one of them.',
    todo: 'Delete the copy that you do not need before you move the vault.',
  },
  'passkey.handle-missing': {
    says: 'The passkey has no user handle, so it works only at sites that ask for the user name first.',
  },
  'passkey.handle-long': {
    says: 'The user handle is longer than the 64 bytes that WebAuthn allows; some sites use such, and some importers refuse them.',
  },
  'passkey.prf-derived': { says: 'The passkey has one PRF seed; the other one will be derived from it.' },
  'passkey.counter-used': {
    says: 'The passkey counts its signatures: a site that saw the count may refuse a copy that begins at zero.',
    todo: 'Keep the old copy until a login with the new one has worked.',
  },
  'passkey.unreadable': {
    says: 'A passkey could not be read: it lacks its key, its credential id or its site, or one of them is no text of the kind it should be.',
    todo: 'Export it again from where it still works.',
  },

  // What an importer does to a passkey.
  'passkey.import-none': { says: 'It takes in no passkeys.' },
  'passkey.import-unknown': { says: 'It takes in passkeys, but which algorithms it can use is not known.' },
  'passkey.import-algorithm': { says: 'It cannot use the algorithm of this passkey.' },
  'passkey.import-id-length': { says: 'It can hold only credential ids of another length.' },
  'passkey.import-handle': { says: 'It needs a user handle, which this passkey lacks.' },
  'passkey.import-counter': { says: 'It keeps no signature counter; a site that saw it may refuse the copy.' },
  'passkey.import-prf': { says: 'It keeps no PRF seeds: what a site encrypted with this passkey cannot be read afterwards.' },
  'passkey.import-prf-half': { says: 'It keeps one of the two PRF seeds, the one that sites use.' },
  'passkey.import-prf-unknown': { says: 'Whether it keeps the PRF seeds is not known.' },
  'passkey.import-blob': { says: 'It does not keep the data that the site stored with the passkey.' },
});
