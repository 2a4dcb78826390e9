import type { SecretRequest } from '../../src/formats/format.js';
import type { KdfChoice, Policy } from '../../src/index.js';

/** The password of every locked file that these tests make. */
export const PASSWORD = 'the password of the law';

/** The least cost that each format allows: what is proven here does not depend on it. */
const LEAST_COST: Readonly<Record<string, KdfChoice>> = {
  bitwarden: { kind: 'pbkdf2', iterations: 5000 },
  keepass: { kind: 'argon2id', iterations: 1, memoryKiB: 8, parallelism: 1 },
};

/** A policy for writing a format, locked as cheaply as it allows. */
export function cheaply(policy: Policy, format: string): Policy {
  const kdf = LEAST_COST[format];
  return { ...policy, ...(kdf && { kdf }) };
}

/** What opens and makes locked files, the same in every run. `password`: of a sample, which has one of its own. No file has a key file. */
export function keyed(password = PASSWORD) {
  return {
    ask: async ({ kind }: SecretRequest) => (kind === 'password' ? Buffer.from(password) : undefined),
    random: (length: number) => new Uint8Array(length).fill(7),
  };
}
