import { sha256 } from '../../core/bytes.js';
import { Findings } from '../../core/report.js';
import { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import type { FileSource, Vault } from '../vault.js';
import { buildTree, linkItem, lostOrder, readFolders } from './folders.js';
import { BITWARDEN_NAMES } from './names.js';
import { type ExportText, plainExport } from './parse.js';
import { type ReadItem, readItem } from './read-item.js';
import type { Reading } from './reading.js';

/** Called for every item that was read, so that a ZIP can add its attachments to it. */
export type Attach = (read: ReadItem) => Promise<Item>;

/** What stands beside the export in a ZIP. */
export interface Beside {
  readonly attach: Attach;
  readonly files: ReadonlyMap<string, FileSource>;
}

/** Reads a plain export, personal or of an organisation, wherever it was found. Identifiers are derived from its own bytes. */
export async function readExport(
  text: ExportText,
  context: Context,
  beside?: Beside,
): Promise<{ readonly vault: Vault; readonly findings: Findings }> {
  const root = plainExport(text);
  const findings = new Findings();
  for (const pointer of text.numbersAsText) findings.change('json.number-as-text', text.at + pointer);
  const reading: Reading = {
    findings,
    origins: new WeakMap(),
    origin: { exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'bitwarden' },
    digest: await sha256(text.bytes),
    includeTrash: context.policy.includeTrash ?? false,
  };
  const taker = new Taker(root, BITWARDEN_NAMES, undefined, text.at);
  taker.boolean('encrypted');
  const account = await readAccount(taker, reading, beside?.attach, context);
  taker.close((_, pointer, known) => findings.loss('source.value-unread', known ? 'invalid-value' : 'unsupported', pointer));
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: reading.origin.exporter,
    exporterDisplayName: 'Bitwarden (converted by credential-exchange)',
    timestamp: context.clock(),
    accounts: [account],
  };
  return { vault: { document, files: beside?.files ?? new Map(), origins: reading.origins }, findings };
}

async function readAccount(root: Taker, reading: Reading, attach: Attach | undefined, context: Context) {
  const folders = await readFolders(root, reading);
  const used = new Set<string>();
  const items: Item[] = [];
  const sources = root.objects('items');
  for (const [index, source] of sources.entries()) {
    if (index % 1000 === 0) {
      context.signal?.throwIfAborted();
      context.progress?.({ stage: 'read', done: index, total: sources.length });
    }
    const read = await readItem(source, used, reading);
    if (!read) continue;
    linkItem(source, read.item.id, folders, reading);
    items.push(attach ? await attach(read) : read.item);
    source.release();
  }
  const collections = buildTree(folders, reading);
  const { exporter, format } = reading.origin;
  const order = lostOrder(folders, collections);
  const unknown = root.unknownMembers();
  const extensions = [
    ...(order ? [carry(exporter, 'cx-collection-order', format, { ids: order })] : []),
    ...(unknown ? [carry(exporter, 'cx-unknown-members', format, { members: unknown })] : []),
  ];
  if (unknown) reading.findings.info('source.member-unknown', root.pointer);
  const id = await deriveId(reading.digest, format, '');
  const account = { id, username: '', email: '', collections, items, ...(extensions.length > 0 && { extensions }) };
  // What it carries stands in the export itself.
  reading.origins.set(account, root.pointer);
  return account;
}
