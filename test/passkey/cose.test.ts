import { describe, expect, it } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../../src/core/bytes.js';
import { passkeyKey } from '../../src/passkey/index.js';
import { codeOf } from './codes.js';
import { bytesOf, KEYS, type TestKey, testKey } from './keys.js';

/** CBOR by hand (RFC 8949), so that the layout is not judged by the library that wrote it. */
function hex(text: string): Bytes {
  return fromHex(text.replaceAll(' ', '')) ?? new Uint8Array();
}

function byteString(bytes: Bytes): Bytes {
  const { length } = bytes;
  return concat(
    length < 24 ? hex((0x40 + length).toString(16)) : length < 256 ? Uint8Array.of(0x58, length) : Uint8Array.of(0x59, length >> 8, length),
    bytes,
  );
}

function part(key: TestKey, name: string): Bytes {
  return byteString(bytesOf(key.jwk[name]));
}

const FIRST = {
  ES256: ['a5 01 02 03 26 20 01 21', 'a6 01 02 03 26 20 01 21'],
  ES384: ['a5 01 02 03 38 22 20 02 21', 'a6 01 02 03 38 22 20 02 21'],
  ES512: ['a5 01 02 03 38 23 20 03 21', 'a6 01 02 03 38 23 20 03 21'],
  EdDSA: ['a4 01 01 03 27 20 06 21', 'a5 01 01 03 27 20 06 21'],
  RS256: ['a4 01 03 03 39 01 00 20', 'aa 01 03 03 39 01 00 20'],
} as const;

function expected(key: TestKey, secret: boolean): string {
  const first = hex(FIRST[key.algorithm][secret ? 1 : 0]);
  const of = (name: string): Bytes => part(key, name);
  if (key.algorithm === 'RS256') {
    const secrets = secret ? ['d', 'p', 'q', 'dp', 'dq', 'qi'].flatMap((name, i) => [Uint8Array.of(0x22 + i), of(name)]) : [];
    return toHex(concat(first, of('n'), hex('21'), of('e'), ...secrets));
  }
  const d = secret ? [hex('23'), of('d')] : [];
  if (key.algorithm === 'EdDSA') return toHex(concat(first, of('x'), ...d));
  return toHex(concat(first, of('x'), hex('22'), of('y'), ...d));
}

describe('COSE keys', () => {
  it('are written in canonical order, the public one as an authenticator registers it', async () => {
    for (const key of KEYS) {
      const read = await passkeyKey(key.pkcs8);
      expect(toHex(read.publicCose)).toBe(expected(key, false));
      expect(toHex(await read.cose())).toBe(expected(key, true));
    }
  });

  const p256 = testKey('ES256');
  const [x, y, d] = [part(p256, 'x'), part(p256, 'y'), part(p256, 'd')];

  it('are read in another order, without algorithm or public half, and with names of RFC 9864', async () => {
    for (const bytes of [
      concat(hex('a6 23'), d, hex('22'), y, hex('21'), x, hex('20 01 03 26 01 02')),
      concat(hex('a5 01 02 20 01 21'), x, hex('22'), y, hex('23'), d),
      concat(hex('a3 01 02 20 01 23'), d),
      concat(hex('a6 01 02 03 28 20 01 21'), x, hex('22'), y, hex('23'), d),
      // With a key id and the operations `sign` and "verify" (RFC 9052 §7.1), as Rust libraries write them.
      concat(hex('a8 01 02 02 41 07 03 26 04 82 01 66 766572696679 20 01 21'), x, hex('22'), y, hex('23'), d),
    ]) {
      const read = await passkeyKey(bytes);
      expect(read.shape).toBe('cose');
      expect(toHex(read.pkcs8)).toBe(toHex(p256.pkcs8));
    }
  });

  it.each([
    ['a number in a longer spelling', concat(hex('a4 01 18 02 20 01 23'), d, hex('03 26'))],
    ['an unfinished length', concat(hex('bf 01 02 20 01 23'), d, hex('ff'))],
    ['a label twice', concat(hex('a4 01 02 01 02 20 01 23'), d)],
    ['something after the map', concat(hex('a3 01 02 20 01 23'), d, hex('00'))],
    ['a list as coordinate', concat(hex('a4 01 02 20 01 21 81 00 23'), d)],
    ['half a point', concat(hex('a4 01 02 20 01 21'), x, hex('23'), d)],
    ['a tag around it', concat(hex('d8 20 a3 01 02 20 01 23'), d)],
  ])('with %s are broken', async (_, bytes) => {
    expect(await codeOf(passkeyKey(bytes))).toBe('passkey.key-broken');
  });

  it('of other kinds are unsupported, and of another curve than the algorithm refused', async () => {
    expect(await codeOf(passkeyKey(concat(hex('a4 01 02 03 26 20 08 23'), d)))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey(concat(hex('a4 01 01 03 27 20 04 23'), d)))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey(concat(hex('a4 01 03 03 38 24 20 06 23'), d)))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey(concat(hex('a4 01 02 03 38 22 20 01 23'), d)))).toBe('passkey.key-algorithm');
    expect(await codeOf(passkeyKey(concat(hex('a3 01 04 03 05 20'), d)))).toBe('passkey.key-unsupported');
  });
});
