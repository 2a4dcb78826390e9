import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { scanJson } from '../../src/core/json-scan.js';

/** The same figures, counted on the value. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner) => sum + membersOf(inner), own);
}

describe('scanJson', () => {
  it('counts depth and members of any JSON without building it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }), fc.integer({ min: 0, max: 2 }), (value, indent) => {
        const { depth, members } = scanJson(utf8(JSON.stringify(value, undefined, indent)), 1000);
        expect({ depth, members }).toEqual({ depth: depthOf(value), members: membersOf(value) });
      }),
      { numRuns: 1000 },
    );
  });

  it('counts a member named twice twice, and nothing inside a text', () => {
    expect(scanJson(utf8('{"a":1,"a":{"b:{[":"\\\\","c":"\\":{["}}'), 9)).toEqual({ depth: 2, members: 4, longNumbers: false });
  });

  it.each([
    ['[123456789012345]', false],
    ['[1234567890123456]', true],
    ['[1.234567890123456]', true],
    ['[1e5]', true],
    ['[1E5]', true],
    ['[true,false,null,-1]', false],
    ['["1234567890123456","1e9"]', false],
    ['{"a1e5":12,"b":"x"}', false],
  ])('%s may hold a number beyond 2^53: %j', (text, longNumbers) => {
    expect(scanJson(utf8(text), 9).longNumbers).toBe(longNumbers);
  });

  it('stops one level past the limit', () => {
    expect(scanJson(utf8('['.repeat(1000)), 5).depth).toBe(6);
  });

  it('never fails on bytes that are no JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const { depth, members } = scanJson(bytes, 50);
        expect(depth).toBeGreaterThanOrEqual(0);
        expect(depth).toBeLessThanOrEqual(51);
        expect(members).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
