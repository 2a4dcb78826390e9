import { type Bytes, equal, sha256 } from '../../../core/bytes.js';
import type { ChunkReader } from '../../../core/chunks.js';
import { CxError } from '../../../core/errors.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { Cursor } from './cursor.js';

/**
 * Version 3, inside the encryption: number (4), SHA-256 (32), length (4), data; an empty one is the end. Gives the data, each block checked first.
 * Throws `kdbx.block-damaged`, and `limit.exceeded` with the limit `kdbx.blocks`. A length is believed as far as there are bytes.
 */
export async function* readHashedBlocks(reader: ChunkReader, limits: Limits): AsyncGenerator<Bytes> {
  try {
    for (let number = 0; ; number++) {
      enforce(limits, 'kdbx.blocks', number);
      const head = new Cursor(await required(reader, 40), 'kdbx.block-damaged');
      const isNext = head.u32() === number;
      const hash = head.take(32);
      const length = head.u32();
      if (!isNext || (length === 0 && hash.some((byte) => byte !== 0))) throw new CxError('kdbx.block-damaged');
      if (length === 0) {
        // To the end of the encryption, whose padding is looked at there.
        for await (const _ of reader.rest());
        return;
      }
      const data = await required(reader, length);
      if (!equal(hash, await sha256(data))) throw new CxError('kdbx.block-damaged');
      yield data;
    }
  } finally {
    await reader.end();
  }
}

async function required(reader: ChunkReader, count: number): Promise<Bytes> {
  const bytes = await reader.take(count);
  if (!bytes) throw new CxError('kdbx.block-damaged');
  return bytes;
}
