import { type Bytes, utf8 } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { sizeOfCurve } from '../keys/curves.js';
import { ALGORITHMS, type PasskeyAlgorithm } from './algorithm.js';
import { fromDerSignature, toDerSignature } from './ecdsa-signature.js';
import type { PublicJwk } from './jwk.js';
import type { PasskeyKey } from './key.js';

/** A WebCrypto of one's own. The platform's is used when left out. Named by the global, which Node's types and a browser's both have. */
export type Subtle = Pick<typeof crypto.subtle, 'importKey' | 'sign' | 'verify'>;

/**
 * Signs as an authenticator does (WebAuthn §6.3.3, §6.5.5): ECDSA in DER, EdDSA and RSASSA-PKCS1-v1_5 as they are. Throws
 * `passkey.algorithm-unavailable` when the WebCrypto does not know the algorithm.
 */
export async function sign(key: PasskeyKey, data: Bytes, subtle: Subtle = crypto.subtle): Promise<Bytes> {
  const { webCrypto, signing, curve } = ALGORITHMS[key.algorithm];
  const { pkcs8 } = key;
  const imported = await known(subtle.importKey('pkcs8', pkcs8, webCrypto, false, ['sign']));
  pkcs8.fill(0);
  const signature = new Uint8Array(await subtle.sign(signing, imported, data));
  return curve ? toDerSignature(signature) : signature;
}

/**
 * Whether a signature in WebAuthn's form is that of the public key over the data. A malformed signature or a public key that is none
 * verifies nothing. Throws `passkey.algorithm-unavailable` when the WebCrypto does not know the algorithm.
 */
export async function verify(
  algorithm: PasskeyAlgorithm,
  publicKey: PublicJwk,
  signature: Bytes,
  data: Bytes,
  subtle: Subtle = crypto.subtle,
): Promise<boolean> {
  const { webCrypto, signing, curve } = ALGORITHMS[algorithm];
  const raw = curve ? fromDerSignature(signature, sizeOfCurve(curve)) : signature;
  if (!raw) return false;
  const imported = await known(subtle.importKey('jwk', publicKey, webCrypto, true, ['verify']), () => undefined);
  return imported !== undefined && subtle.verify(signing, imported, raw, data);
}

/**
 * The self-check of a key: a signature made with it verifies with its public half, and one bit of other data does not. Undefined when the
 * WebCrypto does not know the algorithm: that says nothing about the key.
 */
export async function verifies(key: PasskeyKey, subtle: Subtle = crypto.subtle): Promise<boolean | undefined> {
  const [data, other] = [utf8('passkey self-check 0'), utf8('passkey self-check 1')];
  try {
    const signature = await sign(key, data, subtle);
    const check = (bytes: Bytes): Promise<boolean> => verify(key.algorithm, key.publicJwk, signature, bytes, subtle);
    return (await check(data)) && !(await check(other));
  } catch (error) {
    if (error instanceof CxError && error.code === 'passkey.algorithm-unavailable') return undefined;
    // The platform's own refusals may quote what they were given.
    return false;
  }
}

/** A refusal of WebCrypto as ours: an unknown algorithm, or whatever `otherwise` makes of the rest. */
async function known<T, U = never>(work: Promise<T>, otherwise?: () => U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotSupportedError' || /unrecogni[sz]ed name/i.test(error.message))) {
      throw new CxError('passkey.algorithm-unavailable');
    }
    if (otherwise) return otherwise();
    throw new CxError('passkey.key-broken');
  }
}
