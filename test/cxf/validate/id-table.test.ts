import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdTable } from '../../../src/cxf/validate/id-table.js';

test('tells what a Map tells', () => {
  const text = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom('a', 'b', ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 1500, size: 'max' }), (steps) => {
      const table = new IdTable();
      const map = new Map<string, boolean>();
      for (const [id, flag] of steps) {
        expect(table.add(id, flag)).toBe(!map.has(id));
        map.set(id, flag || map.get(id) === true);
        expect(table.get(id)).toBe(map.get(id));
      }
      for (const [id, flag] of map) expect(table.get(id)).toBe(flag);
      expect(table.get('not there: \u0000')).toBe(undefined);
    }),
    { numRuns: 10 },
  );
});

test('keeps texts of one hash apart, also when they crowd their neighbourhood while the table grows', () => {
  const table = new IdTable();
  const twins = collisions(200);
  for (const [i, id] of twins.entries()) expect(table.add(id, i % 2 === 0)).toBe(true);
  for (let i = 0; i < 5000; i++) table.add(`other ${i}`, false);
  for (const [i, id] of twins.entries()) {
    expect(table.get(id)).toBe(i % 2 === 0);
    expect(table.add(id, false)).toBe(false);
  }
});

/** What the table does with each character before it mixes the result. */
function absorb(state: number, text: string): number {
  let hash = state;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(i)) | 0;
  return hash;
}

/** Texts of one hash: two blocks that lead from one state to one other, then two that lead on from there, and all ways through. */
function collisions(count: number): string[] {
  let texts = [''];
  let state = 0;
  while (texts.length < count) {
    const [x, y] = twinBlocks(state);
    texts = texts.flatMap((text) => [text + x, text + y]);
    state = absorb(state, x);
  }
  expect(new Set(texts.map((text) => absorb(0, text))).size).toBe(1);
  return texts.slice(0, count);
}

function twinBlocks(state: number): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let n = 0; ; n++) {
    const block = String.fromCharCode(97 + (n % 26), 1000 + (Math.imul(n, 7919) & 0x7fff), 33 + (n >> 5));
    const hash = absorb(state, block);
    const other = seen.get(hash);
    if (other !== undefined && other !== block) return [other, block];
    seen.set(hash, block);
  }
}
