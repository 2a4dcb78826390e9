import { DEFAULT_LIMITS, type Limits } from '../../core/limits.js';
import { child } from '../../core/pointer.js';
import type { Finding } from '../../core/report.js';
import type { Source } from '../../core/source.js';
import type { ZipEntry } from '../../core/zip.js';
import { parseCxf, type ValidateOptions, type Validation, validateCxf } from '../../cxf/index.js';
import { filesOf, isAsAnnounced } from '../files.js';
import { DOCUMENTS } from './layout.js';
import { openDocument } from './read.js';

/**
 * `validateCxf` for a document alone or in a ZIP with its files. In a ZIP every announced file must be there (`file.missing`, a warning) and
 * be what the document says of it (`file.changed`, an error: CXF §3.3.7). Throws what `validateCxf` and `readZip` throw.
 */
export async function validateSource(source: Source, options: ValidateOptions = {}): Promise<Validation> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { bytes, entries } = await openDocument(source, limits);
  const { valid, findings } = await validateCxf(bytes, options);
  if (!entries) return { valid, findings };
  const files = await fileFindings(bytes, entries, limits);
  return { valid: valid && !files.some(({ severity }) => severity === 'error'), findings: [...findings, ...files] };
}

async function fileFindings(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>, limits: Limits): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { document } = await parseCxf(bytes, { limits });
  const places = [...entries.keys()];
  for (const file of filesOf(document)) {
    const name = DOCUMENTS + file.id;
    const entry = entries.get(name);
    if (!entry) findings.push({ code: 'file.missing', severity: 'warning' });
    else if (!(await isAsAnnounced(file, entry)))
      findings.push({ code: 'file.changed', severity: 'error', source: child('/zip', places.indexOf(name)) });
  }
  return findings;
}
