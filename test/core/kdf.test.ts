import { createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../src/core/bytes.js';
import { checkPbkdf2Cost, hkdfExpandSha256, hkdfSha256, pbkdf2Sha256 } from '../../src/core/kdf.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { refused } from './refusal.js';

describe('hkdfSha256', () => {
  it('gives the output of RFC 5869, test case 3: no salt, no info', async () => {
    expect(toHex(await hkdfSha256(new Uint8Array(22).fill(0x0b), new Uint8Array(), 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  it('gives what node:crypto gives', async () => {
    const bytes = fc.uint8Array({ maxLength: 80 }).map((data) => new Uint8Array(data));
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.integer({ min: 1, max: 200 }), async (secret, info, length) => {
        const expected = hkdfSync('sha256', secret, new Uint8Array(), info, length);
        expect(toHex(await hkdfSha256(secret, info, length))).toBe(toHex(new Uint8Array(expected)));
      }),
    );
  });
});

const bytes = fc.uint8Array({ maxLength: 80 }).map((data) => new Uint8Array(data));

describe('hkdfExpandSha256', () => {
  it('is the second half of HKDF: the first is an HMAC with the salt as its key', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (secret, info) => {
        const extracted = new Uint8Array(createHmac('sha256', new Uint8Array(32)).update(secret).digest());
        expect(toHex(await hkdfExpandSha256(extracted, info))).toBe(toHex(await hkdfSha256(secret, info, 32)));
      }),
    );
  });
});

describe('pbkdf2Sha256', () => {
  it('gives the output of RFC 7914, section 11', async () => {
    const found = await pbkdf2Sha256(utf8('passwd'), utf8('salt'), 1, DEFAULT_LIMITS);
    expect(toHex(found)).toBe('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc');
  });

  it('gives what node:crypto gives', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.integer({ min: 1, max: 50 }), async (password, salt, iterations) => {
        const expected = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
        expect(toHex(await pbkdf2Sha256(password, salt, iterations, DEFAULT_LIMITS))).toBe(toHex(expected));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('knows no %d iterations', (iterations) => {
    expect(refused(() => checkPbkdf2Cost(iterations, DEFAULT_LIMITS))?.code).toBe('kdf.parameters-invalid');
  });

  it('refuses more than its limit, and with any limit more than there are numbers for', () => {
    expect(refused(() => checkPbkdf2Cost(2_000_000, DEFAULT_LIMITS))).toBeUndefined();
    expect(refused(() => checkPbkdf2Cost(2_000_001, DEFAULT_LIMITS))?.limit).toMatchObject({ name: 'kdf.pbkdf2-iterations' });
    const limits = { ...DEFAULT_LIMITS, 'kdf.pbkdf2-iterations': Number.MAX_SAFE_INTEGER };
    expect(refused(() => checkPbkdf2Cost(2 ** 31, limits))?.code).toBe('kdf.parameters-invalid');
  });
});
