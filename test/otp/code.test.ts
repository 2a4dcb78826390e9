import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { Bug } from '../../src/core/errors.js';
import { toBase32 } from '../../src/otp/base32.js';
import { otpCode } from '../../src/otp/code.js';
import type { Otp } from '../../src/otp/otp.js';

function repeated(length: number): string {
  return toBase32(utf8('1234567890'.repeat(7).slice(0, length)));
}

describe('otpCode', () => {
  const totp: Otp = { kind: 'totp', secret: repeated(20), period: 30, digits: 8, algorithm: 'sha1' };

  // RFC 6238, appendix B; the seeds are those of the reference code (20, 32 and 64 bytes).
  it.each([
    [59, '94287082', '46119246', '90693936'],
    [1111111109, '07081804', '68084774', '25091201'],
    [1111111111, '14050471', '67062674', '99943326'],
    [1234567890, '89005924', '91819424', '93441116'],
    [2000000000, '69279037', '90698825', '38618901'],
    [20000000000, '65353130', '77737706', '47863826'],
  ])('RFC 6238 at %d seconds', async (seconds, sha1, sha256, sha512) => {
    expect(await otpCode(totp, seconds)).toBe(sha1);
    expect(await otpCode({ ...totp, algorithm: 'sha256', secret: repeated(32) }, seconds)).toBe(sha256);
    expect(await otpCode({ ...totp, algorithm: 'sha512', secret: repeated(64) }, seconds)).toBe(sha512);
  });

  it('RFC 4226, appendix D', async () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    for (const [counter, code] of codes.entries()) {
      expect(await otpCode({ ...totp, kind: 'hotp', digits: 6, counter }, 1e9)).toBe(code);
    }
    expect(await otpCode({ ...totp, kind: 'hotp', digits: 6 }, 1e9)).toBe(codes[0]);
  });

  it('Steam: five of 26 characters, lowest digit first, from the same 31 bits', async () => {
    // 1284755224 is the number behind 755224 (RFC 4226, appendix D).
    const alphabet = '23456789BCDFGHJKMNPQRTVWXY';
    const expected = [0, 1, 2, 3, 4].map((place) => alphabet[Math.floor(1284755224 / 26 ** place) % 26]).join('');
    expect(await otpCode({ ...totp, kind: 'steam', digits: 5 }, 0)).toBe(expected);
  });

  it('agrees with node:crypto', async () => {
    const moment = fc.nat({ max: 2 ** 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        moment,
        fc.integer({ min: 1, max: 65535 }),
        async (key, at, period) => {
          const counter = Buffer.alloc(8);
          counter.writeBigUInt64BE(BigInt(Math.floor(at / period)));
          const mac = createHmac('sha256', key).update(counter).digest();
          const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
          const expected = String(number).padStart(10, '0');
          expect(await otpCode({ kind: 'totp', secret: toBase32(key), period, digits: 10, algorithm: 'sha256' }, at)).toBe(expected);
        },
      ),
    );
  });

  it('throws our own mistake, without the secret, when the secret is not canonical', async () => {
    for (const secret of ['', 'jbswy3dp', 'MZ']) {
      const failure: unknown = await otpCode({ ...totp, secret }, 0).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Bug);
      expect(String(failure)).not.toContain('jbswy3dp');
    }
  });
});
