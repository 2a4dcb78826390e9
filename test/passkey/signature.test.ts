import { createPublicKey, sign as nodeSign, verify as nodeVerify, webcrypto } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Crypto } from '@peculiar/webcrypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex, toBase64Url } from '../../src/core/bytes.js';
import { ALGORITHMS } from '../../src/passkey/algorithm.js';
import { type PasskeyAlgorithm, type PublicJwk, passkeyKey, type Subtle, sign, verifies, verify } from '../../src/passkey/index.js';
import { codeOf } from './codes.js';
import { ALL, KEYS, shapesOf, testKey } from './keys.js';

const PROVIDERS: Readonly<Record<string, Subtle>> = { platform: webcrypto.subtle, peculiar: new Crypto().subtle };
/** What each provider knows of the five algorithms; the table of docs/passkeys.md says the same. */
const KNOWN: Readonly<Record<string, readonly PasskeyAlgorithm[]>> = { platform: ALL, peculiar: ALL };
const HASHES: Readonly<Record<PasskeyAlgorithm, string | null>> = {
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
  EdDSA: null,
  RS256: 'sha256',
};

const NAMES = Object.keys(PROVIDERS);
const PAIRS = NAMES.flatMap((one) => NAMES.map((other) => [one, other] as const));

describe.each(ALL)('%s', (algorithm) => {
  const keys = KEYS.filter((key) => key.algorithm === algorithm);
  const message = fc.uint8Array({ maxLength: 200 }).map((array) => Uint8Array.from(array));

  it.each(NAMES)('%s knows it or says that it does not', async (name) => {
    const [key] = keys;
    if (!key) throw new Error('a key');
    const known = KNOWN[name]?.includes(algorithm) ?? false;
    expect(await verifies(await passkeyKey(key.pkcs8), PROVIDERS[name])).toBe(known ? true : undefined);
  });

  it('the canonical form of every shape is imported by every provider that knows it, as the same key', async () => {
    const { webCrypto } = ALGORITHMS[algorithm];
    for (const made of keys.slice(0, 2)) {
      for (const { bytes } of shapesOf(made)) {
        const { pkcs8, publicJwk } = await passkeyKey(bytes, { algorithm });
        for (const subtle of [webcrypto.subtle, new Crypto().subtle]) {
          const imported = await subtle.importKey('pkcs8', pkcs8, webCrypto, true, ['sign']);
          expect(await subtle.exportKey('jwk', imported)).toMatchObject({ ...publicJwk });
        }
      }
    }
  });

  it.each(PAIRS)('what %s signs, %s and node:crypto verify', async (one, other) => {
    if (![one, other].every((name) => KNOWN[name]?.includes(algorithm))) return;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...keys), message, fc.nat(), async (made, data, at) => {
        const key = await passkeyKey(made.pkcs8);
        const signature = await sign(key, data, PROVIDERS[one]);
        const check = (bytes: Bytes, over: Bytes): Promise<boolean> => verify(algorithm, key.publicJwk, bytes, over, PROVIDERS[other]);
        expect(await check(signature, data)).toBe(true);
        expect(nodeVerify(HASHES[algorithm], data, createPublicKey(made.node), signature)).toBe(true);
        const damaged = signature.slice();
        damaged[at % damaged.length] = (damaged[at % damaged.length] ?? 0) ^ (1 << (at % 8));
        expect(await check(damaged, data)).toBe(false);
        expect(await check(signature, Uint8Array.of(...data, 0))).toBe(false);
      }),
      { numRuns: 12 },
    );
  });

  it('what node:crypto signs, it verifies', async () => {
    for (const made of keys) {
      const { publicJwk } = await passkeyKey(made.pkcs8);
      const data = Uint8Array.of(1, 2, 3);
      const signature = Uint8Array.from(nodeSign(HASHES[algorithm], data, made.node));
      expect(await verify(algorithm, publicJwk, signature, data)).toBe(true);
      const other = await passkeyKey(testKey(algorithm === 'RS256' ? 'RS256' : algorithm).pkcs8);
      expect(await verify(algorithm, other.publicJwk, signature, data)).toBe(false);
    }
  });

  it('a platform that does not know it says so, and the self-check knows nothing', async () => {
    const refuse = (): Promise<never> => Promise.reject(new DOMException('Unrecognized name', 'NotSupportedError'));
    const poor = { importKey: refuse, sign: refuse, verify: refuse };
    const key = await passkeyKey(keys[0]?.pkcs8 ?? '');
    expect(await codeOf(sign(key, Uint8Array.of(1), poor))).toBe('passkey.algorithm-unavailable');
    expect(await verifies(key, poor)).toBeUndefined();
  });

  it('a platform that makes wrong signatures is noticed', async () => {
    const key = await passkeyKey(keys[0]?.pkcs8 ?? '');
    const { subtle } = webcrypto;
    const liar: Subtle = {
      importKey: subtle.importKey.bind(subtle),
      verify: subtle.verify.bind(subtle),
      sign: async (...args: Parameters<SubtleCrypto['sign']>) => {
        const signature = new Uint8Array(await subtle.sign(...args));
        signature[5] = (signature[5] ?? 0) ^ 1;
        return signature.buffer;
      },
    };
    expect(await verifies(key, liar)).toBe(false);
    const yesSayer = { importKey: subtle.importKey.bind(subtle), sign: subtle.sign.bind(subtle), verify: async () => true };
    expect(await verifies(key, yesSayer)).toBe(false);
  });
});

const WYCHEPROOF = new URL('../../../shared/samples/vectors/wycheproof/', import.meta.url);
const present = existsSync(WYCHEPROOF);

interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: ReadonlyArray<{
    readonly publicKey: { readonly uncompressed?: string; readonly pk: string };
    readonly tests: ReadonlyArray<{ readonly tcId: number; readonly msg: string; readonly sig: string; readonly result: string }>;
  }>;
}

function hex(text: string): Bytes {
  return fromHex(text) ?? new Uint8Array();
}

function publicJwk(algorithm: PasskeyAlgorithm, key: { readonly uncompressed?: string; readonly pk: string }): PublicJwk {
  if (algorithm === 'EdDSA') return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(hex(key.pk)) };
  const point = hex(key.uncompressed ?? '');
  const size = (point.length - 1) / 2;
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map(toBase64Url);
  const crv = algorithm === 'ES256' ? 'P-256' : algorithm === 'ES384' ? 'P-384' : 'P-521';
  return { kty: 'EC', crv, x: x ?? '', y: y ?? '' };
}

describe.skipIf(!present)(present ? 'Wycheproof' : 'Wycheproof (skipped: ../shared/samples is absent)', () => {
  it.each([
    ['ES256', 'ecdsa_secp256r1_sha256_test.json'],
    ['ES384', 'ecdsa_secp384r1_sha384_test.json'],
    ['ES512', 'ecdsa_secp521r1_sha512_test.json'],
    ['EdDSA', 'ed25519_test.json'],
  ] as const)('%s signatures verify as marked', async (algorithm, file) => {
    const vectors: Vectors = JSON.parse(readFileSync(new URL(file, WYCHEPROOF), 'utf8'));
    const wrong: string[] = [];
    let count = 0;
    for (const { publicKey, tests } of vectors.testGroups) {
      const jwk = publicJwk(algorithm, publicKey);
      for (const { tcId, msg, sig, result } of tests) {
        count++;
        const verified = await verify(algorithm, jwk, hex(sig), hex(msg));
        if (verified !== (result === 'valid')) wrong.push(`${tcId} is ${result}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(vectors.numberOfTests);
    expect(count).toBeGreaterThan(100);
  });
});
