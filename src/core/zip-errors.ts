import {
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  ERR_OVERLAPPING_ENTRY,
  ERR_UNSAFE_FILENAME,
  ERR_UNSUPPORTED_ENCRYPTION,
} from '@zip.js/zip.js/lib/zip-core-external.js';
import { CxError } from './errors.js';

const ENCRYPTED = new Set([ERR_ENCRYPTED, ERR_ENCRYPTED_CENTRAL_DIRECTORY, ERR_UNSUPPORTED_ENCRYPTION]);
const HOSTILE = new Set([
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  ERR_OVERLAPPING_ENTRY,
  ERR_UNSAFE_FILENAME,
]);

/**
 * Turns whatever reading an archive threw into `zip.encrypted`, `zip.hostile` or `zip.broken`. Our own errors stay as they are;
 * nothing of a foreign one is kept, because zip.js attaches entry names to some of its errors.
 */
export function zipError(error: unknown): CxError {
  if (error instanceof CxError) return error;
  const message = error instanceof Error ? error.message : '';
  if (ENCRYPTED.has(message)) return new CxError('zip.encrypted');
  return new CxError(HOSTILE.has(message) ? 'zip.hostile' : 'zip.broken');
}
