import { type Bytes, sha256, utf8 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { checkPbkdf2Cost, pbkdf2Sha256 } from '../../core/kdf.js';
import { argon2, checkArgon2Cost } from '../../core/kdf-argon2.js';
import type { Context } from '../format.js';
import type { KdfChoice } from '../policy.js';
import { type SealingKeys, sealingKeys } from './enc-string.js';

/** What Bitwarden protects an export with, for an account that never chose otherwise: `DEFAULT_KDF_CONFIG` in `kdf-config.ts` of bitwarden/clients. */
const DEFAULT_KDF: KdfChoice = { kind: 'pbkdf2', iterations: 600_000 };

/** Below these Bitwarden refuses to derive a key (`keys/kdf.rs` of its SDK), so that it would not open the file. */
const LEAST_ITERATIONS = { pbkdf2: 5000, argon2id: 2 } as const;
const LEAST_MEMORY_KIB = 16 * 1024;

/**
 * The keys of an export from its password. The salt is the text itself; for Argon2id its SHA-256 (`keys/kdf.rs`). Throws what deriving a key
 * throws, `limit.exceeded` before anything is computed.
 */
export async function exportKeys(password: Bytes, salt: string, kdf: KdfChoice, context: Context): Promise<SealingKeys> {
  context.signal?.throwIfAborted();
  context.progress?.({ stage: 'derive-key', done: 0, total: 0 });
  const master = await masterKey(password, utf8(salt), kdf, context);
  context.signal?.throwIfAborted();
  return sealingKeys(master);
}

async function masterKey(password: Bytes, salt: Bytes, kdf: KdfChoice, context: Context): Promise<Bytes> {
  if (kdf.kind === 'pbkdf2') return pbkdf2Sha256(password, salt, kdf.iterations, context.limits);
  return argon2({ ...kdf, version: 0x13, password, salt: await sha256(salt), length: 32 }, context);
}

/** Throws `kdf.parameters-invalid` and `limit.exceeded` before anybody is asked for a password. */
export function checkCost(kdf: KdfChoice, { limits }: Context): void {
  if (kdf.kind === 'pbkdf2') checkPbkdf2Cost(kdf.iterations, limits);
  else checkArgon2Cost(kdf, limits);
}

/** The choice for a new file. Throws `kdf.parameters-invalid` when Bitwarden would not open it. */
export function kdfForWriting(chosen: KdfChoice = DEFAULT_KDF): KdfChoice {
  const isWeak = chosen.iterations < LEAST_ITERATIONS[chosen.kind];
  // Memory is told in MiB.
  const isOdd = chosen.kind === 'argon2id' && (chosen.memoryKiB < LEAST_MEMORY_KIB || chosen.memoryKiB % 1024 !== 0);
  if (isWeak || isOdd) throw new CxError('kdf.parameters-invalid', { hint: 'Bitwarden opens no export that is protected so weakly.' });
  return chosen;
}
