import { aesCbcKey, encryptBlocks } from './aes-cbc.js';
import { type Bytes, concat, sha256 } from './bytes.js';
import { CxError } from './errors.js';
import type { Derivation } from './kdf-argon2.js';
import { enforce } from './limits.js';

/** A zero block after the chain that E(x) has become is encrypted to E(E(x)): so CBC over zeros is a round for each block. */
const ZEROS = new Uint8Array(4 * 1024 * 1024);
const BLOCK_BYTES = 16;

/**
 * AES-KDF of KeePass: each half of a 32-byte secret encrypted `rounds` times with AES-256 under `seed`, then hashed. Throws
 * `kdf.parameters-invalid`, and `limit.exceeded` with the limit `kdf.rounds` before it begins. Tells its progress as `derive-key`.
 */
export async function aesKdf(secret: Bytes, seed: Bytes, rounds: number, { limits, signal, progress }: Derivation): Promise<Bytes> {
  if (secret.length !== 32 || seed.length !== 32 || !Number.isInteger(rounds) || rounds < 0) throw new CxError('kdf.parameters-invalid');
  enforce(limits, 'kdf.rounds', rounds);
  const key = await aesCbcKey(seed);
  let halves = [secret.slice(0, BLOCK_BYTES), secret.slice(BLOCK_BYTES)];
  for (let done = 0; done < rounds; ) {
    signal?.throwIfAborted();
    progress?.({ stage: 'derive-key', done, total: rounds });
    const zeros = ZEROS.subarray(0, BLOCK_BYTES * (rounds - done));
    const chains = await Promise.all(halves.map((half) => encryptBlocks(key, half, zeros)));
    halves = chains.map((chain) => chain.slice(-BLOCK_BYTES));
    done += zeros.length / BLOCK_BYTES;
  }
  return sha256(concat(...halves));
}
