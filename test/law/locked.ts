import type { KdfChoice } from '../../src/index.js';

/** The password of every locked file that these tests make. */
export const PASSWORD = 'the password of the law';

/** The least cost that Bitwarden allows: what is proven here does not depend on it. */
export const LEAST_COST: KdfChoice = { kind: 'pbkdf2', iterations: 5000 };

/** What opens and makes locked files, the same in every run. `password`: of a sample, which has one of its own. */
export function keyed(password = PASSWORD) {
  return {
    ask: async () => Buffer.from(password),
    random: (length: number) => new Uint8Array(length).fill(7),
  };
}
