import type { Bytes } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import type { PrivateKey } from '../keys/key.js';
import type { PasskeyAlgorithm } from './algorithm.js';

/** The shapes in which a passkey's private key has been seen in files. `raw` is the bare scalar or seed. */
export type KeyShape = 'pkcs8' | 'pkcs8-pem' | 'sec1' | 'sec1-pem' | 'pkcs1' | 'pkcs1-pem' | 'jwk' | 'cose' | 'raw';

/** A key as it was found: not yet compared with its public half. */
export interface FoundKey {
  readonly key: PrivateKey;
  readonly shape: KeyShape;
  /** The algorithm that the source itself names; PKCS#8 names none for an RSA key. */
  readonly named?: PasskeyAlgorithm;
  /** The DER inside, whatever was around it. */
  readonly der?: Bytes;
}

/** Not a private key, or a damaged one. */
export function broken(): CxError {
  return new CxError('passkey.key-broken');
}

/** A key of a kind that passkeys do not use, or that this toolkit does not know. */
export function unsupported(): CxError {
  return new CxError('passkey.key-unsupported');
}
