import { argon2d, argon2id } from 'hash-wasm';
import { CxError } from './errors.js';
import type { KdfProvider } from './kdf-argon2.js';

/*
 * The only door to hash-wasm, loaded when the first key is derived. The two functions are named one by one, so that a bundler leaves out the rest.
 * It computes on the thread that calls it and cannot be stopped.
 */

/** Argon2 in WebAssembly, everywhere: version 1.3, no associated data, no empty password; anything else is `kdf.unsupported`. */
export const wasmProvider: KdfProvider = {
  async argon2({ kind, version, password, salt, secret, associatedData, iterations, memoryKiB, parallelism, length }) {
    if (version !== 0x13 || associatedData?.length || password.length === 0) throw new CxError('kdf.unsupported');
    const derive = kind === 'argon2d' ? argon2d : argon2id;
    const common = { password, salt, iterations, parallelism, memorySize: memoryKiB, hashLength: length };
    return new Uint8Array(await derive({ ...common, outputType: 'binary', ...(secret && { secret }) }));
  },
};
