import type { Bytes } from '../core/bytes.js';
import { DER, oidOf, readDer } from '../core/der.js';

/** The signature algorithms of passkeys seen in the wild; an RSA key is taken for RS256, since PKCS#8 does not say (CXF §3.3.12). */
export type PasskeyAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA' | 'RS256';

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

/** The algorithm of a PKCS#8 private key (RFC 5958), from its AlgorithmIdentifier alone. Undefined for anything else. */
export function keyAlgorithm(pkcs8: Bytes): PasskeyAlgorithm | undefined {
  const [version, algorithm, key] = readDer(pkcs8)?.children ?? [];
  if (version?.tag !== DER.integer || algorithm?.tag !== DER.sequence || key?.tag !== DER.octetString) return undefined;
  const [oid, parameters] = algorithm.children;
  const name = oidOf(oid);
  return name === EC_PUBLIC_KEY ? CURVES.get(oidOf(parameters)) : OTHERS.get(name);
}
