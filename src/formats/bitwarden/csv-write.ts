import { utf8 } from '../../core/bytes.js';
import { writeCsv } from '../../core/csv.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { tokens } from '../../core/pointer.js';
import { Taker } from '../../core/taker.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { joinFields, parseFields, sameFields, splitUris } from './csv-cells.js';
import { type Column, ORGANISATION, PERSONAL } from './csv-columns.js';
import { BITWARDEN_NAMES, FIELD, ITEM_TYPES } from './names.js';
import { buildExport, type VendorExport } from './write.js';

type Cells = Record<Column, string>;

/** The member of the document that a member of the JSON export came from; of all others, an extension. */
const DOCUMENT_MEMBERS: ReadonlyMap<string | undefined, string> = new Map([
  ['creationDate', '/creationAt'],
  ['revisionDate', '/modifiedAt'],
  ['fields', '/credentials'],
]);

/** The member of the document that a column holds; of all others, a credential. "": a folder, which has a place of its own. */
const COLUMN_MEMBERS: Partial<Record<Column, string>> = { name: '/title', login_uri: '/scope', folder: '', collections: '' };

/**
 * Writes the CSV, personal or of an organisation, from what the JSON export would hold: what JSON cannot hold is reported by that, what CSV
 * cannot hold is reported here. Cards, identities and the rest become notes whose fields spell them out, so that nothing a person typed is
 * missing.
 */
export async function writeCsvExport(vault: Vault, context: Context): Promise<WriteResult> {
  const built = await buildExport(vault, context, { bodies: ['login', 'secureNote'], passkeys: false });
  const { root, findings, folderPlaces } = built;
  const folders = new Map([...list(root['folders']), ...list(root['collections'])].map((row) => [row['id'], text(row['name'])]));
  const isPersonal = root['collections'] === undefined;
  const columns: readonly Column[] = isPersonal ? PERSONAL : ORGANISATION;
  const named = new Set<unknown>();
  const rows = list(root['items']).map((item, index) => {
    const row = new Row(item, index, built);
    const cells = row.cells(folders);
    for (const id of isPersonal ? [item['folderId']] : isJsonArray(item['collectionIds']) ? item['collectionIds'] : []) named.add(id);
    if (!isPersonal && cells.favorite !== '') row.lost('/favorite');
    return columns.map((column) => row.wellFormed(column, cells[column]));
  });
  const paths = new Set<string>();
  for (const [id, place] of folderPlaces) {
    const path = folders.get(id) ?? '';
    if (/\p{Cs}/u.test(path)) findings.change('value.normalised', place);
    // A folder stands only in the rows of its items, by its name.
    if (!named.has(id) || path === '') findings.loss('target.no-place', 'target-has-no-place', place);
    else if (paths.has(path)) findings.change('target.ambiguous', place);
    else paths.add(path);
  }
  for (const { externalId, organizationId, id } of list(root['collections'])) {
    for (const value of [externalId, organizationId])
      if (typeof value === 'string') findings.loss('target.no-place', 'target-has-no-place', folderPlaces.get(String(id)) ?? '');
  }
  for (const name of Object.keys(root)) {
    if (!BITWARDEN_NAMES.has(name)) findings.loss('target.no-place', 'target-has-no-place', '/accounts/0/extensions');
  }
  const report = writeReport('bitwarden', 'csv', vault.document, findings.list);
  return { output: once(utf8(writeCsv(columns, rows))), report };
}

/** One item on its way into cells. What no cell takes is a loss. */
class Row {
  private readonly item: Taker;
  private readonly index: number;
  private readonly built: VendorExport;

  constructor(item: JsonObject, index: number, built: VendorExport) {
    this.item = new Taker(item, BITWARDEN_NAMES);
    this.index = index;
    this.built = built;
  }

  lost(below: string): void {
    this.built.findings.loss('target.no-place', 'target-has-no-place', this.built.placeIn(this.index, below));
  }

  cells(folders: ReadonlyMap<unknown, string>): Cells {
    const { item } = this;
    const { folderId, collectionIds } = item.value;
    const ids = isJsonArray(collectionIds) ? collectionIds : [];
    const collections = ids.map((id) => folders.get(id) ?? '');
    if (collections.some((name) => name.includes(','))) this.ambiguous('');
    item.settle('id', 'folderId', 'collectionIds');
    const type = item.number('type');
    const body = item.object('secureNote');
    if (body?.value['type'] === 0) body.settle('type');
    const login = item.object('login');
    const reprompt = item.raw('reprompt');
    const cells = {
      folder: folders.get(folderId) ?? '',
      collections: collections.join(','),
      favorite: item.boolean('favorite') === true ? '1' : '',
      type: type === ITEM_TYPES.secureNote ? 'note' : 'login',
      name: item.text('name') ?? '',
      notes: item.text('notes') ?? '',
      fields: this.fields(),
      reprompt: typeof reprompt === 'string' ? reprompt : JSON.stringify(reprompt ?? 0),
      login_uri: this.uris(login),
      login_username: login?.text('username') ?? '',
      login_password: login?.text('password') ?? '',
      login_totp: login?.text('totp') ?? '',
    };
    item.close((_, pointer) => this.lost(DOCUMENT_MEMBERS.get(tokens(pointer)[0]) ?? '/extensions'));
    return cells;
  }

  /** A lone surrogate has no UTF-8. */
  wellFormed(column: Column, cell: string): string {
    const plain = cell.replaceAll(/\p{Cs}/gu, '\ufffd');
    if (plain !== cell && COLUMN_MEMBERS[column] !== '')
      this.built.findings.change('value.normalised', this.built.placeIn(this.index, COLUMN_MEMBERS[column] ?? '/credentials'));
    return plain;
  }

  private ambiguous(below: string): void {
    this.built.findings.change('target.ambiguous', this.built.placeIn(this.index, below));
  }

  private fields(): string {
    const fields = this.item.objects('fields').map((field) => {
      // CSV does not say which fields are hidden, boolean or linked.
      if (field.number('type') !== FIELD.text)
        this.built.findings.change('field.type-changed', this.built.placeIn(this.index, '/credentials'));
      return { name: field.text('name') ?? '', value: field.text('value') ?? '' };
    });
    const lines = joinFields(fields);
    if (!sameFields(parseFields(lines), fields)) this.ambiguous('/credentials');
    return lines;
  }

  private uris(login: Taker | undefined): string {
    const uris = (login?.objects('uris') ?? []).map((entry) => entry.text('uri') ?? '');
    const cell = uris.join(',');
    if (splitUris(cell).join('\n') !== uris.join('\n')) this.ambiguous('/scope');
    return cell;
  }
}

function list(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
