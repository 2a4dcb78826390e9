import type { Bytes } from '../core/bytes.js';

/** The NIST curves by their names in JWK and WebCrypto. */
export type CurveName = 'P-256' | 'P-384' | 'P-521';

/** An Ed25519 pair (RFC 8032 §5.1.5), 32 bytes each. The public half is there only when the source held it. */
export interface Ed25519Key {
  readonly kind: 'ed25519';
  readonly seed: Bytes;
  readonly publicKey?: Bytes;
}

/** An RSA pair of two primes. Big-endian magnitudes without leading zeros; `qi` is the inverse of q modulo p (RFC 8017 §3.2). */
export interface RsaKey {
  readonly kind: 'rsa';
  readonly n: Bytes;
  readonly e: Bytes;
  readonly d: Bytes;
  readonly p: Bytes;
  readonly q: Bytes;
  readonly qi: Bytes;
}

/** A NIST pair. `d` has the width of the curve; `point` is the uncompressed public key, which RFC 5915 lets a file leave out. */
export interface EcKey {
  readonly kind: 'ec';
  readonly curve: CurveName;
  readonly d: Bytes;
  readonly point?: Bytes;
}

/**
 * A private key as it was read: its parts have the right lengths, and an RSA pair is one. Whether the public half of the others belongs
 * to the private one is not known before `completed` (public-key.ts).
 */
export type PrivateKey = Ed25519Key | RsaKey | EcKey;

/** A private key with the public half that was computed from it. */
export type CompleteKey = Required<Ed25519Key> | RsaKey | Required<EcKey>;

/** The pair of a 32-byte seed, and the 32-byte public half where the source held one. Undefined for another length. */
export function ed25519Key(seed: Bytes | undefined, publicKey?: Bytes): Ed25519Key | undefined {
  if (seed?.length !== 32 || (publicKey && publicKey.length !== 32)) return undefined;
  return { kind: 'ed25519', seed, ...(publicKey && { publicKey }) };
}
