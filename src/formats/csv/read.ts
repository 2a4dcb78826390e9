import { sha256, textOf } from '../../core/bytes.js';
import { parseDamagedCsv } from '../../core/csv.js';
import { CxError } from '../../core/errors.js';
import { Findings } from '../../core/report.js';
import { readAll, type Source } from '../../core/source.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context, ReadResult } from '../format.js';
import { isHeadless } from '../headless.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import { readReport } from '../report.js';
import { columnsOf, isTableOfLogins, rowOf } from './cells.js';
import { decodeEntities, isEncoded } from './entities.js';
import { Folders } from './folders.js';
import { Joining } from './join-rows.js';
import { type Reading, readRow } from './read-row.js';
import type { CsvManager } from './table.js';

/**
 * Reads a manager's table. Columns are found by their headings, in any order and case; cells of other columns become custom fields. One
 * bad row costs one row. Throws `text.not-utf8`, `format.mismatch`, `csv.no-heading`, `csv.heading-twice`, `csv.broken`.
 */
export async function readTable(manager: CsvManager, source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const text = textOf(bytes);
  if (text === undefined) throw new CxError('text.not-utf8');
  const table = parseDamagedCsv(text, context.limits);
  const columns = columnsOf(manager, table.heading);
  // Detection asks for more; who names the manager may have a table that its own importer would take.
  if (!isTableOfLogins(columns)) throw new CxError(isHeadless(table.heading) ? 'csv.no-heading' : 'format.mismatch');
  const findings = new Findings();
  const digest = await sha256(bytes);
  const exporter = context.policy.exporter ?? DEFAULT_EXPORTER;
  const reading: Reading = { manager, findings, digest, origin: { exporter, format: manager.id }, ids: new Set(), folders: new Folders() };
  for (const number of table.broken) findings.loss('csv.row-broken', 'invalid-value', `/row/${number}`);
  const origins = new WeakMap<object, string>();
  const items: Item[] = [];
  const joining = new Joining(manager);
  const decodes = manager.entities === true && isEncoded(table.rows);
  for (const { number, cells } of table.rows) {
    if (number % 1000 === 0) context.signal?.throwIfAborted();
    if (cells.every((cell) => cell === '')) continue;
    if (manager.exactWidth && cells.length !== table.heading.length) {
      findings.loss('csv.row-broken', 'invalid-value', `/row/${number}`);
      continue;
    }
    const row = rowOf(number, decodes ? decoded(cells, number, findings) : cells, table.heading, columns);
    const last = items.at(-1);
    const joined = joining.join(last, row);
    if (last && joined) {
      findings.info('csv.rows-joined', row.pointer);
      const origin = origins.get(last);
      if (origin !== undefined) origins.set(joined, origin);
      items[items.length - 1] = joined;
      continue;
    }
    const item = await readRow(row, reading);
    if (!item) {
      joining.reset();
      continue;
    }
    origins.set(item, row.pointer);
    items.push(item);
  }
  const collections = await reading.folders.collections((pointer) => deriveId(digest, manager.id, pointer));
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: exporter,
    exporterDisplayName: `${manager.label} (converted by credential-exchange)`,
    timestamp: context.clock(),
    accounts: [{ id: await deriveId(digest, manager.id, ''), username: '', email: '', collections, items }],
  };
  const vault = { document, files: new Map(), origins };
  return { vault, report: readReport(manager.id, 'csv', vault, findings.list) };
}

/** The cells as they were meant, each that changes a change. */
function decoded(cells: readonly string[], number: number, findings: Findings): string[] {
  return cells.map((cell, i) => {
    const text = decodeEntities(cell);
    if (text !== cell) findings.change('csv.entities-decoded', `/row/${number}/${i}`);
    return text;
  });
}
