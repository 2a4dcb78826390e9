import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex, toHex } from '../../src/core/bytes.js';
import {
  bitsOf,
  contextTag,
  DER,
  type DerNode,
  octetsOf,
  oidOf,
  readDer,
  unsignedOf,
  writeBits,
  writeDer,
  writeOid,
  writeUnsigned,
} from '../../src/core/der.js';

function read(hex: string): DerNode | undefined {
  return readDer(fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array());
}

/** The inverse that only the tests need: bytes of a tree. */
function write(node: DerNode): Bytes {
  return (node.tag & 0x20) === 0 ? writeDer(node.tag, node.body) : writeDer(node.tag, ...node.children.map(write));
}

describe('readDer', () => {
  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['too short', '04 02 00'],
    ['a byte after the value', '05 00 00'],
    ['indefinite length', '30 80 05 00 00 00'],
    ['long form for a short length', '04 81 01 00'],
    ['long form with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['a length of five bytes', '04 85 00 00 00 00 01 00'],
    ['a length beyond the end', '04 84 ff ff ff ff 00'],
    ['a length that is cut', '04 82 01'],
    ['a tag of several bytes', '1f 1f 00'],
    ['end of contents', '00 00'],
    ['an empty INTEGER', '02 00'],
    ['INTEGER with a needless 00', '02 02 00 7f'],
    ['INTEGER with a needless ff', '02 02 ff 80'],
    ['NULL with content', '05 01 00'],
    ['BIT STRING without its count', '03 00'],
    ['BIT STRING, eight unused bits', '03 02 08 00'],
    ['BIT STRING, unused bits of nothing', '03 01 01'],
    ['BIT STRING, unused bits set', '03 02 03 04'],
    ['an empty OID', '06 00'],
    ['an OID that is cut', '06 02 2a 86'],
    ['an OID with padding', '06 03 2a 80 01'],
    ['a primitive SEQUENCE', '10 00'],
    ['a constructed OCTET STRING', '24 03 04 01 00'],
    ['a fault inside', '30 03 02 01'],
    ['a fault deep inside', '30 05 a0 03 02 02 00'],
  ])('refuses %s', (_, hex) => {
    expect(read(hex)).toBeUndefined();
  });

  it.each([
    '02 01 00',
    '02 01 ff',
    '02 02 00 80',
    '03 01 00',
    '03 02 03 08',
    '30 00',
    'a0 00',
    '80 01 05',
    '31 00',
    `04 81 80 ${'00'.repeat(128)}`,
  ])('reads %s and writes it again', (hex) => {
    const node = read(hex);
    expect(node && toHex(write(node))).toBe(hex.replaceAll(' ', ''));
  });

  it('goes sixteen levels deep and no deeper, however long the input', () => {
    let bytes = writeDer(DER.null);
    for (let i = 0; i < 15; i++) bytes = writeDer(DER.sequence, bytes);
    expect(readDer(bytes)).toBeDefined();
    expect(readDer(writeDer(DER.sequence, bytes))).toBeUndefined();
    expect(readDer(new Uint8Array(100_000).fill(0x30))).toBeUndefined();
  });

  it('whatever it reads has one spelling', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
    const flipped = fc.array(fc.tuple(fc.nat(key.length - 1), fc.nat(255)), { maxLength: 3 }).map((changes) => {
      const copy = key.slice();
      for (const [at, byte] of changes) copy[at] = byte;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 12 }), flipped), (bytes) => {
        const node = readDer(bytes);
        if (node) expect(toHex(write(node))).toBe(toHex(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('values', () => {
  it('integers, octets and bits come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const digits = toHex(bytes).replace(/^(00)+/, '');
        expect(toHex(unsignedOf(readDer(writeUnsigned(bytes))) ?? Uint8Array.of(9))).toBe(digits);
        expect(octetsOf(readDer(writeDer(DER.octetString, bytes)))).toEqual(bytes);
        expect(bitsOf(readDer(writeBits(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('object identifiers come back', () => {
    const root = fc.oneof(fc.tuple(fc.nat(1), fc.nat(39)), fc.tuple(fc.constant(2), fc.nat(2 ** 40)));
    fc.assert(
      fc.property(root, fc.array(fc.nat(2 ** 31 - 1)), ([first, second], rest) => {
        const dotted = [first, second, ...rest].join('.');
        expect(oidOf(readDer(writeOid(dotted)))).toBe(dotted);
      }),
    );
    expect(toHex(writeOid('1.2.840.10045.2.1'))).toBe('06072a8648ce3d0201');
    expect(oidOf(read(`06 13 69 ${'ff'.repeat(17)} 7f`))).toBeUndefined();
  });

  it('are not taken from another type', () => {
    const text = read('0c 01 41');
    expect([unsignedOf(text), octetsOf(text), bitsOf(text), oidOf(text)]).toEqual([undefined, undefined, undefined, undefined]);
    expect(unsignedOf(read('02 01 80'))).toBeUndefined();
    expect(bitsOf(read('03 02 03 08'))).toBeUndefined();
    expect(contextTag(1, 'constructed')).toBe(0xa1);
    expect(contextTag(1, 'primitive')).toBe(0x81);
  });
});
