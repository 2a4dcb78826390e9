import { type BigIntStats, closeSync, read } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import { concat } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';

const readNext = promisify(read);
const PIECE = 256 * 1024;

/**
 * Reads a descriptor to its end and closes it. `check` is told the size so far and throws when it is too much.
 * Pipes and terminals are waited for without blocking a thread, so that an interruption ends the wait.
 */
export async function drain(fd: number, facts: BigIntStats, check: (size: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const waits = facts.isFIFO() || facts.isSocket() || isatty(fd);
  for await (const part of waits ? flow(fd, signal) : pieces(fd)) {
    if (signal.aborted) break;
    parts.push(part);
    size += part.length;
    check(size);
  }
  if (signal.aborted) throw new CxError('interrupted');
  return concat(...parts);
}

async function* pieces(fd: number): AsyncIterable<Uint8Array> {
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const { bytesRead } = await readNext(fd, piece, 0, PIECE, null);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    closeOwn(fd);
  }
}

async function* flow(fd: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
  // The stream owns the descriptor from here on, and closes it.
  const stream = isatty(fd) ? new ReadStream(fd) : new Socket({ fd, readable: true, writable: false });
  const stop = (): void => {
    stream.destroy();
  };
  signal.addEventListener('abort', stop);
  try {
    for await (const part of stream) if (part instanceof Uint8Array) yield part;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}

/** Closes a descriptor of ours; the three standard ones belong to the process. */
export function closeOwn(fd: number): void {
  if (fd > 2) closeSync(fd);
}
