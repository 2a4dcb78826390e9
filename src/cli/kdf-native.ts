import type { KdfProvider } from '../core/kdf-argon2.js';

/*
 * The only door to @node-rs/argon2: about four times as fast as WebAssembly, in threads of its own, and it knows version 1.0. It is an optional
 * dependency with a binary for each platform, so where it does not load, WebAssembly computes.
 */

async function load() {
  try {
    return await import('@node-rs/argon2');
  } catch {
    return undefined;
  }
}

/** More lanes than the library takes; it has no associated data either. */
const MOST_LANES = 255;

/** Argon2 as fast as this machine can; what neither library knows is `kdf.unsupported`. */
export const nativeProvider: KdfProvider = {
  async argon2(request) {
    const { kind, version, password, salt, secret, associatedData, iterations, memoryKiB, parallelism, length } = request;
    const library = associatedData?.length || parallelism > MOST_LANES ? undefined : await load();
    if (!library) return (await import('../core/kdf-argon2-wasm.js')).wasmProvider.argon2(request);
    const key = await library.hashRaw(password, {
      algorithm: kind === 'argon2d' ? 0 : 2,
      version: version === 0x10 ? 0 : 1,
      salt,
      timeCost: iterations,
      memoryCost: memoryKiB,
      parallelism,
      outputLen: length,
      ...(secret && { secret }),
    });
    return new Uint8Array(key);
  },
};
