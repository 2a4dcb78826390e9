import { type Bytes, equal, fromHex, sha256, toHex } from '../../../core/bytes.js';
import { type Code, CxError } from '../../../core/errors.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { Cursor } from './cursor.js';
import { type InnerStreamKind, isStreamKind } from './inner-stream.js';
import type { Cipher, KdbxFacts } from './kdbx.js';
import { type KdfSettings, kdfOf } from './kdf.js';
import { readVariants } from './variant-dictionary.js';

/** The outer header, and where the content begins. */
export interface KdbxHeader {
  readonly facts: KdbxFacts;
  /** From the signature to the end of the header. */
  readonly bytes: Bytes;
  readonly masterSeed: Bytes;
  readonly iv: Bytes;
  /** Offset of the encrypted content. */
  readonly contentAt: number;
  /** Version 4: the header under a key that comes from the password. */
  readonly mac?: Bytes;
  readonly version3?: Version3;
}

/** What version 3 keeps in the outer header. */
export interface Version3 {
  /** What the content begins with once it is decrypted. */
  readonly startBytes: Bytes;
  readonly stream: InnerStreamKind;
  readonly streamKey: Bytes;
}

const SIGNATURE = 0x9aa2d903;
const KDBX = 0xb54bfb67;
const KDB = 0xb54bfb65;
/** What KeePass 2 wrote before its first release. */
const PRERELEASE = 0xb54bfb66;

/** Ids of the fields. */
const FIELD = {
  cipher: 2,
  compression: 3,
  masterSeed: 4,
  transformSeed: 5,
  transformRounds: 6,
  iv: 7,
  streamKey: 8,
  startBytes: 9,
  stream: 10,
  kdf: 11,
  publicCustomData: 12,
} as const;
const KNOWN: ReadonlySet<number> = new Set(Object.values(FIELD));

const CIPHER_IDS: Readonly<Record<Cipher, string>> = {
  aes256: '31c1f2e6bf714350be5805216afc5aff',
  chacha20: 'd6038a2b8b6f4cb5a524339a31dbb59a',
};

/**
 * Reads the outer header; of version 4 nothing is believed before its hash is right. Throws `kdbx.not-kdbx`, `kdbx.kdb`,
 * `kdbx.version-unsupported`, `kdbx.truncated`, `kdbx.header-damaged`, `kdbx.cipher-unsupported`, `kdbx.kdf-unsupported`,
 * `kdbx.compression-unsupported`, `kdbx.stream-unsupported`, and `limit.exceeded` with the limit `kdbx.header-bytes`.
 */
export async function readHeader(file: Bytes, limits: Limits): Promise<KdbxHeader> {
  const cursor = new Cursor(file, 'kdbx.truncated');
  const { major, minor } = versionOf(cursor);
  const { fields, unknown } = fieldsOf(cursor, major, limits);
  const bytes = file.subarray(0, cursor.at);
  const mac = major === 4 ? await macOf(cursor, bytes) : undefined;
  const required = (id: number, ...lengths: readonly number[]): Bytes => {
    const value = fields.get(id);
    if (!value || (lengths.length > 0 && !lengths.includes(value.length))) throw new CxError('kdbx.header-damaged');
    return value;
  };
  const cipher = cipherOf(required(FIELD.cipher, 16));
  const compression = numberOf(required(FIELD.compression, 4));
  if (compression > 1) throw new CxError('kdbx.compression-unsupported');
  const publicCustomData = fields.get(FIELD.publicCustomData);
  const facts: KdbxFacts = {
    major,
    minor,
    cipher,
    compressed: compression === 1,
    kdf: major === 4 ? kdfOf(readVariants(required(FIELD.kdf))) : aesOf(required),
    ...(publicCustomData && major === 4 && { publicCustomData: readVariants(publicCustomData) }),
    unknownFields: unknown,
  };
  const iv = required(FIELD.iv, cipher === 'aes256' ? 16 : 12);
  const common = { facts, bytes, masterSeed: required(FIELD.masterSeed, 32), iv, contentAt: cursor.at };
  return { ...common, ...(mac ? { mac } : { version3: version3Of(required) }) };
}

/** The fields of the header whose lengths are right. */
type Required = (id: number, ...lengths: readonly number[]) => Bytes;

function versionOf(cursor: Cursor): { readonly major: 3 | 4; readonly minor: number } {
  if (cursor.left < 8) throw new CxError('kdbx.not-kdbx');
  const first = cursor.u32();
  const code = signatureCode(first, cursor.u32());
  if (code) throw new CxError(code);
  const minor = cursor.u16();
  const major = cursor.u16();
  if (major !== 3 && major !== 4) throw new CxError('kdbx.version-unsupported');
  return { major, minor };
}

function signatureCode(first: number, second: number): Code | undefined {
  if (first !== SIGNATURE) return 'kdbx.not-kdbx';
  if (second === KDB) return 'kdbx.kdb';
  if (second === PRERELEASE) return 'kdbx.version-unsupported';
  return second === KDBX ? undefined : 'kdbx.not-kdbx';
}

interface Fields {
  readonly fields: ReadonlyMap<number, Bytes>;
  readonly unknown: readonly number[];
}

function fieldsOf(cursor: Cursor, major: 3 | 4, limits: Limits): Fields {
  const fields = new Map<number, Bytes>();
  const unknown: number[] = [];
  for (;;) {
    const id = cursor.u8();
    const value = cursor.take(major === 4 ? cursor.u32() : cursor.u16());
    enforce(limits, 'kdbx.header-bytes', cursor.at);
    if (id === 0) return { fields, unknown };
    if (!KNOWN.has(id)) unknown.push(id);
    else if (fields.has(id)) throw new CxError('kdbx.header-damaged');
    else fields.set(id, value);
  }
}

/** The code that follows the header; throws when the hash between them is another one than the header's. */
async function macOf(cursor: Cursor, header: Bytes): Promise<Bytes> {
  const hash = cursor.take(32);
  if (!equal(hash, await sha256(header))) throw new CxError('kdbx.header-damaged');
  return cursor.take(32);
}

function cipherOf(id: Bytes): Cipher {
  const hex = toHex(id);
  if (hex === CIPHER_IDS.aes256) return 'aes256';
  if (hex === CIPHER_IDS.chacha20) return 'chacha20';
  throw new CxError('kdbx.cipher-unsupported');
}

/** Version 3 knows only AES-KDF. */
function aesOf(required: Required): KdfSettings {
  const view = required(FIELD.transformRounds, 8);
  const rounds = new DataView(view.buffer, view.byteOffset).getBigUint64(0, true);
  return { kind: 'aes', rounds: Number(rounds), salt: required(FIELD.transformSeed, 32) };
}

function version3Of(required: Required): Version3 {
  const stream = numberOf(required(FIELD.stream, 4));
  if (!isStreamKind(stream)) throw new CxError('kdbx.stream-unsupported');
  return { startBytes: required(FIELD.startBytes, 32), stream, streamKey: required(FIELD.streamKey) };
}

function numberOf(bytes: Bytes): number {
  return new Cursor(bytes, 'kdbx.header-damaged').u32();
}

/** The id of a cipher as it stands in a header. */
export function cipherId(cipher: Cipher): Bytes {
  return fromHex(CIPHER_IDS[cipher]) ?? new Uint8Array();
}

export { FIELD };
