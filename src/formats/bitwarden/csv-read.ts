import { sha256, textOf } from '../../core/bytes.js';
import { parseCsv } from '../../core/csv.js';
import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { Findings } from '../../core/report.js';
import { readAll, type Source } from '../../core/source.js';
import { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Collection, LinkedItem } from '../../cxf/schema/collection.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context, ReadResult } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { readSpelled } from '../reading/spelled.js';
import { readReport } from '../report.js';
import { type FieldLine, parseFields, splitUris } from './csv-cells.js';
import { MEMBERS } from './csv-columns.js';
import { readBody } from './read-body.js';
import { readTotp, scopeOf } from './read-login.js';
import type { Reading } from './reading.js';

/**
 * Reads a CSV export, personal or of an organisation. Columns are found by their headings; a row that is too long, or a column this
 * program does not know, keeps its cells as custom fields. One bad row costs one row.
 */
export async function readCsv(source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const text = textOf(bytes);
  if (text === undefined) throw new CxError('text.not-utf8');
  const table = parseCsv(text, context.limits);
  if (!['name', 'login_password', 'type'].every((column) => table.heading.includes(column))) throw new CxError('format.mismatch');
  const findings = new Findings();
  const reading: Reading = {
    findings,
    origins: new WeakMap(),
    origin: { exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'bitwarden' },
    digest: await sha256(bytes),
    includeTrash: true,
  };
  const folders: Folders = new Map();
  const items: Item[] = [];
  for (const row of table.rows) {
    const at = `/row/${row.number}`;
    const item = await readRow(cellsOf(row.cells, table.heading), at, folders, reading);
    reading.origins.set(item, at);
    items.push(item);
  }
  const collections: Collection[] = [...folders.values()];
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: reading.origin.exporter,
    exporterDisplayName: 'Bitwarden (converted by credential-exchange)',
    timestamp: context.clock(),
    accounts: [{ id: await deriveId(reading.digest, 'bitwarden', ''), username: '', email: '', collections, items }],
  };
  const vault = { document, files: new Map(), origins: reading.origins };
  return { vault, report: readReport('bitwarden', 'csv', vault, findings.list) };
}

/** The folders met so far, by column and path. */
type Folders = Map<string, Collection & { readonly items: LinkedItem[] }>;

/** A cell of a column that Bitwarden does not have. */
interface OwnCell extends FieldLine {
  readonly column: number;
}

/** The cells in the order of their columns, so that a pointer can give the column's index. Cells without a known column keep their heading. */
function cellsOf(cells: readonly string[], heading: readonly string[]): { readonly row: JsonObject; readonly own: readonly OwnCell[] } {
  const row: Record<string, string> = {};
  const own: OwnCell[] = [];
  cells.forEach((cell, i) => {
    const member = MEMBERS.get(heading[i] ?? '');
    const known = member !== undefined && !Object.hasOwn(row, member);
    if (!known && cell !== '') own.push({ name: heading[i] ?? '', value: cell, column: i });
    row[known ? member : `column ${i}`] = known ? cell : '';
  });
  return { row, own };
}

async function readRow({ row: cells, own }: ReturnType<typeof cellsOf>, at: string, folders: Folders, reading: Reading): Promise<Item> {
  const row = new Taker(cells, NONE, undefined, at);
  const item = new ItemBuilder(reading.origin);
  const id = await deriveId(reading.digest, reading.origin.format, at);
  const title = row.text('name') ?? '';
  const type = row.text('type') ?? 'login';
  if (type !== 'login' && type !== 'note') item.setting('csvType', type);
  readBody('login', row, item);
  readTotp(row, item, reading);
  const urls = splitUris(row.text('uri') ?? '');
  // A note with a login's columns, or a login with nothing in them.
  const scope = scopeOf(urls, item);
  const isLogin = item.types.size > 0 || scope !== undefined;
  if (isLogin !== (type === 'login')) item.setting('type', type === 'login' ? 1 : 2);
  const notes = row.text('notes');
  if (notes !== undefined) item.add({ type: 'note', content: { fieldType: 'string', value: notes } });
  for (const { column } of own) reading.findings.change('field.moved', `${at}/${column}`);
  readFields([...parseFields(row.text('fields') ?? ''), ...own], item, () =>
    reading.findings.change('credential.read-from-fields', row.at('fields')),
  );
  const reprompt = row.text('reprompt');
  if (reprompt !== undefined && reprompt !== '0') item.setting('reprompt', reprompt === '1' ? 1 : reprompt);
  const favorite = row.text('favorite');
  if (favorite !== undefined && favorite !== '1') row.leave('favorite');
  await linkFolders(row, id, folders, reading);
  row.close((_, pointer) => reading.findings.loss('source.value-unread', 'invalid-value', pointer));
  return item.build({ id, title, favorite: favorite === '1', scope });
}

const NONE: ReadonlySet<string> = new Set();

/** One folder, or the collections of an organisation, joined by commas. */
async function linkFolders(row: Taker, item: string, folders: Folders, reading: Reading): Promise<void> {
  const { exporter, format } = reading.origin;
  const folder = row.text('folder');
  const paths = [
    ...(folder === undefined ? [] : [{ path: folder, extensions: [] }]),
    ...(row.text('collections')?.split(',') ?? []).map((path) => ({
      path,
      extensions: [carry(exporter, 'cx-settings', format, { members: { kind: 'collection' } })],
    })),
  ];
  for (const { path, extensions } of paths) {
    const key = `/${extensions.length > 0 ? 'collection' : 'folder'}/${path}`;
    const known = folders.get(key) ?? {
      id: await deriveId(reading.digest, format, key),
      title: path,
      items: [],
      ...(extensions.length > 0 && { extensions }),
    };
    folders.set(key, known);
    known.items.push({ item });
  }
}

function readFields(fields: readonly FieldLine[], item: ItemBuilder, told: () => void): void {
  const spelled = readSpelled(
    fields.map((field) => ({ ...field, concealed: undefined })),
    item,
    told,
  );
  fields.forEach(({ name, value }, i) => {
    if (!spelled.has(i)) item.custom(name, value, 'string');
  });
}
