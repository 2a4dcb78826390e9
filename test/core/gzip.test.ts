import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CxError } from '../../src/core/errors.js';
import { gunzip, gzip } from '../../src/core/gzip.js';
import { collect } from '../../src/core/source.js';
import { refusal } from './refusal.js';

const free = (): void => {};

describe('gzip', () => {
  it('is read by zlib and by us', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 5 }), async (chunks) => {
        const packed = await collect(gzip(chunks));
        const bytes = Buffer.concat(chunks);
        expect(gunzipSync(packed).equals(bytes)).toBe(true);
        expect(bytes.equals(await collect(gunzip([packed], free)))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('takes what is cut anywhere', async () => {
    const packed = gzipSync('one two three');
    for (let at = 0; at <= packed.length; at++) {
      const inflated = await collect(gunzip([packed.subarray(0, at), packed.subarray(at)], free));
      expect(Buffer.from(inflated).toString()).toBe('one two three');
    }
  });

  it('tells what is damaged or cut short', async () => {
    const packed = gzipSync(Buffer.alloc(10_000, 'some text'));
    const damaged = Buffer.from(packed);
    damaged[packed.length - 6] = (damaged[packed.length - 6] ?? 0) ^ 1;
    for (const bytes of [damaged, packed.subarray(0, -1), packed.subarray(0, 20), Buffer.from('no gzip at all')]) {
      expect((await refusal(() => collect(gunzip([bytes], free))))?.code).toBe('gzip.broken');
    }
  });

  it('believes no length: it stops where the caller does', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2));
    // The last four bytes say how much it is.
    bomb.writeUInt32LE(1, bomb.length - 4);
    let most = 0;
    const claim = (bytes: number): void => {
      most = bytes;
      if (bytes > 1024 ** 2) throw new CxError('zip.hostile');
    };
    const before = process.memoryUsage().rss;
    expect((await refusal(() => collect(gunzip([bomb], claim))))?.code).toBe('zip.hostile');
    expect(most).toBeLessThan(3 * 1024 ** 2);
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 ** 2);
  });

  it('passes on what its source throws', async () => {
    async function* source() {
      yield gzipSync('x').subarray(0, 5);
      throw new CxError('kdbx.block-damaged');
    }
    expect((await refusal(() => collect(gunzip(source(), free))))?.code).toBe('kdbx.block-damaged');
  });

  it('ends its source when nobody reads on', async () => {
    let ended = false;
    async function* source() {
      try {
        for (;;) yield gzipSync(Buffer.alloc(1000));
      } finally {
        ended = true;
      }
    }
    for await (const chunk of gunzip(source(), free)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(ended).toBe(true);
  });
});
