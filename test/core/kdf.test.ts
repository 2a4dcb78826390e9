import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/core/bytes.js';
import { hkdfSha256 } from '../../src/core/kdf.js';

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
