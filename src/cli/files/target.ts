import { closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { FileError, fileError } from './errors.js';
import { descriptorOf, factsOf, type Identity, lookAt, sameFile } from './identity.js';

/** Where an output goes: a file that appears whole, a descriptor, or a FIFO or device that is streamed to. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'descriptor'; readonly fd: number; readonly path: string }
  | { readonly kind: 'stream'; readonly path: string };

export interface TargetRules {
  /** Replace a plain file that stands there. */
  readonly force: boolean;
  /** Never written over, whatever names lead to them. */
  readonly inputs: readonly Identity[];
}

/**
 * Decides what a path of the command line stands for and refuses what can never be written, before any work is done:
 * `file.exists`, `file.symlink`, `file.is-input`, `file.is-directory`, `file.not-found` (no such folder), `file.not-plain`.
 * Publishing checks again, atomically.
 */
export function targetOf(path: string, rules: TargetRules): Target {
  try {
    const fd = path === '-' ? 1 : descriptorOf(path);
    if (fd !== undefined) {
      refuseInput(factsOf(fd), path, rules);
      return { kind: 'descriptor', fd, path };
    }
    const facts = lookAt(path);
    if (facts?.isFIFO() || facts?.isCharacterDevice()) return { kind: 'stream', path };
    if (facts) refuseStanding(path, rules);
    else checkFolder(dirname(resolve(path)), dirname(path));
    return { kind: 'file', path };
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

/** Throws when what stands at a path may not be replaced. Silent when nothing stands there. */
export function refuseStanding(path: string, rules: TargetRules): void {
  const facts = lookAt(path);
  if (!facts) return;
  if (facts.isSymbolicLink()) throw new FileError('file.symlink', path);
  if (facts.isDirectory()) throw new FileError('file.is-directory', path);
  refuseInput(facts, path, rules);
  if (!facts.isFile()) throw new FileError('file.not-plain', path);
  if (!rules.force) throw new FileError('file.exists', path);
}

/** The folder itself may be reached through a link: the person chose it. */
function checkFolder(folder: string, shown: string): void {
  const facts = statSync(folder, { throwIfNoEntry: false });
  if (!facts) throw new FileError('file.not-found', shown);
  if (!facts.isDirectory()) throw new FileError('file.not-directory', shown);
}

function refuseInput(facts: Identity & { isFile(): boolean }, path: string, { inputs }: TargetRules): void {
  if (facts.isFile() && inputs.some((input) => sameFile(input, facts))) throw new FileError('file.is-input', path);
}

/** True when what is sent to a target becomes readable text on somebody's screen. */
export function isTerminal(target: Target): boolean {
  if (target.kind === 'descriptor') return isatty(target.fd);
  if (target.kind !== 'stream' || !lookAt(target.path)?.isCharacterDevice()) return false;
  const fd = openSync(target.path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  try {
    return isatty(fd);
  } finally {
    closeSync(fd);
  }
}

/** True when standard output goes into a plain file that every user may read. */
export function isExposed(target: Target): boolean {
  if (target.kind !== 'descriptor') return false;
  const facts = factsOf(target.fd);
  return facts.isFile() && (facts.mode & 0o004n) !== 0n;
}

/** True when everyone may rename and delete in the folder of a target, so that its name promises nothing. */
export function isFolderOpen(target: Target): boolean {
  if (target.kind !== 'file') return false;
  const { mode } = statSync(dirname(resolve(target.path)));
  return (mode & 0o002) !== 0 && (mode & 0o1000) === 0;
}
