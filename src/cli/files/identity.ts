import { type BigIntStats, fstatSync, lstatSync } from 'node:fs';
import { errnoOf } from './errors.js';

/** Which file it is, whatever names lead to it. */
export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export function sameFile(a: Identity, b: Identity): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}

/** The facts of an open descriptor. Throws the system's error when it is not open. */
export function factsOf(fd: number): BigIntStats {
  return fstatSync(fd, { bigint: true });
}

/** The facts of what stands at a path, a link not followed; undefined when nothing does. */
export function lookAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** True for every name of standard input. */
export function isStdin(path: string): boolean {
  return path === '-' || descriptorOf(path) === 0;
}

/**
 * The number of the descriptor that a path stands for (`/dev/stdin`, `/dev/fd/63`); undefined for every other path.
 * Such a path is used as the descriptor itself: opening it anew would miss a writer that has already gone.
 */
export function descriptorOf(path: string): number | undefined {
  const name = /^\/dev\/(stdin|stdout|stderr)$/.exec(path)?.[1];
  if (name !== undefined) return ['stdin', 'stdout', 'stderr'].indexOf(name);
  const number = /^\/(?:dev\/fd|proc\/self\/fd)\/(0|[1-9][0-9]{0,5})$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}
