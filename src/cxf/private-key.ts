import type { Bytes } from '../core/bytes.js';
import { contextTag, DER, type DerNode, octetsOf, oidOf, readDer, unsignedOf } from '../core/der.js';

/** What a private key is for, as its algorithm identifier says; `other` for an algorithm that is none of these. */
export type KeyKind = 'P-256' | 'P-384' | 'P-521' | 'Ed25519' | 'Ed448' | 'RSA' | 'other';

const ATTRIBUTES = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'primitive');
const PARAMETERS = contextTag(0, 'constructed');
const SEC1_PUBLIC_KEY = contextTag(1, 'constructed');

const EC = '1.2.840.10045.2.1';
const RSA = '1.2.840.113549.1.1.1';
/** Bytes of a private scalar (SEC 1 §C.4). */
const CURVES: Readonly<Record<string, readonly [KeyKind, number]>> = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66],
};
/** Bytes of a private key (RFC 8410 §7). */
const EDWARDS: Readonly<Record<string, readonly [KeyKind, number]>> = {
  '1.3.101.112': ['Ed25519', 32],
  '1.3.101.113': ['Ed448', 57],
};

/**
 * The kind of a PKCS#8 private key (RFC 5208, RFC 5958) whose structure is whole, down to the key inside: its version, the width of its
 * numbers, the tags of its parts. Whether the numbers belong together takes far longer and is not asked. Undefined for anything else.
 */
export function privateKeyKind(bytes: Bytes | undefined): KeyKind | undefined {
  const root = bytes && readDer(bytes);
  if (root?.tag !== DER.sequence) return undefined;
  const [version, algorithm, secret, ...options] = root.children;
  const number = versionOf(version);
  const content = octetsOf(secret);
  if (number === undefined || number > 1 || algorithm?.tag !== DER.sequence || algorithm.children.length > 2 || !content) return undefined;
  if (options[0]?.tag === ATTRIBUTES) options.shift();
  // Only version 2 (which is written as 1) may carry the public key.
  if (options[0]?.tag === PUBLIC_KEY && number === 1) options.shift();
  return options.length === 0 ? kindOf(algorithm, content) : undefined;
}

function versionOf(node: DerNode | undefined): number | undefined {
  const magnitude = unsignedOf(node);
  if (!magnitude || magnitude.length > 1) return undefined;
  return magnitude[0] ?? 0;
}

function kindOf({ children: [name, parameters] }: DerNode, content: Bytes): KeyKind | undefined {
  const oid = oidOf(name);
  if (oid === undefined) return undefined;
  if (oid === RSA) return (!parameters || parameters.tag === DER.null) && isRsaKey(readDer(content)) ? 'RSA' : undefined;
  if (oid === EC) {
    const curve = oidOf(parameters);
    const known = curve === undefined ? undefined : CURVES[curve];
    if (!known) return curve === undefined ? undefined : 'other';
    return isSec1Key(readDer(content), known[1]) ? known[0] : undefined;
  }
  const edwards = Object.hasOwn(EDWARDS, oid) ? EDWARDS[oid] : undefined;
  if (!edwards) return 'other';
  return !parameters && octetsOf(readDer(content))?.length === edwards[1] ? edwards[0] : undefined;
}

/** ECPrivateKey (RFC 5915 §3): curve and public key may be left out. */
function isSec1Key(node: DerNode | undefined, width: number): boolean {
  if (node?.tag !== DER.sequence) return false;
  const [version, scalar, ...options] = node.children;
  if (options[0]?.tag === PARAMETERS) options.shift();
  if (options[0]?.tag === SEC1_PUBLIC_KEY) options.shift();
  return versionOf(version) === 1 && octetsOf(scalar)?.length === width && options.length === 0;
}

/** RSAPrivateKey of two primes (RFC 8017 §A.1.2). */
function isRsaKey(node: DerNode | undefined): boolean {
  if (node?.tag !== DER.sequence || node.children.length !== 9) return false;
  return versionOf(node.children[0]) === 0 && node.children.slice(1).every((number) => (unsignedOf(number)?.length ?? 0) > 0);
}

/**
 * The 138 bytes that nearly every passkey has: version 0, P-256, the scalar, the uncompressed public key. Only the scalar and the point vary
 * from key to key, so the rest shows in the base64url text. False says nothing.
 */
const PLAIN_P256 = /^MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg[\w-]{42}[CGKOSWaeimquy26-]hRANCAA[Q-T][\w-]{85}$/;

/** True for a P-256 key as nearly everybody writes it: a quick yes that saves taking the DER apart. */
export function isPlainP256Key(base64url: string): boolean {
  return base64url.length === 184 && PLAIN_P256.test(base64url);
}
