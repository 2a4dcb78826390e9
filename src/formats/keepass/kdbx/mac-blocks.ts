import { type Bytes, concat, equal, hmacSha256, sha512 } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { Cursor, littleEndian } from './cursor.js';

/* Version 4: the encrypted content in blocks, each under a code of its own: HMAC (32), length (4), data; an empty one is the end. */

/** Stands for the header where a block has its number. */
const HEADER = 2n ** 64n - 1n;
/** KeePass's own. */
const BLOCK_BYTES = 1024 * 1024;

async function keyOf(number: bigint, macKey: Bytes): Promise<Bytes> {
  return sha512(concat(littleEndian(number, 8), macKey));
}

/** The code of the header, which only the right key makes. */
export async function headerMac(header: Bytes, macKey: Bytes): Promise<Bytes> {
  return hmacSha256(await keyOf(HEADER, macKey), header);
}

async function blockMac(number: number, data: Bytes, macKey: Bytes): Promise<Bytes> {
  const key = await keyOf(BigInt(number), macKey);
  return hmacSha256(key, concat(littleEndian(number, 8), littleEndian(data.length, 4), data));
}

/** The data of the blocks, each checked before it is given. Throws `kdbx.truncated`, `kdbx.block-damaged`, `limit.exceeded` (`kdbx.blocks`). */
export async function* readMacBlocks(bytes: Bytes, macKey: Bytes, limits: Limits): AsyncGenerator<Bytes> {
  const cursor = new Cursor(bytes, 'kdbx.truncated');
  for (let number = 0; ; number++) {
    enforce(limits, 'kdbx.blocks', number);
    const mac = cursor.take(32);
    const data = cursor.take(cursor.u32());
    if (!equal(mac, await blockMac(number, data, macKey))) throw new CxError('kdbx.block-damaged');
    if (data.length === 0) return;
    yield data;
  }
}

/** True when the first block is there and was made with this key: then what does not fit the key is damaged, and the key is right. */
export async function isKeyOfBlocks(bytes: Bytes, macKey: Bytes): Promise<boolean> {
  const cursor = new Cursor(bytes, 'kdbx.truncated');
  try {
    const mac = cursor.take(32);
    return equal(mac, await blockMac(0, cursor.take(cursor.u32()), macKey));
  } catch (error) {
    if (error instanceof CxError) return false;
    throw error;
  }
}

export async function* writeMacBlocks(chunks: AsyncIterable<Bytes>, macKey: Bytes): AsyncGenerator<Bytes> {
  let number = 0;
  for await (const data of inBlocks(chunks)) {
    yield concat(await blockMac(number, data, macKey), littleEndian(data.length, 4), data);
    number++;
  }
  yield concat(await blockMac(number, new Uint8Array(), macKey), littleEndian(0, 4));
}

/** The same bytes in pieces of one size, but for the last. */
async function* inBlocks(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let parts: Bytes[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (size + rest.length >= BLOCK_BYTES) {
      const part = rest.subarray(0, BLOCK_BYTES - size);
      rest = rest.subarray(part.length);
      yield concat(...parts, part);
      parts = [];
      size = 0;
    }
    if (rest.length === 0) continue;
    parts.push(rest);
    size += rest.length;
  }
  if (size > 0) yield concat(...parts);
}
