import type { Bytes } from '../core/bytes.js';
import { numberOf } from './number.js';
import { sha512 } from './sha512.js';

/*
 * Only the way from a seed to its public key, which PKCS#8 leaves out and every SSH form needs. Plain whole numbers: not meant for signing
 * and not for a machine whose timing a stranger can measure.
 */

/** The field, the curve constant and the base point of RFC 8032 §5.1. */
const P = (1n << 255n) - 19n;
const D = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;
const BASE_X = 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an;
const BASE_Y = 0x6666666666666666666666666666666666666666666666666666666666666658n;

/** Extended homogeneous coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly t: bigint;
}

const BASE: Point = { x: BASE_X, y: BASE_Y, z: 1n, t: mod(BASE_X * BASE_Y) };
const NEUTRAL: Point = { x: 0n, y: 1n, z: 1n, t: 0n };

/** The 32-byte public key of a 32-byte seed (RFC 8032 §5.1.5). */
export function ed25519PublicKey(seed: Bytes): Bytes {
  const half = sha512(seed).subarray(0, 32).toReversed();
  const scalar = (numberOf(half) & ((1n << 254n) - 8n)) | (1n << 254n);
  return encode(timesBase(scalar));
}

function timesBase(scalar: bigint): Point {
  let sum = NEUTRAL;
  for (let bit = 254n; bit >= 0n; bit--) {
    sum = add(sum, sum);
    // Added whether the bit is set or not, so that the number of steps says nothing about the key.
    const more = add(sum, BASE);
    sum = (scalar >> bit) & 1n ? more : sum;
  }
  return sum;
}

/** RFC 8032 §5.1.4, complete: also doubles. */
function add(p: Point, q: Point): Point {
  const a = mod((p.y - p.x) * (q.y - q.x));
  const b = mod((p.y + p.x) * (q.y + q.x));
  const c = mod(2n * D * p.t * q.t);
  const d = mod(2n * p.z * q.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
}

/** RFC 8032 §5.1.2: y in little-endian order, the lowest bit of x on top. */
function encode(point: Point): Bytes {
  const inverse = power(point.z, P - 2n);
  const x = mod(point.x * inverse);
  let left = mod(point.y * inverse) | ((x & 1n) << 255n);
  const out = new Uint8Array(32);
  for (let i = 0; i < 32; i++) {
    out[i] = Number(left & 0xffn);
    left >>= 8n;
  }
  return out;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}
