import type { Bytes } from '../core/bytes.js';
import { contextTag, DER, type DerNode, octetsOf, oidOf, readDer, unsignedOf } from '../core/der.js';
import { CxError } from '../core/errors.js';
import { curveOfOid } from '../keys/curves.js';
import type { PrivateKey } from '../keys/key.js';
import { readPkcs1 } from '../keys/pkcs1.js';
import { readPkcs8 } from '../keys/pkcs8.js';
import { readSec1 } from '../keys/sec1.js';
import { ALGORITHMS, keyAlgorithm, type PasskeyAlgorithm } from './algorithm.js';
import { broken, unsupported } from './found.js';

/** The three DER structures of a private key. */
type DerShape = 'pkcs8' | 'sec1' | 'pkcs1';

export interface FoundDer {
  readonly key: PrivateKey;
  readonly shape: DerShape;
  readonly der: Bytes;
}

/** What a PKCS#8 holds, or lacks, compared with the canonical form. */
export type KeyTrait = 'no-public-key' | 'curve-parameters' | 'attributes' | 'version-2';

/**
 * Reads a private key in DER, whichever of its structures it is; `stated` gives the curve to a SEC1 key that names none. Throws
 * `passkey.key-broken`, `-locked`, `-public`, `-unsupported` or `-algorithm`.
 */
export function readDerKey(bytes: Bytes, stated: PasskeyAlgorithm | undefined): FoundDer {
  const shape = shapeOf(bytes);
  const key = shape === 'pkcs8' ? readPkcs8(bytes) : shape === 'pkcs1' ? readPkcs1(bytes) : readSec1Key(bytes, stated);
  if (key) return { key, shape, der: bytes };
  throw shape === 'pkcs8' && keyAlgorithm(bytes) === undefined ? unsupported() : broken();
}

function shapeOf(bytes: Bytes): DerShape {
  const root = readDer(bytes);
  const [first, second, third] = root?.tag === DER.sequence ? root.children : [];
  if (first?.tag === DER.sequence) {
    // EncryptedPrivateKeyInfo (RFC 5958 §3) and SubjectPublicKeyInfo (RFC 5280 §4.1).
    if (second?.tag === DER.octetString) throw new CxError('passkey.key-locked');
    if (second?.tag === DER.bitString) throw new CxError('passkey.key-public');
  }
  if (first?.tag !== DER.integer) throw broken();
  if (second?.tag === DER.sequence && third?.tag === DER.octetString) return 'pkcs8';
  if (second?.tag === DER.octetString) return 'sec1';
  // RSAPublicKey is two numbers.
  if (second?.tag === DER.integer && !third) throw new CxError('passkey.key-public');
  if (second?.tag === DER.integer) return 'pkcs1';
  throw broken();
}

function readSec1Key(bytes: Bytes, stated: PasskeyAlgorithm | undefined): PrivateKey | undefined {
  const own = readSec1(bytes);
  if (own) return own;
  const named = readDer(bytes)?.children[2];
  const oid = named?.tag === PARAMETERS ? oidOf(named.children[0]) : undefined;
  // For example secp256k1.
  if (oid !== undefined && curveOfOid(oid) === undefined) throw unsupported();
  const curve = stated && ALGORITHMS[stated].curve;
  if (named?.tag === PARAMETERS || unsignedOf(readDer(bytes)?.children[0])?.join() !== '1') return undefined;
  if (!curve) throw new CxError('passkey.key-algorithm');
  return readSec1(bytes, curve);
}

const PARAMETERS = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'constructed');
const SECOND_PUBLIC_KEY = contextTag(1, 'primitive');

/** How a PKCS#8 that `readDerKey` has read differs from the canonical form: for people and tables, not for reading. */
export function traitsOf(pkcs8: Bytes, kind: PrivateKey['kind']): readonly KeyTrait[] {
  const [version, , secret, ...options] = readDer(pkcs8)?.children ?? [];
  const inner: readonly DerNode[] = kind === 'ec' ? (readDer(octetsOf(secret) ?? new Uint8Array())?.children ?? []) : [];
  const has = (nodes: readonly DerNode[], tag: number): boolean => nodes.some((node) => node.tag === tag);
  const traits: KeyTrait[] = [];
  if (kind === 'ec' && !has(inner, PUBLIC_KEY)) traits.push('no-public-key');
  if (has(inner, PARAMETERS)) traits.push('curve-parameters');
  if (has(options, PARAMETERS)) traits.push('attributes');
  if (unsignedOf(version)?.length === 1 || has(options, SECOND_PUBLIC_KEY)) traits.push('version-2');
  return traits;
}
