import { isJsonArray, type JsonObject } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { FileId, FileSource } from '../vault.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { Held } from './held.js';
import type { KdbxBinary } from './kdbx/kdbx.js';

/** The attachments of all entries: an entry refers to one by its index. */
export class Binaries {
  readonly list: KdbxBinary[] = [];
  private readonly files: ReadonlyMap<FileId, FileSource>;

  constructor(files: ReadonlyMap<FileId, FileSource>) {
    this.files = files;
  }

  /** The index of a file; undefined when its bytes are not at hand. */
  add(id: string, isProtected: boolean): number | undefined {
    const source = this.files.get(id);
    if (!source) return undefined;
    return this.list.push({ size: source.size, isProtected, open: () => source.open() }) - 1;
  }
}

/** files → `Binary`, each name once in an entry. Size and hash follow from the bytes. */
export function writeFiles(files: readonly Taker[], carries: Carries, binaries: Binaries, held: Held, writing: Writing): JsonObject[] {
  const carried = carries.setting('protectedFiles');
  const isProtected = new Set(isJsonArray(carried) ? carried : []);
  const names = new Map<string, number>();
  return files.flatMap((file) => {
    const id = String(file.value['id']);
    const index = binaries.add(id, isProtected.has(id));
    if (index === undefined) {
      writing.findings.loss('file.missing', 'invalid-value', writing.placeOf(file.value, file.pointer), writing.subject);
      file.settle(...Object.keys(file.value));
      return [];
    }
    file.settle('id', 'decryptedSize', 'integrityHash');
    const wanted = file.text('name') ?? '';
    const name = freeName(held.text(wanted, file.pointer), names);
    if (name !== wanted) writing.findings.change('file.renamed', writing.placeOf(file.value, file.pointer), writing.subject);
    return [{ Key: name, Value: { '@Ref': String(index) } }];
  });
}

/** `used`: the names that are taken, each with the number that the next file of that name gets. */
function freeName(wanted: string, used: Map<string, number>): string {
  const safe = wanted === '' ? 'file' : wanted;
  const dot = safe.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
  let name = safe;
  let number = used.get(safe) ?? 2;
  for (; used.has(name); number++) name = `${stem} (${number})${ending}`;
  used.set(safe, number);
  if (name !== safe) used.set(name, 2);
  return name;
}
