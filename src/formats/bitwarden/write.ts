import { sha256, utf8 } from '../../core/bytes.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';
import { Findings } from '../../core/report.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Collection } from '../../cxf/schema/collection.js';
import type { Account } from '../../cxf/schema/document.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { Writing } from '../writing/writing.js';
import { uuidOfId } from './ids.js';
import { BODY_NAMES, type Body } from './names.js';
import { writeItem } from './write-item.js';

interface FolderRow {
  readonly id: string;
  readonly name: string;
  readonly isCollection: boolean;
  readonly settings: JsonObject;
}

/** What a Bitwarden export holds, before it becomes text. */
export interface VendorExport {
  readonly root: JsonObject;
  /** The vendor's id of each item of the document. Two accounts may use the same CXF id, so the item itself is the key. */
  readonly itemIds: ReadonlyMap<Item, string>;
  readonly findings: Findings;
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

/** Builds the export. Several accounts become one vault: Bitwarden's file knows no accounts. `bodies` are those that the kind of file has. */
export async function buildExport(vault: Vault, context: Context, bodies: readonly Body[] = BODY_NAMES): Promise<VendorExport> {
  const findings = new Findings();
  const writing = new Writing(vault, 'bitwarden', findings, context.policy.titles ?? false);
  const digest = await sha256(utf8(vault.document.accounts.map(({ id }) => id).join('\n')));
  const itemIds = new Map<Item, string>();
  const used = new Set<string>();

  async function vendorId(id: string, pointer: string, object: object): Promise<string> {
    const own = uuidOfId(id);
    if (own !== undefined && !used.has(own)) {
      used.add(own);
      return own;
    }
    findings.change('id.replaced', writing.placeOf(object, `${pointer}/id`));
    return uuidOfId(await deriveId(digest, 'bitwarden', `${pointer}/${id}`)) ?? '';
  }

  const rows: FolderRow[] = [];
  const items: JsonObject[] = [];
  let unknown: JsonObject = {};
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
    const memberships = new Map<string, FolderRow[]>();
    const found = await writeFolders(account, at, memberships, writing, vendorId);
    rows.push(...(Array.isArray(order) ? inOrder(found, order) : found).map(({ row }) => row));
    for (const [i, item] of account.items.entries()) {
      if (i % 1000 === 0) {
        context.signal?.throwIfAborted();
        context.progress?.({ stage: 'write', done: i, total: account.items.length });
      }
      const pointer = `${at}/items/${i}`;
      const id = await vendorId(item.id, pointer, item);
      itemIds.set(item, id);
      items.push(
        await writeItem(
          item,
          pointer,
          id,
          membershipOf(memberships.get(item.id) ?? [], () =>
            findings.loss('target.no-place', 'target-has-no-place', writing.placeOf(item, pointer)),
          ),
          bodies,
          writing,
        ),
      );
    }
  }
  const organisation = rows.some(({ isCollection }) => isCollection);
  const folders = rows.filter(({ isCollection }) => !isCollection).map(({ id, name }) => ({ id, name }));
  const collections = rows.filter(({ isCollection }) => isCollection).map(collectionRow);
  headerFindings(vault, findings);
  return {
    root: {
      encrypted: false,
      ...((!organisation || folders.length > 0) && { folders }),
      ...(organisation && { collections }),
      items,
      ...unknown,
    },
    itemIds,
    findings,
  };
}

function collectionRow({ id, name, settings }: FolderRow): JsonObject {
  return { id, organizationId: settings['organizationId'] ?? null, name, externalId: settings['externalId'] ?? null };
}

/** The tree as paths, parents before children, as Bitwarden lists folders. */
async function writeFolders(
  account: Account,
  at: string,
  memberships: Map<string, FolderRow[]>,
  writing: Writing,
  vendorId: (id: string, pointer: string, object: object) => Promise<string>,
): Promise<{ readonly cxfId: string; readonly row: FolderRow }[]> {
  const out: { cxfId: string; row: FolderRow }[] = [];
  const walk = async (collections: readonly Collection[], parent: string, pointer: string): Promise<void> => {
    for (const [i, collection] of collections.entries()) {
      const place = `${pointer}/${i}`;
      const taker = writing.open(collection, place);
      taker.settle('id', 'subCollections');
      const carries = new Carries(taker, writing);
      const members = carries.take('cx-settings')?.['members'];
      const settings = isJsonObject(members) ? members : {};
      carries.close();
      const name = parent + (taker.text('title') ?? '');
      const row = { id: await vendorId(collection.id, place, collection), name, settings, isCollection: settings['kind'] === 'collection' };
      for (const link of taker.objects('items')) {
        const item = link.text('item') ?? '';
        memberships.set(item, [...(memberships.get(item) ?? []), row]);
      }
      writing.close(taker);
      out.push({ cxfId: collection.id, row });
      await walk(collection.subCollections ?? [], `${name}/`, `${place}/subCollections`);
    }
  };
  await walk(account.collections, '', `${at}/collections`);
  return out;
}

function inOrder<T extends { readonly cxfId: string }>(rows: readonly T[], order: readonly unknown[]): T[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return [...rows].sort((a, b) => (place.get(a.cxfId) ?? rows.length) - (place.get(b.cxfId) ?? rows.length));
}

/** A personal item lies in one folder; further ones are lost. */
function membershipOf(rows: readonly FolderRow[], lost: () => void) {
  const [folder, ...more] = rows.filter(({ isCollection }) => !isCollection);
  const collections = rows.filter(({ isCollection }) => isCollection).map(({ id }) => id);
  for (const _ of more) lost();
  return { folderId: folder?.id ?? null, collectionIds: collections.length > 0 ? collections : null };
}

/** The header and the names of an account have no place in the file. */
function headerFindings({ document }: Vault, findings: Findings): void {
  for (const member of ['exporterRpId', 'exporterDisplayName', 'timestamp']) findings.info('header.replaced', `/${member}`);
  for (const i of document.accounts.keys()) findings.info('header.replaced', `/accounts/${i}/id`);
}
