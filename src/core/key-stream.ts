import type { Bytes } from './bytes.js';

/*
 * The only door to @noble/ciphers, loaded when the first key stream is needed. WebCrypto has neither of the two ciphers.
 */

/** A cipher that gives a stream of bytes, which is laid over data piece by piece: encryption and decryption are the same. */
export interface KeyStream {
  /** The data under the next bytes of the stream. */
  apply(data: Uint8Array): Bytes;
}

/** ChaCha20 (RFC 8439 §2.4) from block 0: a key of 32 bytes, a nonce of 12. */
export async function chacha20Stream(key: Bytes, nonce: Bytes): Promise<KeyStream> {
  const { chacha20 } = await import('@noble/ciphers/chacha');
  return new BlockStream((data, block) => chacha20(key, nonce, data, undefined, block));
}

/** Salsa20 (eSTREAM) from block 0: a key of 32 bytes, a nonce of 8. */
export async function salsa20Stream(key: Bytes, nonce: Bytes): Promise<KeyStream> {
  const { salsa20 } = await import('@noble/ciphers/salsa');
  return new BlockStream((data, block) => salsa20(key, nonce, data, undefined, block));
}

const BLOCK_BYTES = 64;
/** How much of the stream is made at once: the values of a vault are short. */
const BATCH = new Uint8Array(64 * BLOCK_BYTES);

class BlockStream implements KeyStream {
  private readonly cipher: (data: Uint8Array, block: number) => Uint8Array;
  private block = 0;
  private ready: Uint8Array = new Uint8Array();

  constructor(cipher: (data: Uint8Array, block: number) => Uint8Array) {
    this.cipher = cipher;
  }

  apply(data: Uint8Array): Bytes {
    const out = new Uint8Array(data.length);
    let at = 0;
    while (at < data.length) {
      if (this.ready.length === 0) {
        const whole = data.length - at - ((data.length - at) % BLOCK_BYTES);
        if (whole >= BATCH.length) {
          out.set(this.next(data.subarray(at, at + whole)), at);
          at += whole;
          continue;
        }
        this.ready = this.next(BATCH);
      }
      const count = Math.min(this.ready.length, data.length - at);
      for (let i = 0; i < count; i++) out[at + i] = (data[at + i] ?? 0) ^ (this.ready[i] ?? 0);
      this.ready = this.ready.subarray(count);
      at += count;
    }
    return out;
  }

  /** Whole blocks of data under the stream. */
  private next(data: Uint8Array): Uint8Array {
    // The library wants data that begins at a multiple of four.
    const aligned = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data);
    const out = this.cipher(aligned, this.block);
    this.block += data.length / BLOCK_BYTES;
    return out;
  }
}
