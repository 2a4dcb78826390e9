import { fromAnyBase64, toBase64Url } from '../../core/bytes.js';
import { normaliseBase32 } from '../../otp/base32.js';
import { writeOtp } from '../../otp/otpauth.js';
import { readSshPrivateKey, writeSshPrivateKey } from '../../ssh/index.js';

/** base64url without padding, for any dialect; the text itself when it is none. */
export function canonicalBase64(text: string): string {
  const bytes = fromAnyBase64(text);
  return bytes ? toBase64Url(bytes) : text;
}

/**
 * A private key as base64url of PKCS#8 in the one form this library writes, so that two containers of one key are equal; of kinds that it
 * does not write, the bytes as they are.
 */
export function canonicalKey(text: string): string {
  const bytes = fromAnyBase64(text);
  const pem = bytes && writeSshPrivateKey(bytes, { comment: '', checkint: 0, container: 'pkcs8' });
  const read = pem === undefined ? undefined : readSshPrivateKey(pem);
  return typeof read === 'object' ? toBase64Url(read.pkcs8) : canonicalBase64(text);
}

/** A one-time password as the parameters that make its codes, in one text. */
export function canonicalOtp(secret: string, algorithm: string, period: number, digits: number): string {
  const canonical = normaliseBase32(secret);
  if (canonical === undefined || (algorithm !== 'sha1' && algorithm !== 'sha256' && algorithm !== 'sha512'))
    return JSON.stringify([canonical ?? secret, algorithm, period, digits]);
  return writeOtp({ kind: 'totp', secret: canonical, algorithm, period, digits }, 'uri');
}
