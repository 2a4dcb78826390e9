import type { Entry, EntryMetaData, FileEntry } from '@zip.js/zip.js/lib/zip-core-external.js';
import { CxError } from './errors.js';
import { isZipName } from './zip-name.js';

const STORED = 0;
const DEFLATED = 8;
const REGULAR_FILE = 0o100000;
const DIRECTORY = 0o040000;

/** zip.js can check directories too, but its types say so for files only. */
type Checkable = EntryMetaData & { readonly getData?: FileEntry['getData'] };

/**
 * Refuses an entry that two programs could understand differently, reading its local header but none of its data.
 * Returns how many bytes of the archive it takes up, headers included: together all entries must leave no gap.
 *
 * Throws `zip.encrypted`, `zip.hostile`, `zip.broken`, and the errors of zip.js for what that library checks itself:
 * overlap, and a local header that disagrees with the directory.
 */
export async function checkEntry(entry: Entry): Promise<number> {
  if (entry.encrypted) throw new CxError('zip.encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw new CxError('zip.broken');
  if (!hasPlainName(entry) || !isFileOrDirectory(entry)) throw new CxError('zip.hostile');
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize) throw new CxError('zip.hostile');
  const checkable: Checkable = entry;
  await checkable.getData?.(new WritableStream(), { checkOverlappingEntryOnly: true });
  const local = checkable.localDirectory;
  if (!local) throw new CxError('zip.broken');
  const end = local.dataOffset + entry.compressedSize;
  if (local.bitFlag.dataDescriptor) {
    if (!local.dataDescriptor) throw new CxError('zip.broken');
    return end + descriptorSize(local.dataDescriptor) - entry.offset;
  }
  // zip.js lets a local header of zeros pass; a program that reads from the front would see an empty entry.
  if (local.compressedSize !== entry.compressedSize || local.uncompressedSize !== entry.uncompressedSize || local.crc32 !== entry.crc32) {
    throw new CxError('zip.hostile');
  }
  return end - entry.offset;
}

/** The name of the header as UTF-8; an extra field may not give another one to programs that know it. */
function hasPlainName(entry: Entry): boolean {
  const header = strictUtf8(entry.rawFilename);
  if (header === undefined ? entry.bitFlag?.languageEncodingFlag : header !== entry.filename) return false;
  return isZipName(entry.directory ? entry.filename.replace(/\/$/, '') : entry.filename);
}

/** Symbolic links and devices are refused, and so is a directory that holds data. */
function isFileOrDirectory(entry: Entry): boolean {
  const kind = (entry.unixExternalUpper ?? 0) & 0o170000;
  if (entry.symlink || (kind !== 0 && kind !== REGULAR_FILE && kind !== DIRECTORY)) return false;
  return !entry.directory || entry.uncompressedSize === 0;
}

function descriptorSize(descriptor: { readonly signature: boolean; readonly zip64: boolean }): number {
  return (descriptor.signature ? 4 : 0) + (descriptor.zip64 ? 20 : 12);
}

/** Unlike `textOf` this keeps a byte order mark, which is part of a name. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
