import type { Bytes } from '../core/bytes.js';
import {
  bitsOf,
  contextTag,
  DER,
  octetsOf,
  oidOf,
  readDer,
  unsignedOf,
  writeBits,
  writeDer,
  writeOid,
  writeUnsigned,
} from '../core/der.js';
import type { CurveName, EcdsaKey } from './key.js';

/** RFC 5480 §2.1.1.1; `size` is bytes of a scalar or coordinate. */
const CURVES: readonly { readonly name: CurveName; readonly oid: string; readonly size: number }[] = [
  { name: 'nistp256', oid: '1.2.840.10045.3.1.7', size: 32 },
  { name: 'nistp384', oid: '1.3.132.0.34', size: 48 },
  { name: 'nistp521', oid: '1.3.132.0.35', size: 66 },
];

const PARAMETERS = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'constructed');

/** The curve with that object identifier. */
export function curveOfOid(oid: string | undefined): CurveName | undefined {
  return CURVES.find((curve) => curve.oid === oid)?.name;
}

/** The object identifier of a curve, as DER. */
export function curveOid(name: CurveName): Bytes {
  return writeOid(CURVES.find((curve) => curve.name === name)?.oid ?? '');
}

/**
 * A pair from the scalar, whose leading zeros may be missing, and the uncompressed point. Undefined when a length is wrong or the scalar
 * is zero. Whether the point is that of the scalar is not computed here.
 */
export function ecdsaKey(curve: string | undefined, scalar: Bytes, point: Bytes | undefined): EcdsaKey | undefined {
  const found = CURVES.find(({ name }) => name === curve);
  if (!found || scalar.length > found.size || scalar.every((byte) => byte === 0)) return undefined;
  if (point && (point.length !== 1 + 2 * found.size || point[0] !== 4)) return undefined;
  const d = new Uint8Array(found.size);
  d.set(scalar, found.size - scalar.length);
  return { kind: 'ecdsa', curve: found.name, d, ...(point ? { point } : {}) };
}

/**
 * ECPrivateKey (RFC 5915 §3) with an uncompressed public key or none. `outer` is the curve that PKCS#8 names; alone, the structure must
 * name its own. Undefined when unreadable, of another curve, or when the two curves differ.
 */
export function readSec1(bytes: Bytes, outer?: CurveName): EcdsaKey | undefined {
  const root = readDer(bytes);
  if (root?.tag !== DER.sequence) return undefined;
  const [version, secret, ...options] = root.children;
  const scalar = octetsOf(secret);
  const parameters = options[0]?.tag === PARAMETERS ? options.shift() : undefined;
  const publicKey = options[0]?.tag === PUBLIC_KEY ? options.shift() : undefined;
  if (unsignedOf(version)?.join() !== '1' || !scalar || options.length > 0) return undefined;
  const inner = parameters && curveOfOid(parameters.children.length === 1 ? oidOf(parameters.children[0]) : undefined);
  if (parameters && (inner === undefined || (outer !== undefined && inner !== outer))) return undefined;
  const point = publicKey && bitsOf(publicKey.children.length === 1 ? publicKey.children[0] : undefined);
  return publicKey && !point ? undefined : ecdsaKey(outer ?? inner, scalar, point);
}

/** ECPrivateKey: inside PKCS#8 without the curve, which stands outside already; alone with it. The point where it is known. */
export function writeSec1(key: EcdsaKey, place: 'inside' | 'alone'): Bytes {
  return writeDer(
    DER.sequence,
    writeUnsigned(Uint8Array.of(1)),
    writeDer(DER.octetString, key.d),
    place === 'alone' ? writeDer(PARAMETERS, curveOid(key.curve)) : new Uint8Array(),
    key.point ? writeDer(PUBLIC_KEY, writeBits(key.point)) : new Uint8Array(),
  );
}
