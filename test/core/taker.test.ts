import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { isNothing, Taker } from '../../src/core/taker.js';

const NAMES = new Set(['a', 'b', 'c', 'list', 'inner']);
interface Left {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly known: boolean;
}

function closed(taker: Taker): Left[] {
  const left: Left[] = [];
  taker.close((value, pointer, known) => left.push({ value, pointer, known }));
  return left;
}

/** Resolves a pointer of the taker: names of members, or the index of one that the format does not know. */
function resolve(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    // No name of the generated objects is a number.
    if (isJsonObject(at)) at = Object.hasOwn(at, token) ? at[token] : Object.values(at)[Number(token)];
    else at = Array.isArray(at) ? (at[Number(token)] as JsonValue) : undefined;
  }
  return at;
}

const name = fc.constantFrom('a', 'b', 'c', 'list', 'inner', 'x', 'owner key', 'é');
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(null, '', true, false, 0, 7, 'text'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));
const object: fc.Arbitrary<JsonObject> = fc.dictionary(name, value, { maxKeys: 6 });
type Step = readonly ['text' | 'boolean' | 'number' | 'raw' | 'object' | 'objects' | 'texts', string];
const steps: fc.Arbitrary<readonly Step[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom<Step[0]>('text', 'boolean', 'number', 'raw', 'object', 'objects', 'texts'), name),
  { selector: ([, member]) => member, maxLength: 6 },
);

/** Every value that means something and holds no other, with the number of times it occurs. */
function leaves(json: JsonValue | undefined, out: Map<string, number>): Map<string, number> {
  if (isNothing(json)) return out;
  if (typeof json === 'object') for (const inner of Object.values(json)) leaves(inner, out);
  else out.set(JSON.stringify(json), (out.get(JSON.stringify(json)) ?? 0) + 1);
  return out;
}

describe('Taker', () => {
  it('hands whatever is not taken to unread: every leaf is in exactly one of the two', () => {
    fc.assert(
      fc.property(object, steps, (root, plan) => {
        const taken: (JsonValue | undefined)[] = [];
        const run = (taker: Taker): void => {
          for (const [kind, member] of plan) {
            if (kind === 'object') {
              const inner = taker.object(member);
              if (inner) run(inner);
            } else if (kind === 'objects') taker.objects(member).forEach(run);
            else if (kind === 'texts') taken.push(taker.texts(member).map((placed) => placed.value));
            else taken.push(taker[kind](member));
          }
        };
        const taker = new Taker(root, NAMES);
        run(taker);
        const left = closed(taker);
        const both = new Map<string, number>();
        for (const part of [...taken, ...left.map((entry) => entry.value)]) leaves(part, both);
        expect([...both].sort()).toEqual([...leaves(root, new Map())].sort());
        for (const entry of left) expect(resolve(root, entry.pointer)).toBe(entry.value);
        expect(new Set(left.map(({ pointer }) => pointer)).size).toBe(left.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows the names of the format in pointers, the index of any other', () => {
    const taker = new Taker(
      { a: 1, 'owner key': 2, inner: { 'owner/key': 3, b: 4 }, list: [{ 'my bank': 5 }, 6] },
      NAMES,
      undefined,
      '/items/0',
    );
    taker.object('inner');
    taker.objects('list');
    expect(closed(taker)).toEqual([
      { value: 1, pointer: '/items/0/a', known: true },
      { value: 2, pointer: '/items/0/1', known: false },
      { value: 6, pointer: '/items/0/list/1', known: true },
      { value: 3, pointer: '/items/0/inner/0', known: false },
      { value: 4, pointer: '/items/0/inner/b', known: true },
      { value: 5, pointer: '/items/0/list/0/0', known: false },
    ]);
  });

  it('takes null, an absent member and "" for the same, and nothing of another kind', () => {
    const taker = new Taker({ a: '', b: null, c: 5, x: [] }, NAMES);
    expect([taker.text('a'), taker.text('b'), taker.text('absent'), taker.text('c'), taker.boolean('c'), taker.object('x')]).toEqual(
      Array.from({ length: 6 }),
    );
    expect(taker.objects('c')).toEqual([]);
    expect(closed(taker)).toEqual([{ value: 5, pointer: '/c', known: true }]);
  });

  it('knows its place only by asking its parents', () => {
    const taker = new Taker({ list: [{}, { inner: { a: 'x' } }] }, NAMES);
    const [, second] = taker.objects('list');
    expect(second?.pointer).toBe('/list/1');
    expect(second?.object('inner')?.at('a')).toBe('/list/1/inner/a');
  });

  it('settles members, and gives them back', () => {
    const taker = new Taker({ a: 1, b: 2 }, NAMES);
    taker.settle('a', 'b');
    taker.leave('b');
    expect(closed(taker)).toEqual([{ value: 2, pointer: '/b', known: true }]);
  });

  it('takes unknown members whole', () => {
    const taker = new Taker({ a: 1, x: 2, y: null, z: { q: [] } }, NAMES);
    expect(taker.unknownMembers()).toEqual({ x: 2, z: { q: [] } });
    expect(closed(taker)).toEqual([{ value: 1, pointer: '/a', known: true }]);
    expect(new Taker({ a: 1, y: '' }, NAMES).unknownMembers()).toBeUndefined();
  });

  it('nothing is nothing, and what holds something is not', () => {
    const nothing: readonly (JsonValue | undefined)[] = [undefined, null, '', [], {}];
    const something: readonly JsonValue[] = [0, false, ' ', [null], { a: null }];
    expect([...nothing, ...something].map(isNothing)).toEqual([...nothing.map(() => true), ...something.map(() => false)]);
  });
});
