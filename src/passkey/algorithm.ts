import type { Bytes } from '../core/bytes.js';
import { DER, oidOf, readDer } from '../core/der.js';
import type { CurveName, PrivateKey } from '../keys/key.js';

/** The signature algorithms of passkeys seen in the wild; an RSA key is taken for RS256, since PKCS#8 does not say (CXF §3.3.12). */
export type PasskeyAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA' | 'RS256';

/** What WebAuthn, COSE (RFC 9053, RFC 8812) and WebCrypto call an algorithm. EdDSA is Ed25519 alone. */
export interface AlgorithmFacts {
  /** The COSE algorithm of WebAuthn's `pubKeyCredParams`. */
  readonly cose: number;
  /** The algorithm that says the same and names its curve (RFC 9864). */
  readonly coseWithCurve?: number;
  readonly curve?: CurveName;
  /** For `importKey`. */
  readonly webCrypto: { readonly name: string; readonly namedCurve?: string; readonly hash?: string };
  /** For `sign` and `verify`. */
  readonly signing: { readonly name: string; readonly hash?: string };
}

function ecdsa(curve: CurveName, hash: string, cose: number, coseWithCurve: number): AlgorithmFacts {
  return { cose, coseWithCurve, curve, webCrypto: { name: 'ECDSA', namedCurve: curve }, signing: { name: 'ECDSA', hash } };
}

/** Every algorithm that passkeys use. */
export const ALGORITHMS: Readonly<Record<PasskeyAlgorithm, AlgorithmFacts>> = {
  ES256: ecdsa('P-256', 'SHA-256', -7, -9),
  ES384: ecdsa('P-384', 'SHA-384', -35, -51),
  ES512: ecdsa('P-521', 'SHA-512', -36, -52),
  EdDSA: { cose: -8, coseWithCurve: -19, webCrypto: { name: 'Ed25519' }, signing: { name: 'Ed25519' } },
  RS256: { cose: -257, webCrypto: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, signing: { name: 'RSASSA-PKCS1-v1_5' } },
};

const OF_CURVE: Readonly<Record<CurveName, PasskeyAlgorithm>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const CURVES: ReadonlyMap<string | undefined, PasskeyAlgorithm> = new Map([
  ['1.2.840.10045.3.1.7', 'ES256'],
  ['1.3.132.0.34', 'ES384'],
  ['1.3.132.0.35', 'ES512'],
]);
const OTHERS: ReadonlyMap<string | undefined, PasskeyAlgorithm> = new Map([
  ['1.3.101.112', 'EdDSA'],
  ['1.2.840.113549.1.1.1', 'RS256'],
]);

/** The algorithm that a key signs with; RS256, one of several, for an RSA key. */
export function algorithmOf(key: PrivateKey): PasskeyAlgorithm {
  if (key.kind === 'ec') return OF_CURVE[key.curve];
  return key.kind === 'rsa' ? 'RS256' : 'EdDSA';
}

/** The algorithm of a PKCS#8 private key (RFC 5958), from its AlgorithmIdentifier alone. Undefined for anything else. */
export function keyAlgorithm(pkcs8: Bytes): PasskeyAlgorithm | undefined {
  const [version, algorithm, key] = readDer(pkcs8)?.children ?? [];
  if (version?.tag !== DER.integer || algorithm?.tag !== DER.sequence || key?.tag !== DER.octetString) return undefined;
  const [oid, parameters] = algorithm.children;
  const name = oidOf(oid);
  return name === EC_PUBLIC_KEY ? CURVES.get(oidOf(parameters)) : OTHERS.get(name);
}
