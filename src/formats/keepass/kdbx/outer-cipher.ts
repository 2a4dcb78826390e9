import { aesCbcKey, decryptBlocks, encryptBlocks, encryptLast, unpadded } from '../../../core/aes-cbc.js';
import { type Bytes, concat } from '../../../core/bytes.js';
import type { Code } from '../../../core/errors.js';
import { CxError } from '../../../core/errors.js';
import { chacha20Stream } from '../../../core/key-stream.js';
import type { Cipher } from './kdbx.js';

type Chunks = AsyncIterable<Bytes> | Iterable<Bytes>;
const BLOCK = 16;

/** Decrypts the content as it comes. Throws `kdbx.truncated` when a part of a block is missing, `damage` when its end has no padding. */
export async function* decrypted(chunks: Chunks, cipher: Cipher, key: Bytes, iv: Bytes, damage: Code): AsyncGenerator<Bytes> {
  if (cipher === 'aes256') yield* decryptedCbc(chunks, key, iv, damage);
  else yield* streamed(chunks, key, iv);
}

/** Encrypts it. */
export async function* encrypted(chunks: Chunks, cipher: Cipher, key: Bytes, iv: Bytes): AsyncGenerator<Bytes> {
  if (cipher === 'aes256') yield* encryptedCbc(chunks, key, iv);
  else yield* streamed(chunks, key, iv);
}

async function* streamed(chunks: Chunks, key: Bytes, nonce: Bytes): AsyncGenerator<Bytes> {
  const stream = await chacha20Stream(key, nonce);
  for await (const chunk of chunks) yield stream.apply(chunk);
}

/** One block is held back: only the last one has padding. */
async function* decryptedCbc(chunks: Chunks, rawKey: Bytes, firstIv: Bytes, damage: Code): AsyncGenerator<Bytes> {
  const key = await aesCbcKey(rawKey);
  let iv = firstIv;
  let held: Bytes = new Uint8Array();
  for await (const chunk of chunks) {
    const data = concat(held, chunk);
    const ready = data.subarray(0, Math.max(0, BLOCK * (Math.ceil(data.length / BLOCK) - 1)));
    held = data.subarray(ready.length);
    if (ready.length === 0) continue;
    yield decryptBlocks(key, iv, ready);
    iv = ready.slice(-BLOCK);
  }
  if (held.length !== BLOCK) throw new CxError('kdbx.truncated');
  const last = unpadded(await decryptBlocks(key, iv, held));
  if (!last) throw new CxError(damage);
  yield last;
}

async function* encryptedCbc(chunks: Chunks, rawKey: Bytes, firstIv: Bytes): AsyncGenerator<Bytes> {
  const key = await aesCbcKey(rawKey);
  let iv = firstIv;
  let held: Bytes = new Uint8Array();
  for await (const chunk of chunks) {
    const data = concat(held, chunk);
    const ready = data.subarray(0, data.length - (data.length % BLOCK));
    held = data.subarray(ready.length);
    if (ready.length === 0) continue;
    const out = await encryptBlocks(key, iv, ready);
    yield out;
    iv = out.slice(-BLOCK);
  }
  yield encryptLast(key, iv, held);
}
