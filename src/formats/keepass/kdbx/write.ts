import { type Bytes, concat, sha256 } from '../../../core/bytes.js';
import { gzip } from '../../../core/gzip.js';
import type { Derivation } from '../../../core/kdf-argon2.js';
import { writeContentXml } from './content-xml.js';
import { littleEndian } from './cursor.js';
import { cipherId, FIELD } from './header.js';
import { writeInnerHeader } from './inner-header.js';
import { CHACHA20, innerStream } from './inner-stream.js';
import type { Cipher, KdbxBinary, KdbxElement, KdbxKey } from './kdbx.js';
import { type KdfCost, type KdfSettings, transformedKey, variantsOf } from './kdf.js';
import { compositeKey, databaseKeys } from './key.js';
import { headerMac, writeMacBlocks } from './mac-blocks.js';
import { encrypted } from './outer-cipher.js';
import { type VariantDictionary, writeVariants } from './variant-dictionary.js';

/** What is to be written. */
export interface KdbxContent {
  readonly root: KdbxElement;
  /** An entry refers to one by its index. */
  readonly binaries: Iterable<KdbxBinary>;
  readonly publicCustomData?: VariantDictionary;
}

export interface KdbxSettings {
  readonly cipher: Cipher;
  readonly compressed: boolean;
  readonly kdf: KdfCost;
}

/** What a new database costs to open: Argon2id with 64 MiB, which KeePassXC takes for about a tenth of a second. */
export const DEFAULT_SETTINGS: KdbxSettings = {
  cipher: 'aes256',
  compressed: true,
  kdf: { kind: 'argon2id', version: 0x13, iterations: 3, memoryKiB: 64 * 1024, parallelism: 4 },
};

/** What writing may know. */
export interface KdbxWriting extends Derivation {
  /** As many random bytes: from a cryptographic source, except in tests. */
  readonly random: (count: number) => Bytes;
}

const SIGNATURE = Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5);
const VERSION_4_1 = Uint8Array.of(1, 0, 4, 0);
const END_OF_HEADER = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a);

/**
 * Writes KDBX 4.1. Seeds and salts are new, so no two files are alike. Throws what `compositeKey`, `argon2` and `aesKdf` throw, `xml.character` for
 * a text that cannot be held (`canHold` tells before), and `file.changed` for an attachment that is not as long as it says.
 */
export async function* writeKdbx(
  content: KdbxContent,
  key: KdbxKey,
  settings: KdbxSettings,
  context: KdbxWriting,
): AsyncGenerator<Uint8Array> {
  const { random } = context;
  const { cipher, compressed } = settings;
  const kdf: KdfSettings = { ...settings.kdf, salt: random(32) };
  const masterSeed = random(32);
  const iv = random(cipher === 'aes256' ? 16 : 12);
  const composite = await compositeKey(key, context.limits);
  const keys = await databaseKeys(masterSeed, await transformedKey(composite, kdf, context));
  const header = concat(
    SIGNATURE,
    VERSION_4_1,
    field(FIELD.cipher, cipherId(cipher)),
    field(FIELD.compression, littleEndian(compressed ? 1 : 0, 4)),
    field(FIELD.masterSeed, masterSeed),
    field(FIELD.iv, iv),
    field(FIELD.kdf, writeVariants(variantsOf(kdf))),
    ...(content.publicCustomData ? [field(FIELD.publicCustomData, writeVariants(content.publicCustomData))] : []),
    field(0, END_OF_HEADER),
  );
  yield concat(header, await sha256(header), await headerMac(header, keys.mac));
  const plain = plainContent(content, random(64));
  const packed = compressed ? copied(gzip(plain)) : plain;
  for await (const block of writeMacBlocks(encrypted(packed, cipher, keys.encryption, iv), keys.mac)) {
    context.signal?.throwIfAborted();
    yield block;
  }
}

async function* plainContent({ root, binaries }: KdbxContent, streamKey: Bytes): AsyncGenerator<Bytes> {
  yield* writeInnerHeader(CHACHA20, streamKey, binaries);
  yield* copied(writeContentXml(root, await innerStream(CHACHA20, streamKey)));
}

async function* copied(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Bytes> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

function field(id: number, data: Bytes): Bytes {
  return concat(Uint8Array.of(id), littleEndian(data.length, 4), data);
}
