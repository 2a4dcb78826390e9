import { sha256, toBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import { child } from '../../core/pointer.js';
import type { Finding } from '../../core/report.js';
import { collect, readAll, type Source, sourceOf } from '../../core/source.js';
import { isZip, readZip, type ZipEntry } from '../../core/zip.js';
import { unshape } from '../../cxf/importers/unshape.js';
import { parseCxf } from '../../cxf/parse.js';
import { isKnown } from '../../cxf/schema/credential.js';
import type { FileCredential } from '../../cxf/schema/credentials/file.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import type { Context, ReadResult } from '../format.js';
import { readReport } from '../report.js';
import type { FileSource } from '../vault.js';

/** The entry of the document in a ZIP, and the folder of the files; CXF defines none, CXP §3.4 has `index` and `documents`. */
export const INDEX = 'index.json';
export const DOCUMENTS = 'documents/';

/** Reads a CXF document, alone or in a ZIP with its files. What shaping for an importer did to it is turned back. */
export async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const { bytes, entries } = await openDocument(source, context.limits);
  const parsed = await parseCxf(bytes, { limits: context.limits });
  const document = unshape(parsed.document);
  const findings: Finding[] = [...parsed.findings];
  const files = new Map<string, FileSource>();
  for (const file of filesOf(document)) {
    const entry = entries?.get(DOCUMENTS + file.id);
    if (entry) files.set(file.id, { size: file.decryptedSize, open: () => verified(file, entry) });
  }
  // An entry that the document does not announce belongs to nothing.
  const announced = new Set([INDEX, ...[...files.keys()].map((id) => DOCUMENTS + id)]);
  [...(entries?.keys() ?? [])].forEach((name, i) => {
    if (!announced.has(name))
      findings.push({ code: 'source.value-unread', severity: 'loss', reason: 'unsupported', source: child('/zip', i) });
  });
  const variant = entries ? 'zip' : 'json';
  const vault = { document, files, origins: new WeakMap() };
  return { vault, report: readReport('cxf', variant, vault, findings) };
}

/** The document's own bytes and, when it came in a ZIP, the entries beside it. Throws `zip.entry-missing` and what `readZip` throws. */
export async function openDocument(source: Source, limits: Limits): Promise<OpenDocument> {
  if (!isZip(await source.bytes(0, Math.min(source.size, 4)))) return { bytes: await readAll(source, limits), entries: undefined };
  const entries = await readZip(source, limits);
  const index = entries.get(INDEX);
  if (!index) throw new CxError('zip.entry-missing', { pointer: `/zip/${INDEX}` });
  return { bytes: await readAll(sourceOf(await collect(index.open())), limits), entries };
}

interface OpenDocument {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: ReadonlyMap<string, ZipEntry> | undefined;
}

/** Every announced file of a document. */
export function filesOf(document: CxfDocument): FileCredential[] {
  return document.accounts.flatMap(({ items }) =>
    items.flatMap(({ credentials }) => credentials.filter(isKnown).filter((credential) => credential.type === 'file')),
  );
}

/** The bytes of a file, handed on only when size and SHA-256 are as announced (CXF §3.3.7). Throws `file.changed`. */
export async function* verified(file: FileCredential, source: Pick<FileSource, 'open'>): AsyncGenerator<Uint8Array> {
  const bytes = await collect(source.open());
  const hash = toBase64Url(await sha256(bytes));
  if (bytes.length !== file.decryptedSize || hash !== file.integrityHash) throw new CxError('file.changed');
  yield bytes;
}
