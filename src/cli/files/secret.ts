import { constants, openSync } from 'node:fs';
import { CxError } from '../../core/errors.js';
import { closeOwn, drain } from './drain.js';
import { errnoOf, FileError, fileError } from './errors.js';
import { descriptorOf, factsOf } from './identity.js';

/** No password is longer; a key file of KeePass may be any file. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface SecretBytes {
  readonly bytes: Uint8Array;
  /** True when it stands in a plain file that other users may read. */
  readonly exposed: boolean;
}

/** Reads a secret from a file, or from a descriptor given by its number, to its end. */
export async function readSecret(place: string | number, signal: AbortSignal): Promise<SecretBytes> {
  const path = typeof place === 'number' ? `/dev/fd/${place}` : place;
  try {
    const given = typeof place === 'number' ? place : descriptorOf(place);
    const fd = given ?? openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const facts = factsOf(fd);
    if (facts.isDirectory()) {
      closeOwn(fd);
      throw new FileError('file.is-directory', path);
    }
    const exposed = given === undefined && facts.isFile() && (facts.mode & 0o044n) !== 0n;
    return { bytes: await drain(fd, facts, checkSize, signal), exposed };
  } catch (error) {
    if (errnoOf(error) === 'EBADF') throw new CxError('usage', { hint: `File descriptor ${String(place)} is not open.` });
    throw fileError(error, path, 'read');
  }
}

function checkSize(size: number): void {
  if (size > MAX_BYTES) throw new CxError('usage', { hint: 'The file with the secret is too large to be one.' });
}
