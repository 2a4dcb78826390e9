import { utf8 } from '../../core/bytes.js';
import { type CsvLayout, writeCsv } from '../../core/csv.js';
import { Findings } from '../../core/report.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { closeHeader } from '../writing/header.js';
import { Writing } from '../writing/writing.js';
import { KEEPASSXC, TAGS } from './csv-columns.js';
import { GroupPaths } from './csv-write-groups.js';
import { type Cells, writeRow } from './csv-write-row.js';

/** As `CsvExporter.cpp` lays it out. */
const LAYOUT: CsvLayout = { quoted: true, lineEnd: '\n' };

/**
 * Writes KeePassXC's CSV: one row an item, with the first login, one-time password, note and URL of it. A column for tags stands behind
 * those of KeePassXC when there are any. All else has no place and is reported.
 */
export async function writeCsvFile(vault: Vault, context: Context): Promise<WriteResult> {
  const findings = new Findings();
  const writing = new Writing(vault, 'keepass', findings, context.policy.titles ?? false);
  const groups = new GroupPaths(writing);
  const rows: Cells[] = [];
  closeHeader(vault, writing);
  for (const [a, account] of vault.document.accounts.entries()) {
    const at = `/accounts/${a}`;
    const taker = writing.open(account, at);
    taker.settle('id', 'items', 'collections');
    new Carries(taker, writing).close();
    writing.close(taker);
    groups.enter(account, at);
    // A row has no identifier.
    if (account.items.length > 0) findings.info('id.not-kept', writing.place(`${at}/items`));
    for (const [i, item] of account.items.entries()) {
      if (i % 1000 === 0) {
        context.signal?.throwIfAborted();
        context.progress?.({ stage: 'write', done: i, total: account.items.length });
      }
      const group = groups.cellOf(item.id);
      rows.push(writeRow(item, `${at}/items/${i}`, group, writing));
    }
  }
  groups.close();
  const columns = rows.some(({ tags }) => tags !== '') ? [...KEEPASSXC, TAGS] : KEEPASSXC;
  const heading = columns.map(([name]) => name);
  const text = writeCsv(
    heading,
    rows.map((cells) => columns.map(([, column]) => cells[column])),
    LAYOUT,
  );
  return { output: once(utf8(text)), report: writeReport('keepass', 'csv', vault.document, findings.list) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
