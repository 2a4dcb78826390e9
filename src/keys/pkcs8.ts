import type { Bytes } from '../core/bytes.js';
import { contextTag, DER, type DerNode, octetsOf, oidOf, readDer, unsignedOf, writeDer, writeOid, writeUnsigned } from '../core/der.js';
import { curveOfOid, oidOfCurve } from './curves.js';
import { ed25519Key, type PrivateKey } from './key.js';
import { readPkcs1, writePkcs1 } from './pkcs1.js';
import { readSec1, writeSec1 } from './sec1.js';

/** RFC 8410 §3, RFC 8017 §A.1, RFC 5480 §2.1.1. */
const OID = { ed25519: '1.3.101.112', rsa: '1.2.840.113549.1.1.1', ec: '1.2.840.10045.2.1' } as const;
const ATTRIBUTES = contextTag(0, 'constructed');
const PUBLIC_KEY = contextTag(1, 'primitive');

/**
 * PKCS#8 (RFC 5208) or OneAsymmetricKey (RFC 5958) of Ed25519, RSA or a NIST curve. Attributes are left out of the key. Undefined for
 * everything else. The public half is what the file says: see `completed`.
 */
export function readPkcs8(bytes: Bytes): PrivateKey | undefined {
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
  return keyOf(oidOf(oid), parameters, content, second);
}

/** PKCS#8 version 0 in the form that OpenSSL writes: Ed25519 is 48 bytes, a NIST pair carries its point and names its curve once. */
export function writePkcs8(key: PrivateKey): Bytes {
  switch (key.kind) {
    case 'ed25519':
      return wrap(writeDer(DER.sequence, writeOid(OID.ed25519)), writeDer(DER.octetString, key.seed));
    case 'rsa':
      return wrap(writeDer(DER.sequence, writeOid(OID.rsa), writeDer(DER.null)), writePkcs1(key));
    case 'ec':
      return wrap(writeDer(DER.sequence, writeOid(OID.ec), writeOid(oidOfCurve(key.curve))), writeSec1(key, 'inside'));
  }
}

function wrap(algorithm: Bytes, content: Bytes): Bytes {
  return writeDer(DER.sequence, writeUnsigned(new Uint8Array()), algorithm, writeDer(DER.octetString, content));
}

function keyOf(oid: string | undefined, parameters: DerNode | undefined, content: Bytes, second: DerNode | undefined) {
  if (oid === OID.ed25519) return parameters ? undefined : ed25519Key(octetsOf(readDer(content)), second && bitsOfTagged(second));
  // The second public key of version 2 is for Ed25519 alone: for the other kinds nobody writes it.
  if (second) return undefined;
  if (oid === OID.rsa) return !parameters || parameters.tag === DER.null ? readPkcs1(content) : undefined;
  const curve = oid === OID.ec ? curveOfOid(oidOf(parameters)) : undefined;
  return curve && readSec1(content, curve);
}

/** An implicitly tagged BIT STRING of whole bytes; no bytes, which are no key, for another. */
function bitsOfTagged(node: DerNode): Bytes {
  return node.body[0] === 0 ? node.body.subarray(1) : new Uint8Array();
}
