import { type Bytes, concat } from '../core/bytes.js';
import { wireMpint, wireString } from './wire.js';

export type CurveName = 'nistp256' | 'nistp384' | 'nistp521';

/** An Ed25519 pair; the public key is always that of the seed. 32 bytes each (RFC 8032 §5.1.5). */
export interface Ed25519Key {
  readonly kind: 'ed25519';
  readonly seed: Bytes;
  readonly publicKey: Bytes;
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
export interface EcdsaKey {
  readonly kind: 'ecdsa';
  readonly curve: CurveName;
  readonly d: Bytes;
  readonly point?: Bytes;
}

export type SshKey = Ed25519Key | RsaKey | EcdsaKey;

/** The public-key algorithm name of the IANA registry, which CXF §3.3.15 asks for as keyType. */
export function keyTypeOf(key: SshKey): string {
  switch (key.kind) {
    case 'ed25519':
      return 'ssh-ed25519';
    case 'rsa':
      return 'ssh-rsa';
    case 'ecdsa':
      return `ecdsa-sha2-${key.curve}`;
  }
}

/** The public key blob (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). Undefined for a NIST pair whose point is not known. */
export function publicBlobOf(key: SshKey): Bytes | undefined {
  const type = wireString(keyTypeOf(key));
  switch (key.kind) {
    case 'ed25519':
      return concat(type, wireString(key.publicKey));
    case 'rsa':
      return concat(type, wireMpint(key.e), wireMpint(key.n));
    case 'ecdsa':
      return key.point && concat(type, wireString(key.curve), wireString(key.point));
  }
}
