import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf, utf8 } from '../../src/core/bytes.js';
import { fromBase32, normaliseBase32, toBase32 } from '../../src/otp/base32.js';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('base32', () => {
  // RFC 4648 §10, without the padding.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648 vector %j', (plain, coded) => {
    expect(toBase32(utf8(plain))).toBe(coded);
    const back = fromBase32(coded);
    expect(back && textOf(back)).toBe(plain);
  });

  it('gives all bytes back', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(fromBase32(toBase32(input))).toEqual(input);
      }),
    );
  });

  it('reads one spelling only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCXYZ234567'), maxLength: 30 }), (text) => {
        const read = fromBase32(text);
        if (read) expect(toBase32(read)).toBe(text);
      }),
    );
  });

  it.each(['my', 'MY======', 'MY ', 'M', 'MZX', 'MZXW6Y', 'MZ', 'M1', 'MÝ', '０１'])('is strict about %j', (text) => {
    expect(fromBase32(text)).toBeUndefined();
  });
});

describe('normaliseBase32', () => {
  it.each([
    ['jbsw y3dp-ehpk 3pxp', 'JBSWY3DPEHPK3PXP'],
    ['MY======', 'MY'],
    [' m\ty\n= ', 'MY'],
    ['DFDFDEF=', 'DFDFDEA'],
  ])('%j is %s', (spelt, canonical) => {
    expect(normaliseBase32(spelt)).toBe(canonical);
  });

  it.each(['', ' ', '====', '-', 'A', 'AAA', 'AAAAAA', '1019', 'TEST!INVALID', 'AA=A', 'ſa', 'aı', 'AB０１'])('refuses %j', (text) => {
    expect(normaliseBase32(text)).toBeUndefined();
  });

  it('keeps the bytes of every spelling, and is stable', () => {
    const spelling = fc.array(fc.constantFrom('', ' ', '-', '\u00a0'), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), spelling, fc.nat(6), (input, gaps, padding) => {
        const canonical = toBase32(input);
        const spelt = [...canonical.toLowerCase()].map((char, i) => char + (gaps[i] ?? '')).join('') + '='.repeat(padding);
        expect(normaliseBase32(spelt)).toBe(canonical);
        expect(normaliseBase32(canonical)).toBe(canonical);
      }),
    );
  });

  it('is linear on a long run of padding', () => {
    expect(normaliseBase32(`${'='.repeat(500_000)}A`)).toBeUndefined();
  });
});
