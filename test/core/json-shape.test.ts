import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonShape, jsonShape } from '../../src/core/json-shape.js';

function plain(shape: JsonShape | undefined): unknown {
  if (!shape) return undefined;
  if (shape.kind === 'boolean') return shape.truth;
  if (shape.kind !== 'object' && shape.kind !== 'array') return shape.kind;
  return { [shape.kind]: Object.fromEntries([...shape.members].map(([name, inner]) => [name, plain(inner)])) };
}

/** The outline of a value, by the contract: four levels, first elements, 64 members, short plain names. */
function outline(value: unknown, level = 1): unknown {
  if (typeof value === 'boolean') return value;
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  const entries = Array.isArray(value) ? value.slice(0, 1).map((inner: unknown) => ['0', inner] as const) : Object.entries(value);
  const shown = level < 4 ? entries.filter(([name]) => name.length <= 64 && !JSON.stringify(name).includes('\\')) : [];
  return {
    [Array.isArray(value) ? 'array' : 'object']: Object.fromEntries(shown.map(([name, inner]) => [name, outline(inner, level + 1)])),
  };
}

describe('jsonShape', () => {
  it('is the outline of any object or array', () => {
    const value = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }).filter((json) => typeof json === 'object' && json !== null);
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 2 }), (json, indent) => {
        expect(plain(jsonShape(JSON.stringify(json, undefined, indent)))).toEqual(outline(json));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the order of the text and passes over a byte order mark and white space', () => {
    const shape = jsonShape('\ufeff \r\n\t{"b":1,"a":[{"x":true,"y":null},7],"c":{"d":{"e":{"f":{}}}}}');
    expect([...(shape?.members.keys() ?? [])]).toEqual(['b', 'a', 'c']);
    expect(plain(shape)).toEqual({
      object: {
        b: 'number',
        a: { array: { 0: { object: { x: true, y: 'null' } } } },
        c: { object: { d: { object: { e: { object: {} } } } } },
      },
    });
  });

  it('shows what stood before a cut', () => {
    const text = '{"encrypted":false,"items":[{"type":1,"login":{"username":"u","totp":null}}]}';
    for (let end = 1; end <= text.length; end++) expect(jsonShape(text.slice(0, end))?.kind).toBe('object');
    expect(plain(jsonShape('{"encrypted":false,"items":[{"type":1,"log'))).toEqual({
      object: { encrypted: false, items: { array: { 0: { object: { type: 'number' } } } } },
    });
  });

  it('is undefined for anything that does not begin like an object or array', () => {
    for (const text of ['', ' ', '"text"', '12', 'true', 'null', '<html>', 'a,b\n1,2', '\ufeff']) expect(jsonShape(text)).toBeUndefined();
  });

  it('never throws', () => {
    const soup = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', ' ', 't', 'true', 'null', '1', '-', 'e', 'é'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
        const shape = jsonShape(text);
        expect(shape === undefined || shape.kind === 'object' || shape.kind === 'array').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('looks at 64 members only', () => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`m${i}`, i])));
    expect(jsonShape(text)?.members.size).toBe(64);
  });

  it.each(['[', '{"a":', '"a":', '{"a":1,', '\\"', '[[],', '{"a":[', ' '])('takes time in proportion to the text: %s', (piece) => {
    const time = (count: number): number => {
      const text = `{"x":${piece.repeat(count)}`;
      const start = performance.now();
      jsonShape(text);
      return performance.now() - start;
    };
    time(10_000);
    // Quadratic would be minutes.
    expect(time(2_000_000)).toBeLessThan(3000);
  });
});
