import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Bytes, concat, fromBase64Url } from '../../src/core/bytes.js';
import { contextTag, DER, writeDer, writeOid, writeUnsigned } from '../../src/core/der.js';
import type { PasskeyAlgorithm } from '../../src/passkey/index.js';

/** Keys and their shapes, all made with node:crypto and by hand: nothing here comes from the code under test but the DER writer. */
export interface TestKey {
  readonly algorithm: PasskeyAlgorithm;
  readonly node: KeyObject;
  readonly pkcs8: Bytes;
  readonly jwk: Readonly<Record<string, string>>;
}

const NODE_CURVES = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' } as const;
export const ALL: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];

function generate(algorithm: PasskeyAlgorithm): KeyObject {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519').privateKey;
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: NODE_CURVES[algorithm] }).privateKey;
}

export function testKey(algorithm: PasskeyAlgorithm, node = generate(algorithm)): TestKey {
  const jwk: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.export({ format: 'jwk' }))) if (typeof value === 'string') jwk[name] = value;
  return { algorithm, node, jwk, pkcs8: new Uint8Array(node.export({ format: 'der', type: 'pkcs8' })) };
}

/** Some keys of every algorithm; RSA takes long to make. Among the EC keys is one whose x or y begins with a zero byte. */
export const KEYS: readonly TestKey[] = ALL.flatMap((algorithm) =>
  Array.from({ length: algorithm === 'RS256' ? 2 : 6 }, () => testKey(algorithm)),
);

export function bytesOf(text: string | undefined): Bytes {
  return fromBase64Url(text ?? '?') ?? new Uint8Array();
}

export function readByNode(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
}

const OIDS = { ES256: '1.2.840.10045.3.1.7', ES384: '1.3.132.0.34', ES512: '1.3.132.0.35' } as const;
const EC = '1.2.840.10045.2.1';
const ATTRIBUTES = writeDer(
  contextTag(0, 'constructed'),
  writeDer(0x30, writeOid('1.2.840.113549.1.9.20'), writeDer(0x31, writeDer(0x0c, Uint8Array.of(0x61)))),
);
const PARAMETERS = contextTag(0, 'constructed');
const PUBLIC = contextTag(1, 'constructed');

function wrap(version: number, algorithm: Bytes, content: Bytes, ...rest: readonly Bytes[]): Bytes {
  return writeDer(DER.sequence, writeUnsigned(Uint8Array.of(version)), algorithm, writeDer(DER.octetString, content), ...rest);
}

/** An ECPrivateKey with the parts asked for. */
function sec1Of(key: TestKey, parts: { readonly curve?: boolean; readonly point?: boolean }): Bytes {
  const { algorithm, jwk } = key;
  const oid =
    algorithm in OIDS ? writeOid(OIDS[algorithm === 'ES384' ? 'ES384' : algorithm === 'ES512' ? 'ES512' : 'ES256']) : new Uint8Array();
  const point = concat(Uint8Array.of(4), bytesOf(jwk['x']), bytesOf(jwk['y']));
  return writeDer(
    DER.sequence,
    writeUnsigned(Uint8Array.of(1)),
    writeDer(DER.octetString, bytesOf(jwk['d'])),
    ...(parts.curve === true ? [writeDer(PARAMETERS, oid)] : []),
    ...(parts.point === true ? [writeDer(PUBLIC, writeDer(DER.bitString, Uint8Array.of(0), point))] : []),
  );
}

export interface Shaped {
  readonly name: string;
  readonly bytes: Bytes;
  /** True when the shape holds the public half, or numbers that check one another: a flipped bit must then be noticed. */
  readonly checked: boolean;
  readonly needsAlgorithm?: true;
}

/** Every binary shape of a key. */
export function shapesOf(key: TestKey): readonly Shaped[] {
  const { algorithm, jwk, node, pkcs8 } = key;
  if (algorithm === 'RS256') {
    const rsa = writeDer(DER.sequence, writeOid('1.2.840.113549.1.1.1'), writeDer(DER.null));
    const pkcs1 = new Uint8Array(node.export({ format: 'der', type: 'pkcs1' }));
    return [
      { name: 'pkcs8', bytes: pkcs8, checked: true },
      { name: 'pkcs8 with attributes', bytes: wrap(0, rsa, pkcs1, ATTRIBUTES), checked: true },
      { name: 'pkcs1', bytes: pkcs1, checked: true },
    ];
  }
  const d = bytesOf(jwk['d']);
  if (algorithm === 'EdDSA') {
    const ed = writeDer(DER.sequence, writeOid('1.3.101.112'));
    const seed = writeDer(DER.octetString, d);
    const second = writeDer(contextTag(1, 'primitive'), Uint8Array.of(0), bytesOf(jwk['x']));
    return [
      { name: 'pkcs8', bytes: pkcs8, checked: false },
      { name: 'pkcs8 with attributes', bytes: wrap(0, ed, seed, ATTRIBUTES), checked: false },
      { name: 'pkcs8 version 2', bytes: wrap(1, ed, seed, second), checked: true },
      { name: 'pkcs8 version 2 with attributes', bytes: wrap(1, ed, seed, ATTRIBUTES, second), checked: true },
      { name: 'raw', bytes: d, checked: false, needsAlgorithm: true },
    ];
  }
  const ec = writeDer(DER.sequence, writeOid(EC), writeOid(OIDS[algorithm]));
  return [
    { name: 'pkcs8', bytes: pkcs8, checked: true },
    { name: 'pkcs8 minimal', bytes: wrap(0, ec, sec1Of(key, {})), checked: false },
    { name: 'pkcs8 with parameters', bytes: wrap(0, ec, sec1Of(key, { curve: true, point: true })), checked: true },
    { name: 'pkcs8 with attributes', bytes: wrap(0, ec, sec1Of(key, { point: true }), ATTRIBUTES), checked: true },
    { name: 'sec1', bytes: new Uint8Array(node.export({ format: 'der', type: 'sec1' })), checked: true },
    { name: 'sec1 without point', bytes: sec1Of(key, { curve: true }), checked: false },
    { name: 'sec1 without curve', bytes: sec1Of(key, { point: true }), checked: true, needsAlgorithm: true },
    { name: 'raw', bytes: d, checked: false, needsAlgorithm: true },
  ];
}
