import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errnoOf, FileError } from './errors.js';
import { lookAt } from './identity.js';
import { NewFile } from './new.js';
import { refuseStanding, type TargetRules } from './target.js';

/**
 * One output that is complete under a hidden name and waits for its own. Creating, publishing and removing are single
 * synchronous steps: no interruption can fall between a file and the note of it.
 */
export interface Staged {
  /** Gives it its name. Throws when something stands there that may not be replaced. */
  publish(): void;
  /** Takes the name away again and puts back what stood there. May be called after a `publish` that failed half-way. */
  withdraw(): void;
  /** Removes what is left under hidden names. */
  clear(): void;
}

/** What a file system without hard links answers (FAT, some network folders). */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A hidden name beside the target, on the same file system, that nobody can guess. */
function hiddenSibling(path: string): string {
  return join(dirname(resolve(path)), `.cxf-${randomBytes(12).toString('hex')}.tmp`);
}

export class StagedFile implements Staged {
  readonly content: NewFile;
  private readonly temp: string;
  private readonly backup: string;
  private readonly path: string;
  private readonly rules: TargetRules;
  private done: 'created' | 'replaced' | undefined;

  constructor(path: string, rules: TargetRules) {
    this.path = path;
    this.rules = rules;
    this.temp = hiddenSibling(path);
    this.backup = hiddenSibling(path);
    this.content = new NewFile(this.temp);
  }

  publish(): void {
    refuseStanding(this.path, this.rules);
    // Only with --force does anything still stand there. rename() replaces the name itself, never what a link points to.
    if (lookAt(this.path)) {
      keep(this.path, this.backup);
      this.done = 'replaced';
      renameSync(this.temp, this.path);
    } else {
      // link() fails when the name is taken, in one step: nothing that appeared meanwhile is overwritten.
      const linked = tryLink(this.temp, this.path);
      // Without links, an empty file claims the name; the rename then replaces nothing but that.
      if (!linked) new NewFile(this.path).close();
      this.done = 'created';
      if (!linked) renameSync(this.temp, this.path);
    }
  }

  withdraw(): void {
    if (this.done === 'replaced') renameSync(this.backup, this.path);
    else if (this.done === 'created') unlinkSync(this.path);
    this.done = undefined;
  }

  clear(): void {
    this.content.close();
    rmSync(this.temp, { force: true });
    rmSync(this.backup, { force: true });
  }
}

/** A folder of mode 0700 with files of mode 0600, all of it new. */
export class StagedFolder implements Staged {
  private readonly temp: string;
  private readonly path: string;
  private published = false;

  constructor(path: string) {
    this.path = path;
    this.temp = hiddenSibling(path);
    mkdirSync(this.temp, { mode: 0o700 });
  }

  /** A new file in it, under its final name: the folder's own name is what publishes it. */
  add(name: string): NewFile {
    return new NewFile(join(this.temp, name));
  }

  publish(): void {
    if (lookAt(this.path)) throw new FileError('file.exists', this.path);
    renameSync(this.temp, this.path);
    this.published = true;
  }

  withdraw(): void {
    if (this.published) renameSync(this.path, this.temp);
    this.published = false;
  }

  clear(): void {
    rmSync(this.temp, { recursive: true, force: true });
  }
}

/** A second name for what stands at `path`, so that it can be put back. */
function keep(path: string, backup: string): void {
  if (!tryLink(path, backup)) renameSync(path, backup);
}

/** False on a file system without hard links. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (NO_LINKS.has(errnoOf(error))) return false;
    throw error;
  }
}
