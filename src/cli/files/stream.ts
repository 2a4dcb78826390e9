import { constants, openSync, write } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { CxError } from '../../core/errors.js';
import { closeOwn } from './drain.js';
import { errnoOf, fileError } from './errors.js';
import { factsOf } from './identity.js';

const writeNext = promisify(write);

/** Writes all of a chunk; one system call may take less than it is given. */
export async function writeAll(fd: number, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await writeNext(fd, chunk, at, chunk.length - at, null);
    at += bytesWritten;
  }
}

/**
 * Sends chunks to an open descriptor, each once the one before has been taken, and closes it unless it is a standard one.
 * Throws `output.closed` when the reader has gone.
 */
export async function sendTo(fd: number, name: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const facts = factsOf(fd);
  const waits = facts.isFIFO() || facts.isSocket() || isatty(fd);
  // A pipe may be non-blocking because of whoever shares it, so it needs the event loop; a file does not.
  const socket = waits ? streamFor(fd) : undefined;
  const stop = (): void => {
    socket?.destroy();
  };
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of chunks) {
      if (signal.aborted) break;
      await (socket ? writeSocket(socket, chunk) : writeAll(fd, chunk));
    }
  } catch (error) {
    if (!signal.aborted) throw fileError(error, name, 'write');
  } finally {
    signal.removeEventListener('abort', stop);
    if (!socket) closeOwn(fd);
    else if (fd > 2) socket.end();
  }
  if (signal.aborted) throw new CxError('interrupted');
}

interface Writer {
  write(chunk: Uint8Array, done: (error?: Error | null) => void): boolean;
  destroy(): unknown;
  end(): unknown;
}

function streamFor(fd: number): Writer {
  const stream = fd === 1 ? process.stdout : fd === 2 ? process.stderr : new Socket({ fd, readable: false, writable: true });
  // The callback of each write tells of the error; without a listener it would also end the process.
  stream.on('error', () => undefined);
  return stream;
}

function writeSocket(socket: Writer, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(chunk, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Opens a FIFO or a device for writing; waits until somebody reads the FIFO. */
export async function openStream(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    if (signal.aborted) throw new CxError('interrupted');
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NOCTTY | constants.O_NONBLOCK);
    } catch (error) {
      // ENXIO: nobody reads yet. Opening without O_NONBLOCK would block a thread, and an interruption with it.
      if (errnoOf(error) !== 'ENXIO') throw fileError(error, path, 'write');
    }
    await wait(20);
  }
}
