import { CxError } from '../../core/errors.js';
import type { Finding } from '../../core/report.js';
import { collect, readAll, type Source, sourceOf } from '../../core/source.js';
import { isZip, readZip } from '../../core/zip.js';
import { unshape } from '../../cxf/importers/unshape.js';
import { parseCxf } from '../../cxf/parse.js';
import type { Context, ReadResult } from '../format.js';
import { readReport } from '../report.js';
import type { FileSource } from '../vault.js';
import { DOCUMENTS, filesOf, INDEX, verified } from './layout.js';

/** Reads a CXF document, alone or in a ZIP with its files. What shaping for an importer did to it is turned back. */
export async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const zipped = isZip(await source.bytes(0, Math.min(source.size, 4)));
  const entries = zipped ? await readZip(source, context.limits) : undefined;
  const index = entries?.get(INDEX);
  if (entries && !index) throw new CxError('zip.entry-missing', { pointer: `/zip/${INDEX}` });
  const bytes = await readAll(index ? sourceOf(await collect(index.open())) : source, context.limits);
  const parsed = await parseCxf(bytes, { limits: context.limits });
  const document = unshape(parsed.document);
  const findings: Finding[] = [...parsed.findings];
  const files = new Map<string, FileSource>();
  for (const file of filesOf(document)) {
    const entry = entries?.get(DOCUMENTS + file.id);
    if (entry) files.set(file.id, { size: file.decryptedSize, open: () => verified(file, entry) });
  }
  const variant = zipped ? 'zip' : 'json';
  const vault = { document, files, origins: new WeakMap() };
  return { vault, report: readReport('cxf', variant, vault, findings) };
}
