import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, sha256, utf8 } from '../../src/core/bytes.js';
import { deriveId } from '../../src/cxf/identifiers.js';

function expected(input: string, format: string, pointer: string): string {
  const key = createHash('sha256').update(input).digest();
  return createHmac('sha256', key).update(`${format}\0${pointer}`).digest().subarray(0, 16).toString('base64url');
}

describe('deriveId', () => {
  it('is the HMAC of format and place under the digest of the input', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.string(), async (input, format, pointer) => {
        expect(await deriveId(await sha256(utf8(input)), format, pointer)).toBe(expected(input, format, pointer));
      }),
    );
  });

  it('gives each digest its own key, also when one is asked for twice', async () => {
    const [a, b] = [await sha256(utf8('a')), await sha256(utf8('b'))];
    const ids = await Promise.all([a, b, a].map((digest) => deriveId(digest, 'f', '/x')));
    expect(ids).toEqual([expected('a', 'f', '/x'), expected('b', 'f', '/x'), expected('a', 'f', '/x')]);
    expect(fromBase64Url(ids[0] ?? '')?.length).toBe(16);
    expect(await deriveId(a, 'f/', 'x')).not.toBe(ids[0]);
  });
});
