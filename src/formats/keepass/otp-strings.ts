import { textOf, toHex } from '../../core/bytes.js';
import { toBase64 } from '../../keys/pem.js';
import { fromBase32 } from '../../otp/base32.js';
import { OTP_DEFAULTS, type Otp, writeOtp } from '../../otp/otpauth.js';

/** The settings of KeePass 2.47 (https://keepass.info/help/base/placeholders.html#otp). */
export const TIME_OTP = { length: 'TimeOtp-Length', period: 'TimeOtp-Period', algorithm: 'TimeOtp-Algorithm' } as const;
export const PERIOD = /^[0-9]{1,5}$/;

/** Its four spellings of a secret, each from canonical Base32; undefined for what is no text. */
export const SECRET: Readonly<Record<string, { readonly key: string; readonly write: (secret: string) => string | undefined }>> = {
  base32: { key: 'TimeOtp-Secret-Base32', write: (secret) => secret },
  utf8: { key: 'TimeOtp-Secret', write: (secret) => textOf(fromBase32(secret) ?? new Uint8Array()) },
  hex: { key: 'TimeOtp-Secret-Hex', write: (secret) => toHex(fromBase32(secret) ?? new Uint8Array()) },
  base64: { key: 'TimeOtp-Secret-Base64', write: (secret) => toBase64(fromBase32(secret) ?? new Uint8Array()) },
};

const ALGORITHM = { sha1: 'HMAC-SHA-1', sha256: 'HMAC-SHA-256', sha512: 'HMAC-SHA-512' } as const;

/**
 * The strings of a generator that was spelled in no way before: `otp`, which KeePassXC and the mobile apps read, and `TimeOtp-*` for
 * KeePass, which knows no Steam. `secret` stands in place of the own one when given.
 */
export function otpStrings(otp: Otp, secret = otp.secret): (readonly [key: string, value: string])[] {
  const uri = writeOtp(otp).replace(`secret=${otp.secret}`, () => `secret=${secret}`);
  if (otp.kind !== 'totp') return [['otp', uri]];
  const { period, digits, algorithm } = otp;
  return [
    ['otp', uri],
    ['TimeOtp-Secret-Base32', secret],
    ...(digits === OTP_DEFAULTS.digits ? [] : [[TIME_OTP.length, String(digits)] as const]),
    ...(period === OTP_DEFAULTS.period ? [] : [[TIME_OTP.period, String(period)] as const]),
    ...(algorithm === OTP_DEFAULTS.algorithm ? [] : [[TIME_OTP.algorithm, ALGORITHM[algorithm]] as const]),
  ];
}
