import { type Bytes, concat } from '../core/bytes.js';
import { DER, readDer, unsignedOf, writeDer, writeUnsigned } from '../core/der.js';

/*
 * WebAuthn has ECDSA signatures as Ecdsa-Sig-Value in DER (WebAuthn §6.5.5, RFC 3279 §2.2.3), WebCrypto as the two numbers in the width of
 * the curve (IEEE P1363).
 */

/** DER from the two numbers side by side. */
export function toDerSignature(p1363: Uint8Array): Bytes {
  const middle = p1363.length / 2;
  return writeDer(DER.sequence, writeUnsigned(p1363.subarray(0, middle)), writeUnsigned(p1363.subarray(middle)));
}

/** The two numbers, `size` bytes each. Undefined for anything that is not DER of exactly two non-negative numbers of at most that size. */
export function fromDerSignature(der: Bytes, size: number): Bytes | undefined {
  const root = readDer(der);
  const [r, s] = root?.tag === DER.sequence && root.children.length === 2 ? root.children.map(unsignedOf) : [];
  if (!r || !s || r.length > size || s.length > size) return undefined;
  return concat(new Uint8Array(size - r.length), r, new Uint8Array(size - s.length), s);
}
