import { Findings } from '../../core/report.js';
import { writeZip, type ZipPart } from '../../core/zip.js';
import { shape } from '../../cxf/importers/shape.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import { serializeCxf } from '../../cxf/serialize.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { DOCUMENTS, filesOf, INDEX, verified } from './layout.js';
import { setAsideInvalid } from './valid.js';

/**
 * Writes a CXF document shaped for an importer (`policy.importer`, by default `compatible`). What is written always passes this
 * library's own validation: a credential that would not is set aside in an extension, and reported.
 */
export async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  const findings = new Findings();
  const zipped = variant === 'zip';
  const { policy } = context;
  const announced = filesOf(vault.document);
  const shaped = await shape(
    vault.document,
    {
      importer: policy.importer ?? 'compatible',
      resetCounters: policy.resetCounters ?? false,
      filesTravel: (file) => (zipped || policy.filesBeside === true) && vault.files.has(file),
      origins: vault.origins,
    },
    findings,
  );
  const valid = await setAsideInvalid(shaped, vault.origins, findings);
  const document: CxfDocument = { ...valid, timestamp: context.clock() };
  const written = new Set(filesOf(document).map(({ id }) => id));
  const report = writeReport('cxf', variant, document, findings.list);
  if (!zipped) return { output: serializeCxf(document), report };
  const parts: ZipPart[] = [{ name: INDEX, open: () => serializeCxf(document) }];
  for (const file of announced) {
    const source = written.has(file.id) ? vault.files.get(file.id) : undefined;
    if (source) parts.push({ name: DOCUMENTS + file.id, open: () => verified(file, source) });
  }
  return { output: writeZip(parts), report };
}
