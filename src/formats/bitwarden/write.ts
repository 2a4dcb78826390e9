import { sha256, utf8 } from '../../core/bytes.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { closeHeader } from '../writing/header.js';
import { Writing } from '../writing/writing.js';
import { JSON_ROOM, type Room } from './room.js';
import { VendorIds, withUnknown } from './vendor-ids.js';
import { collectionRow, type FolderRow, inOrder, type Memberships, membershipOf, reportDangling, writeFolders } from './write-folders.js';
import { writeItem } from './write-item.js';

/** What a Bitwarden export holds, before it becomes text. */
export interface VendorExport {
  readonly root: JsonObject;
  /** The vendor's id of each item of the document. */
  readonly itemIds: ReadonlyMap<Item, string>;
  readonly findings: Findings;
  /** Where in the input a member of the n-th item of the export came from, or a part of it. */
  readonly placeIn: (index: number, below: Pointer) => Pointer;
  /** Where each folder and collection of the export came from, by its id. */
  readonly folderPlaces: ReadonlyMap<string, Pointer>;
}

/** Writes the plain JSON export: personal, or of an organisation when the vault came from one. */
export async function writeJson(vault: Vault, context: Context): Promise<WriteResult> {
  const { root, findings } = await buildExport(vault, context);
  const report = writeReport('bitwarden', 'json', vault.document, findings.list);
  return { output: once(utf8(`${JSON.stringify(root, null, 2)}\n`)), report };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Builds the export. Several accounts become one vault: Bitwarden's file knows no accounts. `room` is what the kind of file has. */
export async function buildExport(vault: Vault, context: Context, room: Partial<Room> = {}): Promise<VendorExport> {
  const findings = new Findings();
  const writing = new Writing(vault, 'bitwarden', findings, context.policy.titles ?? false);
  const ids = new VendorIds(await sha256(utf8(vault.document.accounts.map(({ id }) => id).join('\n'))), writing);
  const itemIds = new Map<Item, string>();
  const rows: FolderRow[] = [];
  const items: JsonObject[] = [];
  const sources: { readonly item: Item; readonly pointer: Pointer }[] = [];
  let unknown: JsonObject = {};
  closeHeader(vault, writing);
  for (const [a, account] of vault.document.accounts.entries()) {
    const at = `/accounts/${a}`;
    const taker = writing.open(account, at);
    taker.settle('id', 'items', 'collections');
    const carries = new Carries(taker, writing);
    const order = carries.take('cx-collection-order')?.['ids'];
    const carriedUnknown = carries.take('cx-unknown-members')?.['members'];
    if (isJsonObject(carriedUnknown)) unknown = { ...unknown, ...carriedUnknown };
    carries.close();
    writing.close(taker);
    const members: Memberships = new Map();
    const found = await writeFolders(account, at, members, writing, ids);
    rows.push(...(Array.isArray(order) ? inOrder(found, order) : found).map(({ row }) => row));
    reportDangling(account, members, findings);
    for (const [i, item] of account.items.entries()) {
      if (i % 1000 === 0) {
        context.signal?.throwIfAborted();
        context.progress?.({ stage: 'write', done: i, total: account.items.length });
      }
      const pointer = `${at}/items/${i}`;
      const id = await ids.of('item', item.id, pointer, item);
      itemIds.set(item, id);
      sources.push({ item, pointer });
      items.push(
        await writeItem(item, pointer, id, membershipOf(members.get(item.id) ?? [], findings), { ...JSON_ROOM, ...room }, writing),
      );
    }
  }
  const organisation = rows.some(({ isCollection }) => isCollection);
  const folders = rows.filter(({ isCollection }) => !isCollection).map(({ id, name }) => ({ id, name }));
  const collections = rows.filter(({ isCollection }) => isCollection).map(collectionRow);
  const root = {
    encrypted: false,
    ...((!organisation || folders.length > 0) && { folders }),
    ...(organisation && { collections }),
    items,
  };
  return {
    root: withUnknown(root, unknown),
    itemIds,
    findings,
    placeIn: (index, below) => {
      const source = sources[index];
      if (!source) return '';
      writing.open(source.item, source.pointer);
      return writing.place(source.pointer + below);
    },
    folderPlaces: new Map(rows.map(({ id, place }) => [id, place])),
  };
}
