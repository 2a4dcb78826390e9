import { Findings } from '../../core/report.js';
import { writeZip, type ZipPart } from '../../core/zip.js';
import { shape } from '../../cxf/importers/shape.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import { serializeCxf } from '../../cxf/serialize.js';
import { announcedFiles } from '../files.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { FileId, FileSource, Vault } from '../vault.js';
import { DOCUMENTS, INDEX } from './layout.js';
import { setAsideInvalid, type Unique, uniqueIds } from './valid.js';

/**
 * Writes a CXF document shaped for an importer (`policy.importer`, by default `compatible`). What is written always passes this
 * library's own validation: a credential that would not is set aside in an extension, and reported.
 */
export async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  const findings = new Findings();
  const zipped = variant === 'zip';
  const { policy } = context;
  const unique = await uniqueIds(vault.document, vault, findings);
  const files = bytesById(vault, unique);
  const shaped = await shape(
    unique.document,
    {
      importer: policy.importer ?? 'compatible',
      resetCounters: policy.resetCounters ?? false,
      filesMissing: (file) => !files.has(file),
      filesTravel: (file) => (zipped || policy.filesBeside === true) && files.has(file),
      origins: vault.origins,
      root: vault.root,
    },
    findings,
  );
  const valid = setAsideInvalid(shaped, vault, findings);
  const document: CxfDocument = { ...valid, timestamp: context.clock() };
  // CXF §3.1: the moment this document was completed.
  if (vault.root !== undefined && document.timestamp !== valid.timestamp) findings.change('header.replaced', `${vault.root}/timestamp`);
  const report = writeReport('cxf', variant, document, findings.list);
  const announced = announcedFiles(document, files);
  if (!zipped) return { output: serializeCxf(document), report, files: announced };
  const parts: ZipPart[] = [{ name: INDEX, open: () => serializeCxf(document) }];
  for (const [id, source] of announced) parts.push({ name: DOCUMENTS + id, open: () => source.open() });
  return { output: writeZip(parts), report, files: announced };
}

/** The bytes of the files, also under the ids that they got instead of ones that were taken. */
function bytesById(vault: Vault, { files }: Unique): ReadonlyMap<FileId, FileSource> {
  if (files.size === 0) return vault.files;
  const bytes = new Map(vault.files);
  for (const [id, former] of files) {
    const source = vault.files.get(former);
    if (source) bytes.set(id, source);
  }
  return bytes;
}
