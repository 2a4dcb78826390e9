import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../../src/core/bytes.js';
import { chacha20Stream, salsa20Stream } from '../../src/core/key-stream.js';

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const bytes = (hex: string): Bytes => fromHex(hex) ?? new Uint8Array();

describe('chacha20Stream', () => {
  it('gives the stream of RFC 8439 §A.1, test vectors 1 and 2: blocks 0 and 1 of a zero key', async () => {
    const stream = await chacha20Stream(new Uint8Array(32), new Uint8Array(12));
    const zeros = new Uint8Array(128);
    expect(toHex(stream.apply(zeros))).toBe(
      '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586' +
        '9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f',
    );
  });

  it('is the one of node:crypto, however it is cut', async () => {
    const nonce = bytes('000000090000004a00000000');
    const sizes = fc.array(fc.oneof(fc.nat(70), fc.constantFrom(64, 4096, 4095, 4160, 9000)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(3), async (lengths, shift) => {
        const parts = lengths.map((length, i) => new Uint8Array(length + shift).subarray(shift).fill(i));
        const stream = await chacha20Stream(key, nonce);
        const ours = concat(...parts.map((part) => stream.apply(part)));
        const theirs = createCipheriv('chacha20', key, concat(new Uint8Array(4), nonce)).update(concat(...parts));
        expect(Buffer.from(ours).equals(theirs)).toBe(true);
      }),
    );
  });
});

describe('salsa20Stream', () => {
  it('gives the stream of eSTREAM, set 1, vector 0 of 256-bit keys', async () => {
    const stream = await salsa20Stream(bytes(`80${'00'.repeat(31)}`), new Uint8Array(8));
    const first = stream.apply(new Uint8Array(64));
    expect(toHex(first)).toBe(
      'e3be8fdd8beca2e3ea8ef9475b29a6e7003951e1097a5c38d23b7a5fad9f6844b22c97559e2723c7cbbd3fe4fc8d9a0744652a83e72a9c461876af4d7ef1a117',
    );
  });
});
