import { type Bytes, fromAnyBase64, sha256, toBase64Url, utf8 } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import { coordinatesOf, curveNamed, ecKey, pointOf } from '../keys/curves.js';
import { type CompleteKey, ed25519Key, type PrivateKey } from '../keys/key.js';
import { ALGORITHMS, algorithmOf, type PasskeyAlgorithm } from './algorithm.js';
import { broken, type FoundKey, unsupported } from './found.js';
import { type RsaNumbers, rsaNumbers, rsaOfNumbers } from './rsa-numbers.js';

/** A public JWK (RFC 7517) with the members that its thumbprint is made of and no others. */
export type PublicJwk =
  | { readonly kty: 'EC'; readonly crv: 'P-256' | 'P-384' | 'P-521'; readonly x: string; readonly y: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string };

/** A private JWK as WebCrypto exports it. */
export type PrivateJwk = PublicJwk & {
  readonly d: string;
  readonly ext: true;
  readonly key_ops: readonly ['sign'];
} & Partial<Record<'p' | 'q' | 'dp' | 'dq' | 'qi', string>>;

/**
 * Reads a private JWK: EC (RFC 7518 §6.2), OKP (RFC 8037) or RSA (RFC 7518 §6.3). Numbers may have lost leading zeros and may be in any
 * dialect of base64; x and y may be absent together. Members that say what the key may be used for are not looked at. Throws
 * `passkey.key-broken`, `passkey.key-public`, `passkey.key-unsupported` or `passkey.key-algorithm`.
 */
export function readJwk(jwk: JsonObject): FoundKey {
  const named = namedAlgorithm(jwk['alg']);
  const { kty } = jwk;
  if (typeof kty !== 'string') throw broken();
  if (jwk['d'] === undefined || jwk['d'] === null) throw kty === 'oct' ? unsupported() : new CxError('passkey.key-public');
  const key = keyOf(kty, jwk);
  if (!key) throw broken();
  if (named !== undefined && named !== algorithmOf(key)) throw new CxError('passkey.key-algorithm');
  return { key, shape: 'jwk', ...(named && { named }) };
}

function namedAlgorithm(alg: unknown): PasskeyAlgorithm | undefined {
  if (alg === undefined || alg === null) return undefined;
  // The name with the curve (RFC 9864).
  if (alg === 'Ed25519') return 'EdDSA';
  const found = Object.keys(ALGORITHMS).find((name): name is PasskeyAlgorithm => name === alg);
  // For example PS256: PKCS#8 could not hold the difference.
  if (found === undefined) throw unsupported();
  return found;
}

function keyOf(kty: string, jwk: JsonObject): PrivateKey | undefined {
  const number = (name: string): Bytes | undefined => {
    const text = jwk[name];
    const bytes = typeof text === 'string' ? fromAnyBase64(text) : undefined;
    if (text !== undefined && text !== null && (!bytes || bytes.length === 0)) throw broken();
    return bytes;
  };
  const [d, x, y] = [number('d'), number('x'), number('y')];
  if (!d) return undefined;
  switch (kty) {
    case 'EC': {
      const curve = curveNamed(jwk['crv']);
      if (!curve) throw unsupported();
      const point = x && y && pointOf(curve, x, y);
      return (x || y) && !point ? undefined : ecKey(curve, d, point);
    }
    case 'OKP':
      if (jwk['crv'] !== 'Ed25519') throw unsupported();
      return ed25519Key(d, x);
    case 'RSA': {
      const [n, e, p, q] = [number('n'), number('e'), number('p'), number('q')];
      const [dp, dq, qi] = [number('dp'), number('dq'), number('qi')];
      // More than two primes.
      if (jwk['oth'] !== undefined) throw unsupported();
      return n && e && p && q && dp && dq && qi ? rsaOfNumbers({ n, e, d, p, q, dp, dq, qi }) : undefined;
    }
    default:
      throw unsupported();
  }
}

/** The public JWK of a key. */
export function publicJwkOf(key: CompleteKey): PublicJwk {
  switch (key.kind) {
    case 'ec': {
      const { x, y } = coordinatesOf(key.point);
      return { kty: 'EC', crv: key.curve, x: toBase64Url(x), y: toBase64Url(y) };
    }
    case 'ed25519':
      return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(key.publicKey) };
    case 'rsa':
      return { kty: 'RSA', n: toBase64Url(key.n), e: toBase64Url(key.e) };
  }
}

/** The private JWK of a key, with `ext` and `key_ops` as WebCrypto writes them and Keeper and Psono store them. */
export function privateJwkOf(key: CompleteKey): PrivateJwk {
  const jwk = publicJwkOf(key);
  const marks = { ext: true, key_ops: ['sign'] } as const;
  if (key.kind !== 'rsa') return { ...jwk, d: toBase64Url(key.kind === 'ec' ? key.d : key.seed), ...marks };
  const numbers: RsaNumbers = rsaNumbers(key);
  const secrets = { p: numbers.p, q: numbers.q, dp: numbers.dp, dq: numbers.dq, qi: numbers.qi };
  const texts = Object.fromEntries(Object.entries(secrets).map(([name, number]) => [name, toBase64Url(number)]));
  return { ...jwk, d: toBase64Url(numbers.d), ...texts, ...marks };
}

/** The JWK thumbprint (RFC 7638, RFC 8037 §2): base64url of SHA-256 over the required members in the order of their names. */
export async function thumbprintOf(jwk: PublicJwk): Promise<string> {
  const members = Object.entries(jwk).sort(([a], [b]) => (a < b ? -1 : 1));
  return toBase64Url(await sha256(utf8(JSON.stringify(Object.fromEntries(members)))));
}
