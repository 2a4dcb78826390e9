import { codeTable } from './entry.js';

/** Codes of keys that are derived from passwords. What the derivation costs is bounded by `limit.exceeded`. */
export const kdfCodes = codeTable({
  'kdf.parameters-invalid': {
    says: 'The settings for deriving the key are not valid ones.',
    todo: 'The file may be damaged: export it again.',
  },
  'kdf.unsupported': {
    says: 'The key is derived in a way that cannot be computed here.',
    todo: 'Save the file again with Argon2 version 1.3 in the program that made it.',
  },
  'kdf.out-of-memory': {
    says: 'Deriving the key needs more memory than there is. The password was not tried.',
    todo: 'Save the file again with less memory for Argon2, or use a machine with more of it.',
    exit: 6,
  },
});
