import { codeTable } from './entry.js';

/** Codes of key material: passkeys, SSH keys, one-time passwords. */
export const keyCodes = codeTable({
  'der.broken': { says: 'The DER structure of a key is broken.' },
  'passkey.key-broken': {
    says: 'The private key of a passkey is damaged, or is no private key.',
    todo: 'Export the passkey again; if it stays like this, register a new one at the site while the old one still works.',
  },
  'passkey.key-mismatch': {
    says: 'The private key and the public key that stand together are not of one pair.',
    todo: 'Export the passkey again: the file mixes two keys.',
  },
  'passkey.key-unsupported': {
    says: 'A key is of a kind that is not used for passkeys here: ES256, ES384, ES512, EdDSA (Ed25519) and RS256 are.',
  },
  'passkey.key-locked': {
    says: 'The private key is locked with a passphrase.',
    todo: 'Unlock it first, for example with `openssl pkcs8 -in FILE -out NEWFILE`, and delete the copy when you are done.',
  },
  'passkey.key-public': { says: 'This is a public key; a passkey needs the private one.' },
  'passkey.key-algorithm': {
    says: 'The key is not of the algorithm that was named for it, or it is a bare number that does not say its algorithm.',
    todo: 'Name the algorithm of the passkey: ES256, ES384, ES512, EdDSA or RS256.',
  },
  'passkey.id-invalid': { says: 'The credential id of a passkey is missing or is not base64url.' },
  'passkey.handle-invalid': { says: 'The user handle of a passkey is not base64url.' },
  'passkey.prf-invalid': { says: 'A PRF seed of a passkey is not 32 bytes, so sites that encrypt with it would fail.' },
  'passkey.prf-algorithm': { says: 'The PRF seeds of a passkey are for an algorithm that is not known.' },
  'passkey.blob-invalid': { says: 'The data that a site stored with a passkey is damaged.' },
  'passkey.extension-unknown': { says: 'A passkey has data of an extension that is not known.' },
  'passkey.request-invalid': { says: 'The request for a login is not a valid WebAuthn request.', exit: 2 },
  'passkey.origin-refused': {
    says: 'The passkey belongs to another site than the one that asks for it.',
    todo: 'Use the passkey at its own site: the relying party id must be the host of the page or a parent domain of it.',
  },
  'passkey.not-allowed': { says: 'The site asks for other passkeys than this one.' },
  'passkey.unverified': {
    says: 'The site asks that the user is verified, and the host did not verify anyone.',
    todo: 'Verify the user (PIN, fingerprint, face) and try again.',
  },
  'passkey.algorithm-unavailable': { says: 'The cryptography of this platform does not know the algorithm of the passkey.' },
  'ssh.unreadable': { says: 'An SSH private key could not be read, so it was kept as text.' },
  'ssh.encrypted': { says: 'An SSH private key is locked with a passphrase, so it was kept as text.' },
  'otp.unreadable': { says: 'A one-time password setting is not valid, so it was kept as text and makes no codes.' },
  'otp.secret-normalised': { says: 'The spelling of a one-time password secret was normalised; the codes stay the same.' },
});
