import type { KeyObject } from 'node:crypto';
import type { PasskeyAlgorithm } from '../../src/passkey/index.js';

/** What registrations are made of, in CBOR (RFC 8949), by hand: the code under test must have no part in what a site stores. */
export type Cbor = number | string | Uint8Array | readonly Pair[];
type Pair = readonly [Cbor, Cbor];

/** The COSE algorithm that a site asks for (WebAuthn's `pubKeyCredParams`). */
export const COSE_ALGORITHMS: Readonly<Record<PasskeyAlgorithm, number>> = { ES256: -7, ES384: -35, ES512: -36, EdDSA: -8, RS256: -257 };

function head(major: number, value: number): number[] {
  if (value < 24) return [(major << 5) | value];
  return value < 256 ? [(major << 5) | 24, value] : [(major << 5) | 25, value >> 8, value & 0xff];
}

/** Definite lengths; numbers and sizes below 65,536; maps in the order given. */
export function cbor(value: Cbor): Uint8Array<ArrayBuffer> {
  if (typeof value === 'number') return Uint8Array.from(value < 0 ? head(1, -1 - value) : head(0, value));
  if (typeof value === 'string') return Uint8Array.from([...head(3, Buffer.byteLength(value)), ...Buffer.from(value)]);
  if (value instanceof Uint8Array) return Uint8Array.from([...head(2, value.length), ...value]);
  return Uint8Array.from([...head(5, value.length), ...value.flat().flatMap((part) => [...cbor(part)])]);
}

function bytes(text = ''): Uint8Array {
  return Buffer.from(text, 'base64url');
}

/** The COSE_Key (RFC 9052 §7) of a public key, as an attestation holds it. */
export function coseOf({ algorithm, publicKey }: { readonly algorithm: PasskeyAlgorithm; readonly publicKey: KeyObject }) {
  const { x, y, n, e } = publicKey.export({ format: 'jwk' });
  const alg = COSE_ALGORITHMS[algorithm];
  if (algorithm === 'RS256') return cbor([...typed(3, alg), [-1, bytes(n)], [-2, bytes(e)]]);
  if (algorithm === 'EdDSA') return cbor([...typed(1, alg), [-1, 6], [-2, bytes(x)]]);
  const curve = { ES256: 1, ES384: 2, ES512: 3 }[algorithm];
  return cbor([...typed(2, alg), [-1, curve], [-2, bytes(x)], [-3, bytes(y)]]);
}

function typed(kty: number, alg: number): Pair[] {
  return [
    [1, kty],
    [3, alg],
  ];
}
