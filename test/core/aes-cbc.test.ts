import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aesCbcKey, decryptBlocks, encryptBlocks, encryptLast, unpadded } from '../../src/core/aes-cbc.js';
import { type Bytes, concat } from '../../src/core/bytes.js';
import { aesKdf } from '../../src/core/kdf-aes.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { refusal } from './refusal.js';

const limits = DEFAULT_LIMITS;
const fresh = (count: number): Bytes => new Uint8Array(randomBytes(count));

describe('AES-CBC piece by piece', () => {
  it('gives what node:crypto gives at once, and turns it back', async () => {
    const blocks = fc.array(fc.nat(5), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.nat(15), async (counts, rest) => {
        const [rawKey, firstIv] = [fresh(32), fresh(16)];
        const key = await aesCbcKey(rawKey);
        const parts = counts.map((count) => fresh(16 * count));
        const out: Bytes[] = [];
        let iv = firstIv;
        for (const part of parts) {
          out.push(await encryptBlocks(key, iv, part));
          if (part.length > 0) iv = out.at(-1)?.slice(-16) ?? iv;
        }
        const tail = fresh(rest);
        out.push(await encryptLast(key, iv, tail));
        const cipher = createCipheriv('aes-256-cbc', rawKey, firstIv);
        expect(Buffer.concat([cipher.update(concat(...parts, tail)), cipher.final()]).equals(concat(...out))).toBe(true);
        const back = unpadded(await decryptBlocks(key, firstIv, concat(...out)));
        expect(back && Buffer.from(back).equals(concat(...parts, tail))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('knows what is no padding', () => {
    const ending = (...last: readonly number[]): Bytes => Uint8Array.from([...new Array<number>(16 - last.length).fill(9), ...last]);
    for (const bytes of [ending(0), ending(17), ending(2), ending(3, 2, 3), new Uint8Array()]) expect(unpadded(bytes)).toBeUndefined();
    expect(unpadded(ending(2, 2))).toHaveLength(14);
    expect(unpadded(new Uint8Array(16).fill(16))).toHaveLength(0);
  });
});

/** Round by round, with AES-ECB. */
function slowly(secret: Bytes, seed: Bytes, rounds: number): Buffer {
  let state: Uint8Array = secret;
  const cipher = createCipheriv('aes-256-ecb', seed, null).setAutoPadding(false);
  for (let i = 0; i < rounds; i++) state = cipher.update(state);
  return createHash('sha256').update(state).digest();
}

describe('aesKdf', () => {
  it.each([0, 1, 2, 1000, 262_144, 262_145])('%i rounds', async (rounds) => {
    const [secret, seed] = [fresh(32), fresh(32)];
    expect(slowly(secret, seed, rounds).equals(await aesKdf(secret, seed, rounds, { limits }))).toBe(true);
  });

  it('is bounded before it begins', async () => {
    for (const [rounds, code] of [
      [100_000_001, 'limit.exceeded'],
      [2 ** 64, 'limit.exceeded'],
      [-1, 'kdf.parameters-invalid'],
      [1.5, 'kdf.parameters-invalid'],
    ] as const) {
      expect((await refusal(() => aesKdf(fresh(32), fresh(32), rounds, { limits })))?.code).toBe(code);
    }
    expect((await refusal(() => aesKdf(fresh(32), fresh(31), 1, { limits })))?.code).toBe('kdf.parameters-invalid');
  });

  it('tells its progress and stops when told', async () => {
    const done: number[] = [];
    const controller = new AbortController();
    const work = aesKdf(fresh(32), fresh(32), 10_000_000, {
      limits,
      signal: controller.signal,
      progress: (progress) => {
        done.push(progress.done);
        if (done.length === 3) controller.abort(new Error('stopped'));
      },
    });
    await expect(work).rejects.toThrow('stopped');
    expect(done).toEqual([0, 262_144, 524_288]);
  });
});
