import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Bytes, toHex } from '../../src/core/bytes.js';
import { contextTag, DER, readDer, writeDer, writeOid, writeUnsigned } from '../../src/core/der.js';
import { readPkcs8, writePkcs8 } from '../../src/keys/pkcs8.js';
import { completed } from '../../src/keys/public-key.js';

const ED25519 = writeDer(DER.sequence, writeOid('1.3.101.112'));
const P256 = writeDer(DER.sequence, writeOid('1.2.840.10045.2.1'), writeOid('1.2.840.10045.3.1.7'));
const ATTRIBUTES = writeDer(
  contextTag(0, 'constructed'),
  writeDer(0x30, writeOid('1.2.840.113549.1.9.20'), writeDer(0x31, writeDer(0x0c))),
);

function wrap(version: number, algorithm: Bytes, content: Bytes, ...options: readonly Bytes[]): Bytes {
  return writeDer(DER.sequence, writeUnsigned(Uint8Array.of(version)), algorithm, writeDer(DER.octetString, content), ...options);
}

function sec1(scalar: Bytes, ...options: readonly Bytes[]): Bytes {
  return writeDer(DER.sequence, writeUnsigned(Uint8Array.of(1)), writeDer(DER.octetString, scalar), ...options);
}

describe('PKCS#8 of Ed25519', () => {
  const seed = new Uint8Array(32).fill(7);
  const plain = wrap(0, ED25519, writeDer(DER.octetString, seed));
  const key = readPkcs8(plain);
  // Made with node:crypto.
  const { x } = createPublicKey(createPrivateKey({ key: Buffer.from(plain), format: 'der', type: 'pkcs8' })).export({ format: 'jwk' });
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'));
  const second = (bytes: Bytes): Bytes => writeDer(contextTag(1, 'primitive'), Uint8Array.of(0), bytes);

  it('is 48 bytes', () => {
    expect(plain.length).toBe(48);
    expect(key && toHex(writePkcs8(key))).toBe(toHex(plain));
  });

  it('may hold attributes and, in version 2, its public key', async () => {
    expect(readPkcs8(wrap(0, ED25519, writeDer(DER.octetString, seed), ATTRIBUTES))).toEqual(key);
    for (const der of [
      wrap(1, ED25519, writeDer(DER.octetString, seed), second(publicKey)),
      wrap(1, ED25519, writeDer(DER.octetString, seed), ATTRIBUTES, second(publicKey)),
    ]) {
      const read = readPkcs8(der);
      expect(read).toEqual({ ...key, publicKey });
      expect(read && (await completed(read))).toEqual({ ...key, publicKey });
      expect(read && toHex(writePkcs8(read))).toBe(toHex(plain));
    }
  });

  it('is not whole with the public key of another', async () => {
    const read = readPkcs8(wrap(1, ED25519, writeDer(DER.octetString, seed), second(seed)));
    expect(read && (await completed(read))).toBeUndefined();
  });

  it.each([
    ['a public key in version 1', wrap(0, ED25519, writeDer(DER.octetString, seed), second(publicKey))],
    ['an unknown version', wrap(2, ED25519, writeDer(DER.octetString, seed))],
    ['a short seed', wrap(0, ED25519, writeDer(DER.octetString, seed.subarray(1)))],
    ['a bare seed', wrap(0, ED25519, seed)],
    ['parameters', wrap(0, writeDer(DER.sequence, writeOid('1.3.101.112'), writeDer(DER.null)), writeDer(DER.octetString, seed))],
    ['a member too many', wrap(0, ED25519, writeDer(DER.octetString, seed), writeDer(DER.null))],
  ])('is refused with %s', (_, der) => {
    expect(readPkcs8(der)).toBeUndefined();
  });
});

describe('PKCS#8 of a NIST curve', () => {
  const scalar = new Uint8Array(32).fill(9);

  it('without its public key is a key, and is 138 bytes once that is computed', async () => {
    const key = readPkcs8(wrap(0, P256, sec1(scalar)));
    const whole = key && (await completed(key));
    const der = whole ? writePkcs8(whole) : new Uint8Array();
    expect(der.length).toBe(138);
    const node = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    expect(toHex(new Uint8Array(node.export({ format: 'der', type: 'pkcs8' })))).toBe(toHex(der));
    expect(node.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('is 138 bytes with it', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const key = readPkcs8(der);
    expect(der.length).toBe(138);
    expect(key && toHex(writePkcs8(key))).toBe(toHex(der));
  });

  it('widens a scalar that lost its leading zeros', () => {
    const key = readPkcs8(wrap(0, P256, sec1(scalar.subarray(2))));
    expect(key?.kind === 'ec' && toHex(key.d)).toBe(`0000${'09'.repeat(30)}`);
  });

  const parameters = (oid: string): Bytes => writeDer(contextTag(0, 'constructed'), writeOid(oid));
  const point = (bytes: Bytes): Bytes => writeDer(contextTag(1, 'constructed'), writeDer(DER.bitString, Uint8Array.of(0), bytes));
  it.each([
    ['a second, other curve', sec1(scalar, parameters('1.3.132.0.34'))],
    ['an unknown curve inside', sec1(scalar, parameters('1.3.132.0.10'))],
    ['a compressed point', sec1(scalar, point(new Uint8Array(33).fill(2)))],
    ['a point that does not start with 4', sec1(scalar, point(new Uint8Array(65).fill(5)))],
    ['a zero scalar', sec1(new Uint8Array(32))],
    ['a scalar that is too long', sec1(new Uint8Array(33).fill(1))],
    ['a member too many', sec1(scalar, writeDer(DER.null))],
  ])('is refused with %s', (_, content) => {
    expect(readPkcs8(wrap(0, P256, content))).toBeUndefined();
  });

  it('may name its curve twice', () => {
    expect(readPkcs8(wrap(0, P256, sec1(scalar, parameters('1.2.840.10045.3.1.7'))))).toEqual(readPkcs8(wrap(0, P256, sec1(scalar))));
  });
});

describe('PKCS#8 of RSA', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const numbers = readDer(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs1' })))?.children.map((node) => node.body) ?? [];
  const RSA = writeDer(DER.sequence, writeOid('1.2.840.113549.1.1.1'), writeDer(DER.null));
  const der = (bodies: readonly Bytes[]): Bytes =>
    wrap(0, RSA, writeDer(DER.sequence, ...bodies.map((body) => writeDer(DER.integer, body))));

  it.each(['version', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map((name, i) => [name, i] as const))(
    'is refused when %s is another number',
    (_, i) => {
      expect(readPkcs8(der(numbers))).toBeDefined();
      for (const other of [Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3), new Uint8Array(3000).fill(1)]) {
        if (i === 0 && other[0] === 0) continue;
        expect(readPkcs8(der(numbers.map((body, at) => (at === i ? other : body))))).toBeUndefined();
      }
    },
  );
});
