import { closeSync, constants, openSync, read } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { CxError } from '../../core/errors.js';
import { enforce, type Limits } from '../../core/limits.js';
import { type Source, sourceOf } from '../../core/source.js';
import { closeOwn, drain } from './drain.js';
import { FileError, fileError } from './errors.js';
import { descriptorOf, factsOf, type Identity } from './identity.js';

/** An open input. It stays open until `close`, so that every later read sees the same file. */
export interface Input extends Source {
  readonly identity: Identity;
  close(): void;
}

const readAt = promisify(read);
/** Reads go in pieces of this size, so that an interruption is noticed in between. */
const PIECE = 16 * 1024 * 1024;

/**
 * Opens a file, or standard input for `-`. A file is read in place and late; a pipe or device is read whole, up to `input.bytes`.
 * Throws `file.not-found`, `file.denied`, `file.is-directory`, and `limit.exceeded` before a byte is read where the size is known.
 */
export async function openInput(path: string, limits: Limits, signal: AbortSignal): Promise<Input> {
  try {
    const given = path === '-' ? 0 : descriptorOf(path);
    // Without O_NONBLOCK, opening a FIFO blocks a thread for as long as nobody writes to it.
    const fd = given ?? openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    return await inputOf(fd, path, limits, signal);
  } catch (error) {
    throw fileError(error, path, 'read');
  }
}

async function inputOf(fd: number, path: string, limits: Limits, signal: AbortSignal): Promise<Input> {
  const facts = factsOf(fd);
  const identity = { dev: facts.dev, ino: facts.ino };
  const size = Number(facts.size);
  const name = path === '-' ? '' : basename(path);
  try {
    if (facts.isDirectory()) throw new FileError('file.is-directory', path);
    if (facts.isFile()) enforce(limits, 'input.bytes', size);
  } catch (error) {
    closeOwn(fd);
    throw error;
  }
  // A file that says 0 may still have content (/proc), and standard input may not stand at its beginning.
  if (!facts.isFile() || size === 0 || fd === 0) {
    const bytes = await drain(fd, facts, (soFar) => enforce(limits, 'input.bytes', soFar), signal);
    return { ...sourceOf(bytes, name), identity, close: () => undefined };
  }
  const file: OpenFile = { fd, path, size, signal };
  return { name, size, identity, bytes: (from, to) => readRange(file, from, to), close: () => closeSync(fd) };
}

interface OpenFile {
  readonly fd: number;
  readonly path: string;
  readonly size: number;
  readonly signal: AbortSignal;
}

async function readRange({ fd, path, size, signal }: OpenFile, from = 0, to = size): Promise<Uint8Array> {
  const start = Math.max(0, Math.min(from, size));
  const out = new Uint8Array(Math.max(0, Math.min(to, size) - start));
  try {
    for (let at = 0; at < out.length; ) {
      if (signal.aborted) throw new CxError('interrupted');
      const { bytesRead } = await readAt(fd, out, at, Math.min(PIECE, out.length - at), start + at);
      if (bytesRead === 0) throw new FileError('file.unstable', path);
      at += bytesRead;
    }
    // An export that is still being written would otherwise look broken, or worse, complete.
    if (Number(factsOf(fd).size) !== size) throw new FileError('file.unstable', path);
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  return out;
}
