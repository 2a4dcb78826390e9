import type { Code } from '../../core/codes/index.js';
import { CxError, type ErrorFacts } from '../../core/errors.js';

/** An error about one file that the person named; the only error that knows a path. */
export class FileError extends CxError {
  readonly path: string;

  constructor(code: Code, path: string, facts: ErrorFacts = {}) {
    super(code, facts);
    this.path = path;
  }
}

const CODES: Readonly<Record<string, Code>> = {
  ENOENT: 'file.not-found',
  ENOTDIR: 'file.not-directory',
  EACCES: 'file.denied',
  EPERM: 'file.denied',
  EISDIR: 'file.is-directory',
  EEXIST: 'file.exists',
  ELOOP: 'file.symlink',
  EPIPE: 'output.closed',
  ECONNRESET: 'output.closed',
  ENXIO: 'file.not-plain',
};

/** The system's name of an error (`ENOENT`); undefined for an error that no system call gave. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns an error of the system into one of ours. Any other error comes back as it is. */
export function fileError(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  const errno = errnoOf(error);
  if (errno === undefined || error instanceof CxError) return error;
  return new FileError(CODES[errno] ?? (doing === 'read' ? 'input.unreadable' : 'file.write-failed'), path);
}
