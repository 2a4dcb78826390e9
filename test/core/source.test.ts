import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { collect, readAll, type Source, sourceOf } from '../../src/core/source.js';
import { refusal } from './refusal.js';

async function* each(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

describe('sources', () => {
  it('give any range of their bytes', async () => {
    const source = sourceOf(utf8('0123456789'), 'a.json');
    expect([source.size, source.name]).toEqual([10, 'a.json']);
    expect([...(await source.bytes(2, 4))]).toEqual([0x32, 0x33]);
    expect((await source.bytes(8, 99)).length).toBe(2);
    expect((await source.bytes()).length).toBe(10);
    expect('name' in sourceOf(utf8(''))).toBe(false);
  });

  it('are refused when empty, and before anything is read when too large', async () => {
    let reads = 0;
    const large: Source = { size: 101, bytes: async () => utf8('x'.repeat(++reads)) };
    const limits = { ...DEFAULT_LIMITS, 'input.bytes': 100 };
    expect((await refusal(() => readAll(large, limits)))?.limit).toEqual({ name: 'input.bytes', max: 100, need: 101 });
    expect(reads).toBe(0);
    expect((await refusal(() => readAll(sourceOf(new Uint8Array()), limits)))?.code).toBe('input.empty');
  });

  it('that grow while they are read are held to the limit too', async () => {
    const liar: Source = { size: 1, bytes: async () => new Uint8Array(101) };
    expect((await refusal(() => readAll(liar, { ...DEFAULT_LIMITS, 'input.bytes': 100 })))?.code).toBe('limit.exceeded');
  });

  it('are joined from any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9 })), async (parts) => {
        expect([...(await collect(each(parts)))]).toEqual(parts.flatMap((part) => [...part]));
      }),
    );
  });
});
