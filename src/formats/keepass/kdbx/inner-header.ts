import { type Bytes, concat } from '../../../core/bytes.js';
import type { ChunkReader } from '../../../core/chunks.js';
import { CxError } from '../../../core/errors.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { Cursor, littleEndian } from './cursor.js';
import { type InnerStreamKind, isStreamKind } from './inner-stream.js';
import type { KdbxBinary } from './kdbx.js';

/** What version 4 keeps before the XML, encrypted. */
export interface InnerHeader {
  readonly stream: InnerStreamKind;
  readonly streamKey: Bytes;
  /** In their order: an entry refers to one by its index. */
  readonly binaries: readonly KdbxBinary[];
  readonly unknownFields: readonly number[];
}

const FIELD = { end: 0, stream: 1, streamKey: 2, binary: 3 } as const;
const PROTECTED = 1;

/**
 * Reads up to the XML. Throws `kdbx.content-broken`, `kdbx.stream-unsupported`, and `limit.exceeded` with the limit `kdbx.binaries` or
 * `kdbx.content-bytes`.
 */
export async function readInnerHeader(reader: ChunkReader, limits: Limits): Promise<InnerHeader> {
  const binaries: KdbxBinary[] = [];
  const unknownFields: number[] = [];
  let stream: number | undefined;
  let streamKey: Bytes | undefined;
  for (;;) {
    const head = new Cursor(await required(reader, 5), 'kdbx.content-broken');
    const id = head.u8();
    const length = head.u32();
    enforce(limits, 'kdbx.content-bytes', length);
    const data = await required(reader, length);
    if (id === FIELD.end) break;
    if (id === FIELD.stream) stream = new Cursor(data, 'kdbx.content-broken').u32();
    else if (id === FIELD.streamKey) streamKey = data;
    else if (id === FIELD.binary) {
      binaries.push(binaryOf(data));
      enforce(limits, 'kdbx.binaries', binaries.length);
    } else if (unknownFields.length < 256) unknownFields.push(id);
  }
  if (stream === undefined || !streamKey?.length) throw new CxError('kdbx.content-broken');
  if (!isStreamKind(stream)) throw new CxError('kdbx.stream-unsupported');
  return { stream, streamKey, binaries, unknownFields };
}

/** The first byte holds flags. */
function binaryOf(field: Bytes): KdbxBinary {
  if (field.length === 0) throw new CxError('kdbx.content-broken');
  return binaryOfBytes(field.subarray(1), ((field[0] ?? 0) & PROTECTED) !== 0);
}

/** An attachment that is in memory. */
export function binaryOfBytes(bytes: Bytes, isProtected: boolean): KdbxBinary {
  return { size: bytes.length, isProtected, open: () => [bytes] };
}

/** The inner header as bytes. Throws `file.changed` when an attachment is not as long as it says. */
export async function* writeInnerHeader(stream: InnerStreamKind, key: Bytes, binaries: Iterable<KdbxBinary>): AsyncGenerator<Bytes> {
  yield concat(field(FIELD.stream, 4), littleEndian(stream, 4), field(FIELD.streamKey, key.length), key);
  for (const { size, isProtected, open } of binaries) {
    yield concat(field(FIELD.binary, size + 1), Uint8Array.of(isProtected ? PROTECTED : 0));
    let sent = 0;
    for await (const chunk of open()) {
      sent += chunk.length;
      if (sent > size) throw new CxError('file.changed');
      yield new Uint8Array(chunk);
    }
    if (sent !== size) throw new CxError('file.changed');
  }
  yield field(FIELD.end, 0);
}

function field(id: number, length: number): Bytes {
  return concat(Uint8Array.of(id), littleEndian(length, 4));
}

async function required(reader: ChunkReader, count: number): Promise<Bytes> {
  const bytes = await reader.take(count);
  if (!bytes) throw new CxError('kdbx.content-broken');
  return bytes;
}
