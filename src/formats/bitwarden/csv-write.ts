import { utf8 } from '../../core/bytes.js';
import { writeCsv } from '../../core/csv.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import { isNothing } from '../../core/taker.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { joinFields, parseFields, sameFields, splitUris } from './csv-cells.js';
import { ORGANISATION, PERSONAL } from './csv-columns.js';
import { FIELD, ITEM_TYPES } from './names.js';
import { buildExport } from './write.js';

/** Members that CSV has no column for, with the plural noun of the README; all others of an item have one. */
const LOST = ['passwordHistory', 'archivedDate', 'deletedDate'] as const;

/**
 * Writes the CSV, personal or of an organisation, from what the JSON export would hold: what JSON cannot hold is reported by that, what CSV cannot hold is
 * reported here. Cards, identities and the rest become notes whose fields spell them out, so that nothing a person typed is missing.
 */
export async function writeCsvExport(vault: Vault, context: Context): Promise<WriteResult> {
  const { root, findings } = await buildExport(vault, context, ['login', 'secureNote']);
  const places = vault.document.accounts.flatMap((account, a) =>
    account.items.map((item, i) => vault.origins.get(item) ?? `/accounts/${a}/items/${i}`),
  );
  const names = new Map([...list(root['folders']), ...list(root['collections'])].map((row) => [row['id'], text(row['name'])]));
  const columns = root['collections'] === undefined ? PERSONAL : ORGANISATION;
  const rows = list(root['items']).map((item, i) => {
    const cells = writeRow(item, names, places[i] ?? '', findings);
    for (const column of ['folder', 'favorite', 'collections'] as const) {
      if (cells[column] !== '' && !columns.some((known) => known === column))
        findings.loss('target.no-place', 'target-has-no-place', places[i] ?? '');
    }
    return columns.map((column) => cells[column]);
  });
  const report = writeReport('bitwarden', 'csv', vault.document, findings.list);
  return { output: once(utf8(writeCsv(columns, rows))), report };
}

type Cells = Readonly<Record<(typeof PERSONAL)[number] | (typeof ORGANISATION)[number], string>>;

function writeRow(item: JsonObject, folders: ReadonlyMap<unknown, string>, place: Pointer, findings: Findings): Cells {
  const lost = (): void => findings.loss('target.no-place', 'target-has-no-place', place);
  for (const member of LOST) if (!isNothing(item[member])) lost();
  const login = isJsonObject(item['login']) ? item['login'] : {};
  for (const _ of list(login['fido2Credentials'])) findings.loss('passkey.unsupported', 'target-has-no-place', place);
  const uris = list(login['uris']);
  for (const { match } of uris) if (!isNothing(match)) lost();
  const fields = list(item['fields']).map((field) => ({ name: text(field['name']), value: text(field['value']), type: field['type'] }));
  // CSV does not say which fields are hidden, boolean or linked.
  for (const { type } of fields) if (type !== FIELD.text) findings.change('field.type-changed', place);
  const lines = joinFields(fields);
  const urls = uris.map(({ uri }) => text(uri));
  if (!sameFields(parseFields(lines), fields) || splitUris(urls.join(',')).join('\n') !== urls.join('\n'))
    findings.change('target.ambiguous', place);
  const collections = Array.isArray(item['collectionIds']) ? item['collectionIds'].map((id) => folders.get(id) ?? '') : [];
  if (collections.some((name) => name.includes(','))) findings.change('target.ambiguous', place);
  return {
    folder: folders.get(item['folderId']) ?? '',
    collections: collections.join(','),
    favorite: item['favorite'] === true ? '1' : '',
    type: item['type'] === ITEM_TYPES.secureNote ? 'note' : 'login',
    name: text(item['name']),
    notes: text(item['notes']),
    fields: lines,
    reprompt: text(item['reprompt']),
    login_uri: urls.join(','),
    login_username: text(login['username']),
    login_password: text(login['password']),
    login_totp: text(login['totp']),
  };
}

function list(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function text(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
