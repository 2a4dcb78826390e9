import { type FileEntry, Reader, ZipReader } from '@zip.js/zip.js/lib/zip-core-external.js';
import { CxError } from './errors.js';
import { enforce, type Limits } from './limits.js';
import { child } from './pointer.js';
import type { Source } from './source.js';
import { checkEntry } from './zip-check.js';
import { zipError } from './zip-errors.js';

/** A file of an archive. Its name is a key, never a path. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, uncompressed, as the directory of the archive says; more or fewer are refused while reading. */
  readonly size: number;
  /**
   * Reads and inflates the bytes anew with every call. The CRC is known only at the end, so nothing counts before the last chunk.
   * Throws `limit.exceeded`, `zip.broken`, `zip.hostile`, `input.unreadable`.
   */
  open(): AsyncIterable<Uint8Array>;
}

/**
 * Reads the directory of an archive and checks every local header against it; data is read when an entry is opened.
 * The files by name, in the order of the directory, without folders. Two names that are equal after NFC are refused.
 *
 * Throws `limit.exceeded`, `zip.broken`, `zip.encrypted`, `zip.hostile`, `input.unreadable`. A pointer gives the place of the entry
 * in the directory, never its name.
 */
export async function readZip(source: Pick<Source, 'size' | 'bytes'>, limits: Limits): Promise<ReadonlyMap<string, ZipEntry>> {
  const files = new Map<string, ZipEntry>();
  const names = new Set<string>();
  const spent: Spent = { bytes: 0 };
  let covered = 0;
  let index = 0;
  try {
    const archive = new ZipReader(new SourceReader(source), {
      strictness: 'strict',
      checkOverlappingEntry: true,
      checkCrc32: true,
      useWebWorkers: false,
    });
    for await (const entry of archive.getEntriesGenerator()) {
      enforce(limits, 'zip.entries', index + 1);
      covered += await checkEntry(entry);
      names.add(entry.filename.normalize('NFC'));
      if (names.size !== index + 1) throw new CxError('zip.hostile');
      if (!entry.directory) files.set(entry.filename, fileOf(entry, index, limits, spent));
      index++;
    }
    // Bytes that belong to no entry may hide one from programs that read from the end.
    if (covered !== archive.directoryOffset) throw new CxError('zip.hostile');
  } catch (error) {
    throw zipError(error);
  }
  return files;
}

/** What all entries of one archive have used up so far, each counted once. */
interface Spent {
  bytes: number;
}

function fileOf(entry: FileEntry, index: number, limits: Limits, spent: Spent): ZipEntry {
  const pointer = child('/zip', index);
  let claimed = 0;
  function claim(bytes: number): void {
    enforce(limits, 'zip.entry-bytes', bytes, pointer);
    enforce(limits, 'zip.ratio', Math.ceil(bytes / Math.max(entry.compressedSize, 1)), pointer);
    if (bytes <= claimed) return;
    enforce(limits, 'zip.total-bytes', spent.bytes + bytes - claimed, pointer);
    spent.bytes += bytes - claimed;
    claimed = bytes;
  }
  return { name: entry.filename, size: entry.uncompressedSize, open: () => bytesOf(entry, claim) };
}

/** The bytes as they are inflated; `claim` is told first what the archive says, then what has really come. */
async function* bytesOf(entry: FileEntry, claim: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  claim(entry.uncompressedSize);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = readable.getReader();
  // zip.js aborts the stream only for errors in the data, not for those before it.
  const finished = entry.getData(writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      claim(size);
      yield value;
    }
  } catch (error) {
    throw zipError(error);
  } finally {
    await reader.cancel().catch(() => {});
    await finished;
  }
  if (size !== entry.uncompressedSize) throw new CxError('zip.hostile');
}

class SourceReader extends Reader<unknown> {
  readonly source: Pick<Source, 'size' | 'bytes'>;

  constructor(source: Pick<Source, 'size' | 'bytes'>) {
    super(source);
    this.source = source;
    this.size = source.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const end = Math.min(index + length, this.size);
    if (index >= end) return new Uint8Array();
    try {
      return await this.source.bytes(index, end);
    } catch (error) {
      throw error instanceof CxError ? error : new CxError('input.unreadable');
    }
  }
}
