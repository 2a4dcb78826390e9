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
import { curveOfOid, ecKey, oidOfCurve } from './curves.js';
import type { CurveName, EcKey } from './key.js';

const PARAMETERS = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'constructed');

/**
 * ECPrivateKey (RFC 5915 §3) with an uncompressed public key or none. `outer` is the curve that PKCS#8 names; alone, the structure must
 * name its own. Undefined when unreadable, of another curve, or when the two curves differ.
 */
export function readSec1(bytes: Bytes, outer?: CurveName): EcKey | undefined {
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
  return publicKey && !point ? undefined : ecKey(outer ?? inner, scalar, point);
}

/** ECPrivateKey: inside PKCS#8 without the curve, which stands outside already; alone with it. The point where it is known. */
export function writeSec1(key: EcKey, place: 'inside' | 'alone'): Bytes {
  return writeDer(
    DER.sequence,
    writeUnsigned(Uint8Array.of(1)),
    writeDer(DER.octetString, key.d),
    place === 'alone' ? writeDer(PARAMETERS, writeOid(oidOfCurve(key.curve))) : new Uint8Array(),
    key.point ? writeDer(PUBLIC_KEY, writeBits(key.point)) : new Uint8Array(),
  );
}
