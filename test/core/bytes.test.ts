import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, equal, fromAnyBase64, fromBase64Url, fromHex, sha256, textOf, toBase64Url, toHex, utf8 } from '../../src/core/bytes.js';

const bytes = fc.uint8Array({ maxLength: 70 });
const plain = (out: Uint8Array | undefined): number[] | undefined => out && [...out];

describe('base64url', () => {
  it('is what Node writes, and reads it back', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const text = toBase64Url(data);
        expect(text).toBe(Buffer.from(data).toString('base64url'));
        expect(plain(fromBase64Url(text))).toEqual([...data]);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts a text only if it is the one spelling of its bytes', () => {
    const text = fc.string({ unit: fc.constantFrom(...'AQgw048-_+/= zZ9'), maxLength: 9 });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 6 })), (candidate) => {
        const canonical = Buffer.from(candidate, 'base64url').toString('base64url') === candidate;
        expect(fromBase64Url(candidate) !== undefined).toBe(canonical);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['A', 'AAAAA', 'AA==', 'A+', 'AB', 'AAB', 'A A', 'AÄ', 'AA\n', '\ud800A'])('refuses %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});

describe('any base64', () => {
  const dialect = fc.record({ standard: fc.boolean(), padded: fc.boolean(), lines: fc.constantFrom('', '\n', '\r\n'), stray: fc.nat(15) });

  it('reads every dialect of the same bytes', () => {
    fc.assert(
      fc.property(bytes, dialect, (data, { standard, padded, lines, stray }) => {
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        let text = Buffer.from(data).toString('base64url');
        const free = { 2: 4, 3: 2 }[text.length % 4] ?? 0;
        const last = alphabet.indexOf(text.slice(-1)) + (stray & ((1 << free) - 1));
        if (free > 0) text = text.slice(0, -1) + alphabet.charAt(last);
        if (padded) text = text.padEnd(Math.ceil(text.length / 4) * 4, '=');
        if (standard) text = text.replaceAll('-', '+').replaceAll('_', '/');
        const wrapped = text.replaceAll(/(.{8})/g, `$1${lines}`) + lines;
        expect(plain(fromAnyBase64(wrapped))).toEqual([...data]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['A', 'AAAAA', 'A===', 'AA===', '=', '===', 'A=A', 'AA!', 'AAA\u00e4', '!', 'ÄÄ', 'A A=', '{guid}'])('refuses %j', (text) => {
    expect(fromAnyBase64(text)).toBeUndefined();
  });

  it('never makes more of a text than Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQz9+/-_=! \n\u00e4'), maxLength: 10 }), (text) => {
        const out = fromAnyBase64(text);
        if (out) expect([...out]).toEqual([...Buffer.from(text, 'base64')]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hexadecimal', () => {
  it('is what Node writes, and reads either case', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const text = toHex(data);
        expect(text).toBe(Buffer.from(data).toString('hex'));
        expect(plain(fromHex(text))).toEqual([...data]);
        expect(plain(fromHex(text.toUpperCase()))).toEqual([...data]);
      }),
    );
  });

  it.each(['0', '0g', 'abc', '0x00', ' 00', '00\n', '0０'])('refuses %j', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });
});

describe('text and arrays', () => {
  it('UTF-8 comes back, without its byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textOf(utf8(text))).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });

  it.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xf4, 0x90, 0x80, 0x80]], [[0xe2, 0x82]]])('%j is no UTF-8', (data) => {
    expect(textOf(Uint8Array.from(data))).toBeUndefined();
  });

  it('concat joins, equal compares, sha256 hashes', async () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect([...concat(a, b)]).toEqual([...a, ...b]);
        expect(equal(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(equal(a, a.slice())).toBe(true);
      }),
    );
    // FIPS 180-4, "abc".
    expect(toHex(await sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
