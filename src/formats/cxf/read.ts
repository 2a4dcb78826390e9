import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import { child, type Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import { collect, readAll, type Source, sourceOf } from '../../core/source.js';
import { isZip, readZip, type ZipEntry } from '../../core/zip.js';
import { unshape } from '../../cxf/importers/unshape.js';
import { type Parsing, parseWithOrigins } from '../../cxf/parse.js';
import type { Origins } from '../../cxf/places.js';
import { filesOf, withFiles } from '../files.js';
import type { Context, ReadResult } from '../format.js';
import { readReport } from '../report.js';
import type { FileId } from '../vault.js';
import { DOCUMENTS, INDEX } from './layout.js';

/** Reads a CXF document, alone or in a ZIP with its files. What shaping for an importer did to it is turned back. */
export async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const { bytes, entries } = await openDocument(source, context.limits);
  const at = entries ? `/zip/${INDEX}` : '';
  const parsed = await parsedAt(bytes, context, at);
  const root = at + parsed.root;
  const origins: Origins = new WeakMap();
  for (const [object, pointer] of parsed.origins) origins.set(object, at + pointer);
  const document = unshape(parsed.document, origins, root);
  const findings = new Findings();
  for (const finding of parsed.findings) findings.add({ ...finding, source: at + (finding.source ?? '') });
  const found = new Map<FileId, ZipEntry>();
  const used = new Set([INDEX]);
  for (const { id } of filesOf(document)) {
    const entry = entries?.get(DOCUMENTS + id);
    used.add(DOCUMENTS + id);
    if (entry) found.set(id, entry);
  }
  // Files that the document does not announce.
  [...(entries?.keys() ?? [])].forEach((name, place) => {
    if (!used.has(name)) findings.loss('source.value-unread', 'unsupported', child('/zip', place));
  });
  const vault = await withFiles({ document, files: new Map(), origins, root }, found, findings);
  return { vault, report: readReport('cxf', entries ? 'zip' : 'json', vault, findings.list) };
}

async function parsedAt(bytes: Uint8Array, context: Context, at: Pointer): Promise<Parsing> {
  try {
    return await parseWithOrigins(bytes, { limits: context.limits });
  } catch (error) {
    throw error instanceof CxError && at !== '' ? error.at(at) : error;
  }
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
