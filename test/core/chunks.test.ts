import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChunkReader } from '../../src/core/chunks.js';
import { collect } from '../../src/core/source.js';

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

it('takes a stream apart wherever its chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 6 })), fc.array(fc.nat(8), { maxLength: 4 }), async (chunks, counts) => {
      const whole = Buffer.concat(chunks);
      const reader = new ChunkReader(streamOf(chunks));
      let at = 0;
      for (const count of counts) {
        const taken = await reader.take(count);
        if (at + count > whole.length) {
          expect(taken).toBeUndefined();
          return;
        }
        expect(taken && Buffer.from(taken).equals(whole.subarray(at, at + count))).toBe(true);
        at += count;
      }
      expect(Buffer.from(await collect(reader.rest())).equals(whole.subarray(at))).toBe(true);
    }),
  );
});
