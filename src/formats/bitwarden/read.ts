import { sha256 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject, parseJson } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import { readAll, type Source } from '../../core/source.js';
import { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context, ReadResult } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import { readReport } from '../report.js';
import type { FileSource } from '../vault.js';
import { buildTree, linkItem, lostOrder, readFolders } from './folders.js';
import { BITWARDEN_NAMES } from './names.js';
import { type ReadItem, readItem } from './read-item.js';
import type { Reading } from './reading.js';

/** Called for every item that was read, so that a ZIP can add its attachments to it. */
export type Attach = (read: ReadItem) => Promise<Item>;

/** Reads a plain JSON export, personal or of an organisation. */
export async function readJson(source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const { vault, findings } = await readBytes(bytes, context);
  return { vault, report: readReport('bitwarden', 'json', vault, findings.list) };
}

/** What a ZIP adds to the JSON inside it. */
export interface InZip {
  /** Where the JSON stands. */
  readonly pointer: Pointer;
  readonly attach: Attach;
  readonly files: ReadonlyMap<string, FileSource>;
}

/** The same over bytes, for `data.json` inside a ZIP. */
export async function readBytes(bytes: Uint8Array<ArrayBuffer>, context: Context, zip?: InZip) {
  const at = zip?.pointer ?? '';
  const { value, numbersAsText } = parseJson(bytes, context.limits, { unsafeNumbers: 'text', names: BITWARDEN_NAMES });
  const root = openExport(value);
  const findings = new Findings();
  for (const pointer of numbersAsText) findings.change('json.number-as-text', at + pointer);
  const reading: Reading = {
    findings,
    origins: new WeakMap(),
    origin: { exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'bitwarden' },
    digest: await sha256(bytes),
    includeTrash: context.policy.includeTrash ?? false,
  };
  const taker = new Taker(root, BITWARDEN_NAMES, undefined, at);
  taker.boolean('encrypted');
  const account = await readAccount(taker, reading, zip?.attach, context);
  taker.close((_, pointer, known) => findings.loss('source.value-unread', known ? 'invalid-value' : 'unsupported', pointer));
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: reading.origin.exporter,
    exporterDisplayName: 'Bitwarden (converted by credential-exchange)',
    timestamp: context.clock(),
    accounts: [account],
  };
  return { vault: { document, files: zip?.files ?? new Map<string, FileSource>(), origins: reading.origins }, findings };
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
  reading.origins.set(account, '');
  return account;
}

/** Recognises the encrypted forms before anything else is believed. */
function openExport(value: unknown): JsonObject {
  if (!isJsonObject(value) || (value['encrypted'] !== true && !Array.isArray(value['items']))) throw new CxError('format.mismatch');
  if (value['passwordProtected'] === true) throw new CxError('bitwarden.password-protected');
  if (value['encrypted'] === true) throw new CxError('bitwarden.account-restricted');
  return value;
}
