import { codeTable } from './entry.js';

/** Codes of key material: passkeys, SSH keys, one-time passwords. */
export const keyCodes = codeTable({
  'der.broken': { says: 'The DER structure of a key is broken.' },
  'ssh.unreadable': { says: 'An SSH private key could not be read, so it was kept as text.' },
  'ssh.encrypted': { says: 'An SSH private key is locked with a passphrase, so it was kept as text.' },
  'otp.unreadable': { says: 'A one-time password setting is not valid, so it was kept as text and makes no codes.' },
  'otp.secret-normalised': { says: 'The spelling of a one-time password secret was normalised; the codes stay the same.' },
});
