import { type Bytes, equal } from '../core/bytes.js';
import { contextTag, DER, type DerNode, octetsOf, oidOf, readDer, unsignedOf, writeDer, writeOid, writeUnsigned } from '../core/der.js';
import { curveOfOid, curveOid, readSec1, writeSec1 } from './ecdsa.js';
import { ed25519PublicKey } from './ed25519.js';
import type { Ed25519Key, SshKey } from './key.js';
import { readPkcs1, writePkcs1 } from './rsa.js';

/** RFC 8410 §3, RFC 8017 §A.1, RFC 5480 §2.1.1. */
const OID = { ed25519: '1.3.101.112', rsa: '1.2.840.113549.1.1.1', ec: '1.2.840.10045.2.1' } as const;
const ATTRIBUTES = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'primitive');

/**
 * PKCS#8 (RFC 5208) or OneAsymmetricKey (RFC 5958) of a kind that SSH knows. Attributes are left out of the key; a second public key of
 * version 2 must be the first one's. Undefined for everything else.
 */
export function readPkcs8(bytes: Bytes): SshKey | undefined {
  const root = readDer(bytes);
  if (root?.tag !== DER.sequence) return undefined;
  const [version, algorithm, secret, ...options] = root.children;
  const content = octetsOf(secret);
  if (algorithm?.tag !== DER.sequence || algorithm.children.length > 2 || !content) return undefined;
  if (options[0]?.tag === ATTRIBUTES) options.shift();
  const second = options[0]?.tag === PUBLIC_KEY ? options.shift() : undefined;
  const number = unsignedOf(version)?.join();
  if (options.length > 0 || !(number === '' || number === '1') || (second && number === '')) return undefined;
  const [oid, parameters] = algorithm.children;
  const key = keyOf(oidOf(oid), parameters, content);
  return key && (!second || isPublicKeyOf(key, second)) ? key : undefined;
}

/** PKCS#8 version 0 in the form that OpenSSL writes: Ed25519 is 48 bytes, a NIST pair carries its point and names its curve once. */
export function writePkcs8(key: SshKey): Bytes {
  switch (key.kind) {
    case 'ed25519':
      return wrap(writeDer(DER.sequence, writeOid(OID.ed25519)), writeDer(DER.octetString, key.seed));
    case 'rsa':
      return wrap(writeDer(DER.sequence, writeOid(OID.rsa), writeDer(DER.null)), writePkcs1(key));
    case 'ecdsa':
      return wrap(writeDer(DER.sequence, writeOid(OID.ec), curveOid(key.curve)), writeSec1(key, 'inside'));
  }
}

/** The pair of a 32-byte seed. Undefined for another length. */
export function ed25519Key(seed: Bytes): Ed25519Key | undefined {
  return seed.length === 32 ? { kind: 'ed25519', seed, publicKey: ed25519PublicKey(seed) } : undefined;
}

function wrap(algorithm: Bytes, content: Bytes): Bytes {
  return writeDer(DER.sequence, writeUnsigned(new Uint8Array()), algorithm, writeDer(DER.octetString, content));
}

function keyOf(oid: string | undefined, parameters: DerNode | undefined, content: Bytes): SshKey | undefined {
  if (oid === OID.ed25519) {
    const seed = parameters ? undefined : octetsOf(readDer(content));
    return seed && ed25519Key(seed);
  }
  if (oid === OID.rsa) return !parameters || parameters.tag === DER.null ? readPkcs1(content) : undefined;
  const curve = oid === OID.ec ? curveOfOid(oidOf(parameters)) : undefined;
  return curve && readSec1(content, curve);
}

/** Ed25519 alone: for the other kinds nobody writes the second public key, and theirs has another form. */
function isPublicKeyOf(key: SshKey, node: DerNode): boolean {
  return key.kind === 'ed25519' && node.body[0] === 0 && equal(node.body.subarray(1), key.publicKey);
}
