import { readAll, type Source } from '../../core/source.js';
import type { Context, ReadResult } from '../format.js';
import { readReport } from '../report.js';
import { isProtected, parseExport } from './parse.js';
import { readExport } from './read-export.js';

/** Where the export stands that a protected one holds. */
const INSIDE = '/data';

/** Reads a JSON export, personal or of an organisation, plain or protected by a password. */
export async function readJson(source: Source, context: Context): Promise<ReadResult> {
  const text = parseExport(await readAll(source, context.limits), '', context.limits);
  if (!isProtected(text.value)) {
    const { vault, findings } = await readExport(text, context);
    return { vault, report: readReport('bitwarden', 'json', vault, findings.list) };
  }
  const { openProtected } = await import('./read-protected.js');
  const opened = await openProtected(text.value, context);
  const { vault, findings } = await readExport(parseExport(opened.bytes, INSIDE, context.limits), context);
  return { vault, report: readReport('bitwarden', 'json-encrypted', vault, [...opened.findings.list, ...findings.list]) };
}
