import type { Bytes } from '../core/bytes.js';
import { DER, readDer, unsignedOf, writeDer, writeUnsigned } from '../core/der.js';
import type { RsaKey } from './key.js';
import { magnitudeOf, numberOf } from './number.js';

/** OpenSSL and OpenSSH refuse longer moduli (OPENSSL_RSA_MAX_MODULUS_BITS); the bound also keeps the arithmetic below short. */
const MAX_BYTES = 16384 / 8;

interface Numbers {
  readonly n: Bytes;
  readonly e: Bytes;
  readonly d: Bytes;
  readonly p: Bytes;
  readonly q: Bytes;
  readonly qi: Bytes;
}

/** A pair whose numbers belong together: n = pq, ed = 1 modulo p-1 and q-1, and qi inverts q. Undefined for any other numbers. */
export function rsaKey(numbers: Numbers): RsaKey | undefined {
  const all = [numbers.n, numbers.e, numbers.d, numbers.p, numbers.q, numbers.qi];
  if (all.some((number) => number.length > MAX_BYTES)) return undefined;
  const [n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, qi = 0n] = all.map(numberOf);
  if (p < 3n || q < 3n || d >= n || qi >= p) return undefined;
  const fits = p * q === n && (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n && (qi * q) % p === 1n;
  return fits ? { kind: 'rsa', ...numbers } : undefined;
}

/** RSAPrivateKey of two primes (RFC 8017 §A.1.2). Undefined when unreadable or when its numbers do not belong together. */
export function readPkcs1(bytes: Bytes): RsaKey | undefined {
  const root = readDer(bytes);
  if (root?.tag !== DER.sequence || root.children.length !== 9) return undefined;
  const [version, n, e, d, p, q, dp, dq, qi] = root.children.map(unsignedOf);
  if (version?.length !== 0 || !n || !e || !d || !p || !q || !dp || !dq || !qi) return undefined;
  const key = rsaKey({ n, e, d, p, q, qi });
  return key && numberOf(dp) === exponentOf(key, p) && numberOf(dq) === exponentOf(key, q) ? key : undefined;
}

/** RSAPrivateKey, version 0. The two exponents that OpenSSH leaves out are computed. */
export function writePkcs1(key: RsaKey): Bytes {
  const { n, e, d, p, q, qi } = key;
  const exponents = [p, q].map((prime) => magnitudeOf(exponentOf(key, prime)));
  return writeDer(DER.sequence, ...[new Uint8Array(), n, e, d, p, q, ...exponents, qi].map(writeUnsigned));
}

function exponentOf(key: RsaKey, prime: Bytes): bigint {
  return numberOf(key.d) % (numberOf(prime) - 1n);
}
