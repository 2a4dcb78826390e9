import { sha256, utf8 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { child, type Pointer } from '../../core/pointer.js';
import { collect, readAll, type Source, sourceOf } from '../../core/source.js';
import { isZipName, readZip, writeZip, type ZipEntry } from '../../core/zip.js';
import { deriveId } from '../../cxf/identifiers.js';
import { Places } from '../../cxf/places.js';
import type { AnyCredential } from '../../cxf/schema/credential.js';
import { CREDENTIALS, isKnown } from '../../cxf/schema/credential.js';
import type { FileCredential } from '../../cxf/schema/credentials/file.js';
import type { Item } from '../../cxf/schema/item.js';
import { bytesOf, imprintOf } from '../files.js';
import type { Context, ReadResult, WriteResult } from '../format.js';
import { readReport, writeReport } from '../report.js';
import type { FileSource, Vault } from '../vault.js';
import { parseExport } from './parse.js';
import { readExport } from './read-export.js';
import { buildExport } from './write.js';

const DATA = 'data.json';
const FOLDER = 'attachments/';

/** Reads the ZIP of a personal vault: `data.json` and `attachments/<item id>/<file name>`. The JSON does not list the files. */
export async function readZipExport(source: Source, context: Context): Promise<ReadResult> {
  const entries = await readZip(source, context.limits);
  const data = entries.get(DATA);
  if (!data) throw new CxError('zip.entry-missing', { pointer: `/zip/${DATA}` });
  const bytes = await readAll(sourceOf(await collect(data.open())), context.limits);
  const digest = await sha256(bytes);
  const files = new Map<string, FileSource>();
  const pending = new Map([...entries].filter(([name]) => name !== DATA));
  // A pointer shows the place of an entry, never its name.
  const places = new Map([...entries.keys()].map((name, index) => [name, index]));
  const described = new Map<FileCredential, Pointer>();
  const damaged: { readonly place: Pointer; readonly title: string }[] = [];

  async function attach({ item, vendorId }: { readonly item: Item; readonly vendorId: string | undefined }): Promise<Item> {
    const prefix = `${FOLDER}${vendorId ?? ''}/`;
    const own = [...(byFolder.get(prefix) ?? [])];
    if (vendorId === undefined || own.length === 0) return item;
    byFolder.delete(prefix);
    const credentials: AnyCredential[] = [];
    for (const [name, entry] of own) {
      pending.delete(name);
      const place = child('/zip', places.get(name) ?? 0);
      const bytes = await bytesOf(entry);
      if (!bytes) {
        damaged.push({ place, title: item.title });
        continue;
      }
      // Size and hash are of the bytes themselves, never of what the archive claims.
      const id = await deriveId(digest, 'bitwarden', `/zip/${name}`);
      const credential: FileCredential = { type: 'file', id, name: name.slice(prefix.length), ...(await imprintOf(bytes)) };
      described.set(credential, place);
      files.set(credential.id, { size: credential.decryptedSize, open: () => entry.open() });
      credentials.push(credential);
    }
    return { ...item, credentials: [...item.credentials, ...credentials] };
  }

  const byFolder = groupByFolder(entries);
  const { vault, findings } = await readExport(parseExport(bytes, `/zip/${DATA}`, context.limits), context, { attach, files });
  for (const [credential, place] of described) vault.origins.set(credential, place);
  for (const { place, title } of damaged) findings.loss('file.changed', 'invalid-value', place, { title });
  // A file of an item that is not in the JSON, or was left in the trash.
  for (const name of pending.keys()) findings.loss('source.value-unread', 'unsupported', child('/zip', places.get(name) ?? 0));
  return { vault, report: readReport('bitwarden', 'zip', vault, findings.list) };
}

function groupByFolder(entries: ReadonlyMap<string, ZipEntry>): Map<string, [string, ZipEntry][]> {
  const groups = new Map<string, [string, ZipEntry][]>();
  for (const [name, entry] of entries) {
    const folder = /^attachments\/[^/]+\//.exec(name)?.[0];
    if (folder === undefined) continue;
    const group = groups.get(folder);
    if (group) group.push([name, entry]);
    else groups.set(folder, [[name, entry]]);
  }
  return groups;
}

/** Writes the same layout. A second file of one name in one item gets a number; a name that no archive should hold gets a neutral one. */
export async function writeZipExport(vault: Vault, context: Context): Promise<WriteResult> {
  const { root, itemIds, findings } = await buildExport(vault, context, { files: true });
  const places = new Places(vault.document, vault.origins, vault.root);
  const parts: { name: string; open(): AsyncIterable<Uint8Array> }[] = [
    { name: DATA, open: () => once(utf8(JSON.stringify(root, null, 2))) },
  ];
  const names = new Set<string>();
  for (const [a, account] of vault.document.accounts.entries()) {
    for (const [i, item] of account.items.entries()) {
      places.enter(item, `/accounts/${a}/items/${i}`);
      for (const [c, file] of item.credentials.entries()) {
        if (!isKnown(file) || file.type !== 'file') continue;
        const source = vault.files.get(file.id);
        const place = places.place(`/accounts/${a}/items/${i}/credentials/${c}`);
        if (!source) {
          findings.loss('file.missing', 'invalid-value', place);
          continue;
        }
        for (const member of membersBeside(file)) findings.loss('target.no-place', 'target-has-no-place', child(place, member));
        const name = freeName(`${FOLDER}${itemIds.get(item) ?? ''}/`, file.name, names);
        if (!name.endsWith(`/${file.name}`)) findings.change('file.renamed', place);
        parts.push({ name, open: () => source.open() });
      }
    }
  }
  return { output: writeZip(parts), report: writeReport('bitwarden', 'zip', vault.document, findings.list) };
}

/** What a file says beside its own members; the owner's own names are given as their place. */
function membersBeside(file: FileCredential): readonly number[] {
  return Object.keys(file).flatMap((name, index) => (name === 'type' || Object.hasOwn(FILE_MEMBERS, name) ? [] : [index]));
}

const FILE_MEMBERS = CREDENTIALS.file.members;

function freeName(folder: string, wanted: string, used: Set<string>): string {
  const safe = wanted !== '' && !wanted.includes('/') && isZipName(folder + wanted) ? wanted : 'file';
  const dot = safe.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
  let name = folder + safe;
  for (let n = 2; used.has(name.normalize('NFC').toLowerCase()); n++) name = `${folder}${stem} (${n})${ending}`;
  used.add(name.normalize('NFC').toLowerCase());
  return name;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
