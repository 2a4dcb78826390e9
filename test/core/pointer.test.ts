import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, isWithin, tokens } from '../../src/core/pointer.js';

describe('pointers', () => {
  it('give back every token', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('~', '/', '0', '1') }))), (list) => {
        expect(tokens(list.reduce(child, ''))).toEqual(list);
      }),
    );
  });

  it('escape as in the examples of RFC 6901 §5', () => {
    expect(['foo', 'a/b', 'c%d', '', 'm~n', ' '].map((token) => child('', token))).toEqual(['/foo', '/a~1b', '/c%d', '/', '/m~0n', '/ ']);
    expect(child('/foo', 0)).toBe('/foo/0');
    expect(tokens('/~01')).toEqual(['~1']);
    expect([tokens(''), tokens('/')]).toEqual([[], ['']]);
  });

  it('lie within their ancestors only', () => {
    expect(isWithin('/a/1', '/a')).toBe(true);
    expect(isWithin('/a', '/a')).toBe(true);
    expect(isWithin('/ab', '/a')).toBe(false);
    expect(isWithin('/a', '/a/1')).toBe(false);
    expect(isWithin('/anything', '')).toBe(true);
  });
});
