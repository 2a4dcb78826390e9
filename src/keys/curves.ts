import { type Bytes, concat } from '../core/bytes.js';
import type { CurveName, EcKey } from './key.js';

/** RFC 5480 §2.1.1.1; `size` is bytes of a scalar or coordinate. */
const CURVES: readonly { readonly name: CurveName; readonly oid: string; readonly size: number }[] = [
  { name: 'P-256', oid: '1.2.840.10045.3.1.7', size: 32 },
  { name: 'P-384', oid: '1.3.132.0.34', size: 48 },
  { name: 'P-521', oid: '1.3.132.0.35', size: 66 },
];
const BY_NAME = new Map(CURVES.map((curve) => [curve.name, curve]));

/** The curve with that object identifier. */
export function curveOfOid(oid: string | undefined): CurveName | undefined {
  return CURVES.find((curve) => curve.oid === oid)?.name;
}

/** The object identifier of a curve, dotted. */
export function oidOfCurve(name: CurveName): string {
  return BY_NAME.get(name)?.oid ?? '';
}

/** Bytes of a scalar or a coordinate: 32, 48 or 66. */
export function sizeOfCurve(name: CurveName): number {
  return BY_NAME.get(name)?.size ?? 0;
}

/** The curve of that name, if it is one of the three. */
export function curveNamed(name: unknown): CurveName | undefined {
  return CURVES.find((curve) => curve.name === name)?.name;
}

/**
 * A pair from the scalar, whose leading zeros may be missing, and the uncompressed point. Undefined when a length is wrong or the scalar
 * is zero. Whether the point is that of the scalar is not computed here.
 */
export function ecKey(curve: CurveName | undefined, scalar: Bytes, point: Bytes | undefined): EcKey | undefined {
  const size = curve === undefined ? 0 : sizeOfCurve(curve);
  if (curve === undefined || scalar.length > size || scalar.every((byte) => byte === 0)) return undefined;
  if (point && (point.length !== 1 + 2 * size || point[0] !== 4)) return undefined;
  return { kind: 'ec', curve, d: padded(scalar, size), ...(point && { point }) };
}

/** The uncompressed point (SEC 1 §2.3.3) of two coordinates whose leading zeros may be missing. Undefined when one is too long. */
export function pointOf(curve: CurveName, x: Bytes, y: Bytes): Bytes | undefined {
  const size = sizeOfCurve(curve);
  if (x.length > size || y.length > size) return undefined;
  return concat(Uint8Array.of(4), padded(x, size), padded(y, size));
}

/** The two coordinates of an uncompressed point, of the width of its curve. */
export function coordinatesOf(point: Bytes): { readonly x: Bytes; readonly y: Bytes } {
  const middle = (point.length + 1) / 2;
  return { x: point.subarray(1, middle), y: point.subarray(middle) };
}

function padded(number: Bytes, size: number): Bytes {
  const out = new Uint8Array(size);
  out.set(number, size - number.length);
  return out;
}
