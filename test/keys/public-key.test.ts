import { createECDH, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/core/bytes.js';
import { DER, writeDer } from '../../src/core/der.js';
import { sizeOfCurve } from '../../src/keys/curves.js';
import { readPkcs8 } from '../../src/keys/pkcs8.js';
import { completed, ecPublicKey, ed25519PublicKey } from '../../src/keys/public-key.js';

describe('ed25519PublicKey', () => {
  // RFC 8032 §7.1, tests 1 to 3.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    ],
  ])('RFC 8032 seed %s', async (seed, publicKey) => {
    expect(toHex(await ed25519PublicKey(fromHex(seed) ?? new Uint8Array()))).toBe(publicKey);
  });

  it('agrees with node:crypto', async () => {
    const head = fromHex('302e020100300506032b6570') ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (seed) => {
        const der = Buffer.concat([head, writeDer(DER.octetString, writeDer(DER.octetString, seed))]);
        const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
        const { x } = publicKey.export({ format: 'jwk' });
        expect(Buffer.from(await ed25519PublicKey(seed)).toString('base64url')).toBe(x);
      }),
    );
  });
});

const CURVES = [
  ['P-256', 'prime256v1', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'],
  ['P-384', 'secp384r1', 'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973'],
  ['P-521', 'secp521r1', `01${'f'.repeat(64)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`],
] as const;

describe.each(CURVES)('ecPublicKey of %s', (curve, nodeName, order) => {
  it('agrees with node:crypto', async () => {
    const size = sizeOfCurve(curve);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: size, maxLength: size }), async (bytes) => {
        const d = Uint8Array.from(bytes);
        const point = await ecPublicKey(curve, d);
        const ecdh = createECDH(nodeName);
        const taken = (() => {
          try {
            ecdh.setPrivateKey(d);
            return true;
          } catch {
            return false;
          }
        })();
        expect(point && toHex(point)).toBe(taken ? ecdh.getPublicKey('hex') : undefined);
      }),
      { numRuns: 30 },
    );
  });

  it('zero and the order of the curve are no keys', async () => {
    expect(await ecPublicKey(curve, new Uint8Array(sizeOfCurve(curve)))).toBeUndefined();
    const n = fromHex(order.padStart(2 * sizeOfCurve(curve), '0')) ?? new Uint8Array();
    expect(n.length).toBe(sizeOfCurve(curve));
    expect(await ecPublicKey(curve, n)).toBeUndefined();
  });

  it('another point is not completed', async () => {
    const [one, two] = [0, 1].map(() => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: nodeName });
      return readPkcs8(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })));
    });
    if (one?.kind !== 'ec' || two?.kind !== 'ec' || !two.point) throw new Error('two keys of the curve');
    expect(await completed(one)).toEqual(one);
    expect(await completed({ ...one, point: two.point })).toBeUndefined();
  });
});
