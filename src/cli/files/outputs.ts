import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CxError } from '../../core/errors.js';
import type { FileSource } from '../../formats/vault.js';
import { FileError, fileError } from './errors.js';
import { lookAt } from './identity.js';
import { attachmentName } from './names.js';
import type { NewFile } from './new.js';
import { type Staged, StagedFile, StagedFolder } from './staged.js';
import type { TargetRules } from './target.js';

/** Outputs that are neither published nor cleared; an interruption clears them. */
const unfinished = new Set<Outputs>();

/** Removes every unpublished output at once, without waiting for anything. For interruptions and crashes. */
export function abandonOutputs(): void {
  for (const outputs of unfinished) outputs.clear();
}

/** Files and folders that appear together or not at all. */
export class Outputs {
  private readonly staged: { readonly path: string; readonly entry: Staged }[] = [];
  private closed = false;
  private readonly rules: TargetRules;
  private readonly signal: AbortSignal;

  constructor(rules: TargetRules, signal: AbortSignal) {
    this.rules = rules;
    this.signal = signal;
    unfinished.add(this);
  }

  /** Writes a file under a hidden name beside its own. */
  async file(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const { content } = this.add(path, () => new StagedFile(path, this.rules));
    await this.fill(path, content, chunks);
  }

  /**
   * Writes attachments: a new folder, or new files in one that stands there.
   * Throws `file.name-refused` before a byte is written when a name is not safe everywhere.
   */
  async folder(path: string, files: ReadonlyMap<string, FileSource>): Promise<void> {
    const named = [...files].map(([id, file]) => ({ name: attachmentName(id), file }));
    if (named.length === 0) return;
    if (folderStands(path)) {
      for (const { name, file } of named) await this.file(join(path, name), file.open());
      return;
    }
    const folder = this.add(path, () => new StagedFolder(path));
    for (const { name, file } of named) {
      await this.fill(
        join(path, name),
        attempt(path, () => folder.add(name)),
        file.open(),
      );
    }
  }

  /** Gives every output its name, all or none, in the order of their writing. */
  publish(): void {
    if (this.closed) throw new CxError('interrupted');
    const begun: Staged[] = [];
    try {
      for (const { path, entry } of this.staged) {
        begun.push(entry);
        attempt(path, () => entry.publish());
      }
    } catch (error) {
      for (const entry of begun.toReversed()) entry.withdraw();
      throw error;
    }
    const folders = new Set(this.staged.map(({ path }) => dirname(resolve(path))));
    this.clear();
    for (const folder of folders) syncFolder(folder);
  }

  /** Removes everything that has not been published. May be called again. */
  clear(): void {
    this.closed = true;
    unfinished.delete(this);
    for (const { entry } of this.staged.splice(0)) entry.clear();
  }

  private add<T extends Staged>(path: string, create: () => T): T {
    if (this.closed || this.signal.aborted) throw new CxError('interrupted');
    const entry = attempt(path, create);
    this.staged.push({ path, entry });
    return entry;
  }

  private async fill(path: string, file: NewFile, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await file.fill(chunks, this.signal);
    } catch (error) {
      throw fileError(error, path, 'write');
    }
  }
}

/** True for a folder, false for nothing. A link or anything else in that place is refused. */
export function folderStands(path: string): boolean {
  return attempt(path, () => {
    const facts = lookAt(path);
    if (facts?.isSymbolicLink()) throw new FileError('file.symlink', path);
    if (facts && !facts.isDirectory()) throw new FileError('file.not-directory', path);
    if (!facts && !statSync(dirname(resolve(path)), { throwIfNoEntry: false })) throw new FileError('file.not-found', dirname(path));
    return facts !== undefined;
  });
}

function attempt<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

/** Makes the names last through a power cut, where the system can; the content is on the disk already. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Not every system can open a folder or flush it (Windows, some network folders). The outputs are complete all the same.
  }
}
