import { closeSync, constants, createReadStream, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CxError } from '../../core/errors.js';
import type { FileSource } from '../../formats/vault.js';
import { FileError, fileError } from './errors.js';
import { factsOf } from './identity.js';

/**
 * The plain files of a folder, by name, for `--attachments-from`. Links, folders and devices in it are not looked at.
 * A file is opened when it is read, and read up to the size it has now.
 */
export function filesIn(folder: string): ReadonlyMap<string, FileSource> {
  try {
    const files = new Map<string, FileSource>();
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) files.set(entry.name, fileAt(join(folder, entry.name)));
    }
    return files;
  } catch (error) {
    throw fileError(error, folder, 'read');
  }
}

function openPlain(path: string): { fd: number; size: number } {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const facts = factsOf(fd);
  if (facts.isFile()) return { fd, size: Number(facts.size) };
  closeSync(fd);
  throw new FileError('file.not-plain', path);
}

function fileAt(path: string): FileSource {
  const { fd, size } = openPlain(path);
  closeSync(fd);
  return { size, open: () => contentOf(path, size) };
}

async function* contentOf(path: string, size: number): AsyncIterable<Uint8Array> {
  if (size === 0) return;
  try {
    const { fd } = openPlain(path);
    let seen = 0;
    // One byte more than announced, so that a file that grew is noticed.
    for await (const part of createReadStream('', { fd, end: size })) {
      if (!(part instanceof Uint8Array)) continue;
      seen += part.length;
      if (seen > size) break;
      yield part;
    }
    if (seen !== size) throw new FileError('file.unstable', path);
  } catch (error) {
    throw error instanceof CxError ? error : fileError(error, path, 'read');
  }
}
