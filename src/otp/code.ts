import { concat } from '../core/bytes.js';
import { Bug } from '../core/errors.js';
import { fromBase32 } from './base32.js';
import { type Otp, STEAM_DIGITS } from './otp.js';

const HASH = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;
const STEAM_ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';

/**
 * The code at a moment in seconds since 1970 (RFC 6238; Steam: its 26 characters), or for the generator's own counter (hotp, RFC 4226,
 * where `seconds` means nothing). Proves that a migrated generator makes the same codes. Throws `Bug` on a secret that is not canonical
 * base32.
 */
export async function otpCode(otp: Otp, seconds: number): Promise<string> {
  const secret = fromBase32(otp.secret);
  if (!secret || secret.length === 0) throw new Bug('otpCode needs a secret in canonical base32.');
  const counter = otp.kind === 'hotp' ? (otp.counter ?? 0) : Math.floor(seconds / otp.period);
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(counter));
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: HASH[otp.algorithm] }, false, ['sign']);
  const number = truncate(new Uint8Array(await crypto.subtle.sign('HMAC', key, message.buffer)));
  return otp.kind === 'steam' ? steamCode(number) : String(number % 10 ** otp.digits).padStart(otp.digits, '0');
}

/** RFC 4226 §5.3: 31 bits at the place that the last four bits name. */
function truncate(mac: Uint8Array): number {
  const at = (mac.at(-1) ?? 0) & 0x0f;
  const view = new DataView(concat(mac.subarray(at, at + 4)).buffer);
  return view.getUint32(0) & 0x7fffffff;
}

function steamCode(number: number): string {
  let left = number;
  let code = '';
  for (let i = 0; i < STEAM_DIGITS; i++) {
    code += STEAM_ALPHABET[left % STEAM_ALPHABET.length];
    left = Math.floor(left / STEAM_ALPHABET.length);
  }
  return code;
}
