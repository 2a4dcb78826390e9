import type { Bytes } from '../core/bytes.js';
import { equal } from '../core/bytes.js';
import type { RsaKey } from '../keys/key.js';
import { magnitudeOf, numberOf } from '../keys/number.js';
import { rsaKey } from '../keys/pkcs1.js';

/** The eight numbers of an RSA private key, as JWK (RFC 7518 §6.3.2) and COSE (RFC 8230 §4) name them. */
export interface RsaNumbers {
  readonly n: Bytes;
  readonly e: Bytes;
  readonly d: Bytes;
  readonly p: Bytes;
  readonly q: Bytes;
  readonly dp: Bytes;
  readonly dq: Bytes;
  readonly qi: Bytes;
}

/** All eight numbers, the two exponents computed. */
export function rsaNumbers(key: RsaKey): RsaNumbers {
  const { n, e, d, p, q, qi } = key;
  const exponent = (prime: Bytes): Bytes => magnitudeOf(numberOf(d) % (numberOf(prime) - 1n));
  return { n, e, d, p, q, dp: exponent(p), dq: exponent(q), qi };
}

/** The key of eight numbers that belong together, whatever zeros lead them. Undefined for others. */
export function rsaOfNumbers(numbers: RsaNumbers): RsaKey | undefined {
  const { n, e, d, p, q, qi } = numbers;
  const key = rsaKey({ n: bare(n), e: bare(e), d: bare(d), p: bare(p), q: bare(q), qi: bare(qi) });
  if (!key) return undefined;
  const { dp, dq } = rsaNumbers(key);
  return equal(dp, bare(numbers.dp)) && equal(dq, bare(numbers.dq)) ? key : undefined;
}

function bare(number: Bytes): Bytes {
  const from = number.findIndex((byte) => byte !== 0);
  return from < 0 ? new Uint8Array() : number.subarray(from);
}
