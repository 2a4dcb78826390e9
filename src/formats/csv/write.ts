import { utf8 } from '../../core/bytes.js';
import { writeCsv } from '../../core/csv.js';
import { Findings } from '../../core/report.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { closeHeader } from '../writing/header.js';
import { leavePasskey } from '../writing/leave.js';
import { sortCredentials } from '../writing/sorted.js';
import { Writing } from '../writing/writing.js';
import { RowWriter } from './row-writer.js';
import type { CsvManager } from './table.js';
import { writeFolders } from './write-folders.js';
import { isLogin, writeItem } from './write-item.js';

/**
 * Writes a manager's table as the manager lays it out: a row for each address of each login. What no column holds goes behind the note where
 * there is one; what has no place at all is reported, and so is what the manager's own importer will refuse.
 */
export async function writeTable(manager: CsvManager, vault: Vault, context: Context): Promise<WriteResult> {
  const findings = new Findings();
  const writing = new Writing(vault, manager.id, findings, context.policy.titles ?? false);
  const rows = new RowWriter(manager, writing);
  closeHeader(vault, writing);
  for (const [a, account] of vault.document.accounts.entries()) {
    const at = `/accounts/${a}`;
    const taker = writing.open(account, at);
    taker.settle('id', 'items', 'collections');
    const carries = new Carries(taker, writing);
    carries.take('cx-collection-order');
    carries.close();
    writing.close(taker);
    const folders = writeFolders(account, at, manager, writing);
    for (const [i, item] of account.items.entries()) {
      if (i % 1000 === 0) {
        context.signal?.throwIfAborted();
        context.progress?.({ stage: 'write', done: i, total: account.items.length });
      }
      const pointer = `${at}/items/${i}`;
      if (!manager.placeholders && !isLogin(item, manager)) {
        const source = writing.open(item, pointer, { title: item.title });
        for (const passkey of sortCredentials(source).passkeys) leavePasskey(passkey, writing, 'passkey.left-behind');
        writing.leave('csv.item-left-out', pointer);
        continue;
      }
      rows.add(item, pointer, writeItem(item, { pointer, folder: folders.get(item.id) ?? '' }, manager, writing));
    }
  }
  const heading = manager.columns.map((column) => column.heading);
  const text = writeCsv(heading, await rows.finished(), manager.layout);
  const bytes = utf8(text);
  if (manager.takes && (bytes.length > manager.takes.bytes || rows.count > manager.takes.rows)) findings.warning('csv.too-large', '');
  return { output: once(bytes), report: writeReport(manager.id, 'csv', vault.document, findings.list) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
