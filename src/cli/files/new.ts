import { closeSync, constants, fchmodSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { CxError } from '../../core/errors.js';
import { writeAll } from './stream.js';

const sync = promisify(fsync);

/** A file that did not exist before: 0600 from the first byte whatever the umask, never opened through a link. */
export class NewFile {
  private fd: number | undefined;

  constructor(path: string) {
    this.fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
    // A umask can take bits away from the owner too, and inherited ACLs can add some.
    fchmodSync(this.fd, 0o600);
  }

  /** Writes all chunks, to the disk itself, and closes. */
  async fill(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    try {
      for await (const chunk of chunks) await writeAll(this.descriptor(signal), chunk);
      await sync(this.descriptor(signal));
    } finally {
      this.close();
    }
  }

  /** May be called again. */
  close(): void {
    if (this.fd === undefined) return;
    const fd = this.fd;
    this.fd = undefined;
    closeSync(fd);
  }

  private descriptor(signal: AbortSignal): number {
    if (signal.aborted || this.fd === undefined) throw new CxError('interrupted');
    return this.fd;
  }
}
