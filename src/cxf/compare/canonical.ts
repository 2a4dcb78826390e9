import { fromAnyBase64, toBase64Url } from '../../core/bytes.js';
import type { PrivateKey } from '../../keys/key.js';
import { readPkcs8, writePkcs8 } from '../../keys/pkcs8.js';
import { normaliseBase32 } from '../../otp/base32.js';
import { writeOtp } from '../../otp/otpauth.js';

/** base64url without padding, for any dialect; the text itself when it is none. */
export function canonicalBase64(text: string): string {
  const bytes = fromAnyBase64(text);
  return bytes ? toBase64Url(bytes) : text;
}

/**
 * A private key as base64url of PKCS#8 in the one form this library writes, without its public half, which may be left out: two containers
 * of one key are equal. Of kinds that it does not write, the bytes as they are.
 */
export function canonicalKey(text: string): string {
  const bytes = fromAnyBase64(text);
  const key = bytes && readPkcs8(bytes);
  return key ? toBase64Url(writePkcs8(privateHalf(key))) : canonicalBase64(text);
}

function privateHalf(key: PrivateKey): PrivateKey {
  switch (key.kind) {
    case 'rsa':
      return key;
    case 'ed25519':
      return { kind: key.kind, seed: key.seed };
    case 'ec':
      return { kind: key.kind, curve: key.curve, d: key.d };
  }
}

/** A one-time password as the parameters that make its codes, in one text. */
export function canonicalOtp(secret: string, algorithm: string, period: number, digits: number): string {
  const canonical = normaliseBase32(secret);
  if (canonical === undefined || (algorithm !== 'sha1' && algorithm !== 'sha256' && algorithm !== 'sha512'))
    return JSON.stringify([canonical ?? secret, algorithm, period, digits]);
  return writeOtp({ kind: 'totp', secret: canonical, algorithm, period, digits }, 'uri');
}
