import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/core/bytes.js';
import { DER, writeDer } from '../../src/core/der.js';
import { ed25519PublicKey } from '../../src/ssh/ed25519.js';
import { sha512 } from '../../src/ssh/sha512.js';

describe('sha512', () => {
  it('agrees with node:crypto at every length around the block ends', () => {
    for (let length = 0; length <= 400; length++) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
      expect(toHex(sha512(message))).toBe(createHash('sha512').update(message).digest('hex'));
    }
  });
});

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
  ])('RFC 8032 seed %s', (seed, publicKey) => {
    expect(toHex(ed25519PublicKey(fromHex(seed) ?? new Uint8Array()))).toBe(publicKey);
  });

  it('agrees with node:crypto', () => {
    const head = fromHex('302e020100300506032b6570') ?? new Uint8Array();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const der = Buffer.concat([head, writeDer(DER.octetString, writeDer(DER.octetString, seed))]);
        const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
        const { x } = publicKey.export({ format: 'jwk' });
        expect(Buffer.from(ed25519PublicKey(seed)).toString('base64url')).toBe(x);
      }),
    );
  });
});
