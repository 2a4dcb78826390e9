import type { Bytes } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { coordinatesOf, ecKey, pointOf } from '../keys/curves.js';
import { type CompleteKey, type CurveName, ed25519Key, type PrivateKey } from '../keys/key.js';
import { ALGORITHMS, algorithmOf, type PasskeyAlgorithm } from './algorithm.js';
import { type CborMap, readCborMap, writeCborMap } from './cbor.js';
import { broken, type FoundKey, unsupported } from './found.js';
import { rsaNumbers, rsaOfNumbers } from './rsa-numbers.js';

/** Labels and values of the COSE registries (RFC 9053 §7, RFC 8230 §4). */
const KTY = 1;
const ALG = 3;
const OKP = 1;
const EC2 = 2;
const RSA = 3;
const ED25519 = 6;
const CURVES: ReadonlyMap<unknown, CurveName> = new Map([
  [1, 'P-256'],
  [2, 'P-384'],
  [3, 'P-521'],
]);

/**
 * Reads a private COSE_Key (RFC 9052 §7). Coordinates may have lost leading zeros and may be absent together. Undefined when the bytes are
 * no map with a key type. Throws `passkey.key-broken`, `passkey.key-public`, `passkey.key-unsupported` or `passkey.key-algorithm`.
 */
export async function readCose(bytes: Bytes): Promise<FoundKey | undefined> {
  // A map of 3 to 23 members; a key has no more.
  const [first = 0] = bytes;
  const map = first >= 0xa3 && first <= 0xb7 ? await readCborMap(bytes) : undefined;
  const kty = map?.get(KTY);
  if (!map || typeof kty !== 'number') return undefined;
  const named = namedAlgorithm(map.get(ALG));
  const key = keyOf(kty, map);
  if (!key) throw broken();
  if (named !== undefined && named !== algorithmOf(key)) throw new CxError('passkey.key-algorithm');
  return { key, shape: 'cose', ...(named && { named }) };
}

function namedAlgorithm(alg: unknown): PasskeyAlgorithm | undefined {
  if (alg === undefined) return undefined;
  for (const name of ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'] as const) {
    if (alg === ALGORITHMS[name].cose || alg === ALGORITHMS[name].coseWithCurve) return name;
  }
  throw unsupported();
}

function keyOf(kty: number, map: CborMap): PrivateKey | undefined {
  const bytesAt = (label: number): Bytes | undefined => {
    const value = map.get(label);
    if (value !== undefined && (!(value instanceof Uint8Array) || value.length === 0)) throw broken();
    return value instanceof Uint8Array ? value : undefined;
  };
  const secret = (label: number): Bytes => {
    const value = bytesAt(label);
    if (!value) throw new CxError('passkey.key-public');
    return value;
  };
  switch (kty) {
    case EC2: {
      const curve = CURVES.get(map.get(-1));
      if (!curve) throw unsupported();
      const [x, y, d] = [bytesAt(-2), bytesAt(-3), secret(-4)];
      const point = x && y && pointOf(curve, x, y);
      return (x || y) && !point ? undefined : ecKey(curve, d, point);
    }
    case OKP:
      if (map.get(-1) !== ED25519) throw unsupported();
      return ed25519Key(secret(-4), bytesAt(-2));
    case RSA: {
      const [n, e, d] = [bytesAt(-1), bytesAt(-2), secret(-3)];
      const [p, q, dp, dq, qi] = [bytesAt(-4), bytesAt(-5), bytesAt(-6), bytesAt(-7), bytesAt(-8)];
      // More than two primes.
      if (map.has(-9)) throw unsupported();
      return n && e && p && q && dp && dq && qi ? rsaOfNumbers({ n, e, d, p, q, dp, dq, qi }) : undefined;
    }
    default:
      throw unsupported();
  }
}

/** The public COSE_Key as an authenticator puts it into attested credential data (WebAuthn §6.5.1), in canonical order. */
export async function publicCoseOf(key: CompleteKey): Promise<Bytes> {
  return writeCborMap(publicMap(key));
}

/** The private COSE_Key, in canonical order. */
export async function privateCoseOf(key: CompleteKey): Promise<Bytes> {
  const map = publicMap(key);
  if (key.kind === 'ec') map.set(-4, key.d);
  else if (key.kind === 'ed25519') map.set(-4, key.seed);
  else {
    const { d, p, q, dp, dq, qi } = rsaNumbers(key);
    for (const [i, number] of [d, p, q, dp, dq, qi].entries()) map.set(-3 - i, number);
  }
  return writeCborMap(map);
}

function publicMap(key: CompleteKey): Map<number, number | Bytes> {
  const alg: readonly [number, number] = [ALG, ALGORITHMS[algorithmOf(key)].cose];
  switch (key.kind) {
    case 'ec': {
      const crv = key.curve === 'P-256' ? 1 : key.curve === 'P-384' ? 2 : 3;
      const { x, y } = coordinatesOf(key.point);
      return new Map<number, number | Bytes>([[KTY, EC2], alg, [-1, crv], [-2, x], [-3, y]]);
    }
    case 'ed25519':
      return new Map<number, number | Bytes>([[KTY, OKP], alg, [-1, ED25519], [-2, key.publicKey]]);
    case 'rsa':
      return new Map<number, number | Bytes>([[KTY, RSA], alg, [-1, key.n], [-2, key.e]]);
  }
}
