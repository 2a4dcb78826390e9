import { type Bytes, fromHex, toHex } from '../core/bytes.js';

/** The number of a big-endian magnitude; no bytes are zero. */
export function numberOf(magnitude: Uint8Array): bigint {
  return BigInt(`0x0${toHex(magnitude)}`);
}

/** The big-endian magnitude of a non-negative number, without leading zeros. */
export function magnitudeOf(value: bigint): Bytes {
  const digits = value === 0n ? '' : value.toString(16);
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`) ?? new Uint8Array();
}
