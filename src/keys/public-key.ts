import { type Bytes, equal } from '../core/bytes.js';
import type { CompleteKey, CurveName, PrivateKey } from './key.js';

/*
 * The only door to @noble/curves. It takes about 100 ms to load, so it is loaded when the first public key is computed: a conversion that
 * meets no such key never pays for it.
 */

let curves: Promise<typeof import('@noble/curves/nist.js')> | undefined;

/** The library makes a table per curve for thousands of signatures; a vault has few keys, so ours is small and six times sooner ready. */
async function loadCurves() {
  const library = await import('@noble/curves/nist.js');
  for (const { Point } of [library.p256, library.p384, library.p521]) Point.BASE.precompute(4);
  return library;
}

/** The uncompressed point of a scalar of the curve's width. Undefined when the scalar is zero or not below the order of the curve. */
export async function ecPublicKey(curve: CurveName, d: Bytes): Promise<Bytes | undefined> {
  curves ??= loadCurves();
  const { p256, p384, p521 } = await curves;
  const found = { 'P-256': p256, 'P-384': p384, 'P-521': p521 }[curve];
  return found.utils.isValidSecretKey(d) ? Uint8Array.from(found.getPublicKey(d, false)) : undefined;
}

/** The 32-byte public key of a 32-byte seed (RFC 8032 §5.1.5). */
export async function ed25519PublicKey(seed: Bytes): Promise<Bytes> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return Uint8Array.from(ed25519.getPublicKey(seed));
}

/**
 * The key with its public half, computed and not believed. Undefined when the private half is no number of its curve, or when the source
 * held a public half that is not the one of the private half: two halves of different keys are no key.
 */
export async function completed(key: PrivateKey): Promise<CompleteKey | undefined> {
  switch (key.kind) {
    case 'rsa':
      return key;
    case 'ed25519': {
      const publicKey = await ed25519PublicKey(key.seed);
      return key.publicKey && !equal(key.publicKey, publicKey) ? undefined : { ...key, publicKey };
    }
    case 'ec': {
      const point = await ecPublicKey(key.curve, key.d);
      return !point || (key.point && !equal(key.point, point)) ? undefined : { ...key, point };
    }
  }
}
