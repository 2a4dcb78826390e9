import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { deflateRawSync, deflateSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { deflateBlob, derivedSeed, inflateBlob, prfResult, readExtensions, writeExtensions } from '../../src/passkey/index.js';
import { codeOf } from './codes.js';

const seed = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(byte);
const [one, two] = [toBase64Url(seed(1)), toBase64Url(seed(2))];
const blob = (bytes: Uint8Array, size: number): { uncompressedSize: number; data: Uint8Array<ArrayBuffer> } => ({
  uncompressedSize: size,
  data: Uint8Array.from(bytes),
});

describe('fido2Extensions', () => {
  it('what is written is read again', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Uint8Array.from(array));
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Uint8Array.from(array));
    const shape = fc.record(
      { prf: fc.record({ withUV: seeds, withoutUV: seeds }), credBlob: bytes, largeBlob: bytes, payments: fc.boolean() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(shape, async (extensions) => {
        const written = await writeExtensions(extensions);
        expect(written === undefined).toBe(Object.keys(extensions).length === 0);
        expect(await readExtensions(written ?? {})).toEqual({ extensions, seedDerived: false, faults: [] });
      }),
    );
  });

  it('a single seed, as drafts have it, is the one with user verification; the other is derived as HKDF says', async () => {
    const derived = new Uint8Array(hkdfSync('sha256', seed(1), '', 'credential-exchange/prf/without-uv/v1', 32));
    expect(await derivedSeed(seed(1))).toEqual(derived);
    for (const value of [
      { hmacSecret: { algorithm: 'HS256', secret: one } },
      { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: one } },
      { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: one, credWithoutUV: '' } },
    ]) {
      const prf = { withUV: seed(1), withoutUV: derived };
      expect(await readExtensions(value)).toEqual({ extensions: { prf }, seedDerived: true, faults: [] });
    }
    const other = await readExtensions({ hmacCredentials: { algorithm: 'hmac-sha256', credWithoutUV: one } });
    expect(other).toEqual({ extensions: { prf: { withUV: derived, withoutUV: seed(1) } }, seedDerived: true, faults: [] });
  });

  it.each([
    [
      { hmacCredentials: { algorithm: 'hmac-sha512', credWithUV: one, credWithoutUV: two } },
      'passkey.prf-algorithm',
      '/hmacCredentials/algorithm',
    ],
    [
      { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: 'AQ', credWithoutUV: two } },
      'passkey.prf-invalid',
      '/hmacCredentials/credWithUV',
    ],
    [
      { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: one, credWithoutUV: '!' } },
      'passkey.prf-invalid',
      '/hmacCredentials/credWithoutUV',
    ],
    [{ hmacCredentials: { algorithm: 'hmac-sha256' } }, 'passkey.prf-invalid', '/hmacCredentials'],
    [{ hmacSecret: { algorithm: 'HS256', secret: 'AQ' } }, 'passkey.prf-invalid', '/hmacSecret/secret'],
    [{ hmacSecret: 'AQ' }, 'passkey.prf-invalid', '/hmacSecret'],
    [{ credBlob: '!' }, 'passkey.blob-invalid', '/credBlob'],
    [{ largeBlob: { uncompressedSize: 3, data: 'AAAA' } }, 'passkey.blob-invalid', '/largeBlob'],
    [{ largeBlob: {} }, 'passkey.blob-invalid', '/largeBlob'],
    [{ payments: 'true' }, 'passkey.extension-unknown', '/payments'],
    [{ 'new/thing': 1 }, 'passkey.extension-unknown', '/1'],
  ] as const)('%j is a fault, and the rest is read', async (value, code, pointer) => {
    const { extensions, faults } = await readExtensions({ payments: true, ...value });
    expect(faults[0]).toEqual({ code, pointer });
    expect(extensions.prf).toBeUndefined();
    expect(extensions.payments).toBe('payments' in value ? undefined : true);
  });
});

describe('largeBlob', () => {
  it('is raw DEFLATE both ways, by the judgement of zlib', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (array) => {
        const bytes = Uint8Array.from(array);
        const written = await deflateBlob(bytes);
        expect(Uint8Array.from(inflateRawSync(written.data))).toEqual(bytes);
        expect(await inflateBlob(blob(deflateRawSync(bytes), bytes.length))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  const text = Buffer.from('hello hello hello hello');
  const raw = deflateRawSync(text);
  it.each([
    ['another size than announced', blob(raw, text.length + 1)],
    ['something after its end', blob(Buffer.concat([raw, Buffer.of(0)]), text.length)],
    ['an end that is missing', blob(raw.subarray(0, -1), text.length)],
    ['the header of zlib', blob(deflateSync(text), text.length)],
    ['no bytes at all', blob(Buffer.of(), 0)],
  ])('with %s is invalid', async (_, deflated) => {
    expect(await codeOf(inflateBlob(deflated))).toBe('passkey.blob-invalid');
  });

  it('a bomb is stopped by what comes out, not by what it announces', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(inflateBlob(blob(bomb, 10)))).toBe('limit.exceeded');
    const small = { ...DEFAULT_LIMITS, 'passkey.blob-bytes': text.length };
    expect(await inflateBlob(blob(raw, text.length), small)).toEqual(Uint8Array.from(text));
    expect(await codeOf(inflateBlob(blob(raw, text.length), { ...small, 'passkey.blob-bytes': text.length - 1 }))).toBe('limit.exceeded');
  });
});

it('a PRF result is the HMAC that WebAuthn says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 100 }), async (key, input) => {
      const salt = createHash('sha256').update('WebAuthn PRF').update(Buffer.of(0)).update(input).digest();
      const expected = createHmac('sha256', key).update(salt).digest();
      expect(Buffer.from(await prfResult(Uint8Array.from(key), Uint8Array.from(input)))).toEqual(expected);
    }),
  );
});
