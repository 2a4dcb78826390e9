import { type Bytes, equal } from '../../../core/bytes.js';
import { ChunkReader } from '../../../core/chunks.js';
import { CxError } from '../../../core/errors.js';
import { gunzip } from '../../../core/gzip.js';
import type { Derivation } from '../../../core/kdf-argon2.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { checkHeaderHash, withoutBinaries } from './binaries3.js';
import { readContentXml } from './content-xml.js';
import { readHashedBlocks } from './hashed-blocks.js';
import { type KdbxHeader, readHeader, type Version3 } from './header.js';
import { readInnerHeader } from './inner-header.js';
import { innerStream } from './inner-stream.js';
import type { Kdbx, KdbxElement, KdbxFacts, KdbxKey } from './kdbx.js';
import { transformedKey } from './kdf.js';
import { compositeKey, type DatabaseKeys, databaseKeys } from './key.js';
import { headerMac, isKeyOfBlocks, readMacBlocks } from './mac-blocks.js';
import { decrypted } from './outer-cipher.js';

/** What the outer header says, without a key. Throws what `readHeader` throws. */
export async function readFacts(file: Bytes, limits: Limits): Promise<KdbxFacts> {
  return (await readHeader(file, limits)).facts;
}

/**
 * Opens a database. In this order: the header and its hash, the bounds of the key derivation, the key, then block by block what stands inside.
 *
 * Throws what `readHeader`, `compositeKey`, `argon2` and `aesKdf` throw; `kdbx.wrong-key` (version 4) or `kdbx.key-or-damage` (version 3, which
 * cannot tell); after the key was right `kdbx.block-damaged`, `kdbx.truncated`, `kdbx.content-broken`, `gzip.broken`, what `readXml` throws, and
 * `limit.exceeded` with the limit `kdbx.blocks`, `kdbx.content-bytes` or `kdbx.binaries`.
 */
export async function readKdbx(file: Bytes, key: KdbxKey, context: Derivation): Promise<Kdbx> {
  const header = await readHeader(file, context.limits);
  const content = file.subarray(header.contentAt);
  const shortest = header.version3 ? LEAST_CONTENT3 : LEAST_CONTENT4;
  if (content.length < shortest) throw new CxError('kdbx.truncated');
  const composite = await compositeKey(key, context.limits);
  const keys = await databaseKeys(header.masterSeed, await transformedKey(composite, header.facts.kdf, context));
  context.signal?.throwIfAborted();
  const { mac, version3 } = header;
  if (version3) return read3({ header, content, keys, version3 }, context.limits);
  if (!mac || !equal(mac, await headerMac(header.bytes, keys.mac))) {
    throw new CxError((await isKeyOfBlocks(content, keys.mac)) ? 'kdbx.header-damaged' : 'kdbx.wrong-key');
  }
  return read4({ header, content, keys }, context.limits);
}

/** The empty block at the end. */
const LEAST_CONTENT4 = 36;
/** The bytes that tell the key, and the empty block at the end. */
const LEAST_CONTENT3 = 32 + 40;

interface Locked {
  readonly header: KdbxHeader;
  readonly content: Bytes;
  readonly keys: DatabaseKeys;
}

async function read4({ header, content, keys }: Locked, limits: Limits): Promise<Kdbx> {
  const { facts, iv } = header;
  const blocks = readMacBlocks(content, keys.mac, limits);
  const plain = decrypted(blocks, facts.cipher, keys.encryption, iv, 'kdbx.content-broken');
  const reader = new ChunkReader(inflated(plain, facts, limits));
  const inner = await readInnerHeader(reader, limits);
  const root = await readContentXml(reader.rest(), await innerStream(inner.stream, inner.streamKey), limits);
  const unknownFields = [...facts.unknownFields, ...inner.unknownFields];
  return {
    facts: { ...facts, unknownFields },
    root: checked(root),
    binaries: new Map(inner.binaries.map((binary, i) => [String(i), binary])),
  };
}

async function read3({ header, content, keys, version3 }: Locked & { version3: Version3 }, limits: Limits): Promise<Kdbx> {
  const { facts, iv } = header;
  const plain = decrypted(pieces(content), facts.cipher, keys.encryption, iv, 'kdbx.block-damaged');
  const reader = new ChunkReader(plain);
  const start = await reader.take(32);
  if (!start || !equal(start, version3.startBytes)) throw new CxError('kdbx.key-or-damage');
  const chunks = inflated(readHashedBlocks(reader, limits), facts, limits);
  const root = checked(await readContentXml(chunks, await innerStream(version3.stream, version3.streamKey), limits));
  await checkHeaderHash(root, header.bytes);
  return { facts, ...(await withoutBinaries(root, limits)) };
}

/** What comes out of it is counted, whatever the file says. */
async function* inflated(chunks: AsyncGenerator<Bytes>, { compressed }: KdbxFacts, limits: Limits): AsyncGenerator<Uint8Array> {
  const claim = (bytes: number): void => enforce(limits, 'kdbx.content-bytes', bytes);
  if (compressed) {
    yield* gunzip(chunks, claim);
    return;
  }
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    claim(size);
    yield chunk;
  }
}

function checked(root: KdbxElement): KdbxElement {
  if (root.name !== 'KeePassFile') throw new CxError('kdbx.content-broken');
  return root;
}

const PIECE = 1024 * 1024;

function* pieces(bytes: Bytes): Generator<Bytes> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
