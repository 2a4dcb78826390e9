import { type Bytes, equal } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../core/limits.js';
import type { CompleteKey, PrivateKey } from '../keys/key.js';
import { writePem } from '../keys/pem.js';
import { writePkcs8 } from '../keys/pkcs8.js';
import { completed } from '../keys/public-key.js';
import { writeSec1 } from '../keys/sec1.js';
import { algorithmOf, type PasskeyAlgorithm } from './algorithm.js';
import { privateCoseOf, publicCoseOf } from './cose.js';
import { broken, type KeyShape } from './found.js';
import { type PrivateJwk, type PublicJwk, privateJwkOf, publicJwkOf, thumbprintOf } from './jwk.js';
import { type KeyTrait, traitsOf } from './read-der.js';
import { type KeyInput, readKey } from './read-key.js';

export interface PasskeyKeyOptions {
  /** What stands beside the key in its file. A key of another algorithm is refused; a bare scalar needs it. */
  readonly algorithm?: PasskeyAlgorithm;
  readonly limits?: Partial<Limits>;
}

/** The private key of a passkey. What is secret stands behind getters and methods, so that a log of the object shows none of it. */
export class PasskeyKey {
  readonly algorithm: PasskeyAlgorithm;
  /** True for an RSA key whose source did not say RS256: PKCS#8 does not, and RS256 is what passkeys use. */
  readonly assumed: boolean;
  /** What the input was. */
  readonly shape: KeyShape;
  /** True when the input was `pkcs8` byte by byte, as bytes or in strict base64url. */
  readonly canonical: boolean;
  /** How an input of PKCS#8, in PEM or not, differed from the canonical form in what it holds; empty for the other shapes. */
  readonly traits: readonly KeyTrait[];
  readonly publicJwk: PublicJwk;
  /** COSE_Key in canonical order, as the site stored it at registration. */
  readonly publicCose: Bytes;
  /** RFC 7638: base64url of SHA-256, safe to show. */
  readonly thumbprint: string;
  readonly #key: CompleteKey;

  /** For `passkeyKey`. */
  constructor(key: CompleteKey, facts: Pick<PasskeyKey, 'assumed' | 'shape' | 'canonical' | 'traits' | 'publicCose' | 'thumbprint'>) {
    this.#key = key;
    this.algorithm = algorithmOf(key);
    this.publicJwk = publicJwkOf(key);
    this.assumed = facts.assumed;
    this.shape = facts.shape;
    this.canonical = facts.canonical;
    this.traits = facts.traits;
    this.publicCose = facts.publicCose;
    this.thumbprint = facts.thumbprint;
  }

  /**
   * The canonical form, PKCS#8 DER (RFC 5208) as CXF §3.3.12 wants it: 138 bytes for P-256 with its public key, 48 for Ed25519 without.
   * These are the forms that every known reader takes.
   */
  get pkcs8(): Bytes {
    return writePkcs8(this.#key);
  }

  /** The canonical form as PEM: lines of 64, line feeds, as the KeePass family needs them. */
  pem(): string {
    return writePem('PRIVATE KEY', this.pkcs8, 64);
  }

  /** The private JWK, as WebCrypto exports it. */
  jwk(): PrivateJwk {
    return privateJwkOf(this.#key);
  }

  /** The private COSE_Key, in canonical order. */
  cose(): Promise<Bytes> {
    return privateCoseOf(this.#key);
  }

  /** ECPrivateKey (RFC 5915) with its curve and public key. Undefined for a key of another kind. */
  sec1(): Bytes | undefined {
    return this.#key.kind === 'ec' ? writeSec1(this.#key, 'alone') : undefined;
  }
}

/**
 * The private key of a passkey, from every shape that has been seen in files (docs/passkeys.md). The public half is computed; one that
 * stands in the input is compared and otherwise not believed. Throws `passkey.key-broken`, `passkey.key-mismatch`,
 * `passkey.key-unsupported`, `passkey.key-locked`, `passkey.key-public`, `passkey.key-algorithm` or `limit.exceeded` (`key.bytes`).
 */
export async function passkeyKey(input: KeyInput, options: PasskeyKeyOptions = {}): Promise<PasskeyKey> {
  const { der, exact, shape, named, key: read } = await readKey(input, options.algorithm, { ...DEFAULT_LIMITS, ...options.limits });
  const key = (await completed(read)) ?? (await refuse(read));
  return new PasskeyKey(key, {
    assumed: key.kind === 'rsa' && (named ?? options.algorithm) === undefined,
    shape,
    canonical: shape === 'pkcs8' && exact && der !== undefined && equal(der, writePkcs8(key)),
    traits: der && shape.startsWith('pkcs8') ? traitsOf(der, key.kind) : [],
    publicCose: await publicCoseOf(key),
    thumbprint: await thumbprintOf(publicJwkOf(key)),
  });
}

/** Says why a key could not be completed: a wrong public half, or a private one that is no number of its curve. */
async function refuse(key: PrivateKey): Promise<never> {
  if (key.kind === 'rsa') throw broken();
  const alone: PrivateKey = key.kind === 'ec' ? { kind: 'ec', curve: key.curve, d: key.d } : { kind: 'ed25519', seed: key.seed };
  throw (await completed(alone)) ? new CxError('passkey.key-mismatch') : broken();
}
