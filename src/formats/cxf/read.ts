import { sha256, toBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { collect, readAll, type Source, sourceOf } from '../../core/source.js';
import { isZip, readZip } from '../../core/zip.js';
import { unshape } from '../../cxf/importers/unshape.js';
import { parseWithOrigins } from '../../cxf/parse.js';
import { placesOf } from '../../cxf/places.js';
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
  const zipped = isZip(await source.bytes(0, Math.min(source.size, 4)));
  const entries = zipped ? await readZip(source, context.limits) : undefined;
  const index = entries?.get(INDEX);
  if (entries && !index) throw new CxError('zip.entry-missing', { pointer: `/zip/${INDEX}` });
  const bytes = await readAll(index ? sourceOf(await collect(index.open())) : source, context.limits);
  const parsed = await parseWithOrigins(bytes, { limits: context.limits });
  const made = new Map<object, object>();
  const document = unshape(parsed.document, made);
  const files = new Map<string, FileSource>();
  for (const file of filesOf(document)) {
    const entry = entries?.get(DOCUMENTS + file.id);
    if (entry) files.set(file.id, { size: file.decryptedSize, open: () => verified(file, entry) });
  }
  const variant = zipped ? 'zip' : 'json';
  const vault = { document, files, origins: placesOf(parsed, document, made) };
  return { vault, report: readReport('cxf', variant, vault, parsed.findings) };
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
