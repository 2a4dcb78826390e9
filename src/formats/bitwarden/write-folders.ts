import type { JsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { Collection } from '../../cxf/schema/collection.js';
import type { Account } from '../../cxf/schema/document.js';
import { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { VendorIds } from './vendor-ids.js';

/** A folder of a person, or a collection of an organisation; `name` is its whole path. */
export interface FolderRow {
  readonly id: string;
  readonly name: string;
  readonly isCollection: boolean;
  readonly settings: JsonObject;
  readonly place: Pointer;
}

/** A row of `collections`, which Bitwarden lists with four members. */
export function collectionRow({ id, name, settings }: FolderRow): JsonObject {
  return { id, organizationId: settings['organizationId'] ?? null, name, externalId: settings['externalId'] ?? null };
}

/** Where an item lies: `collectionIds` is null for one of a person. */
export interface Membership {
  readonly folderId: string | null;
  readonly collectionIds: readonly string[] | null;
}

/** The folders and collections of each item, by its identifier, with the place of the link. */
export type Memberships = Map<string, { readonly row: FolderRow; readonly place: Pointer }[]>;

/** The key of links into other accounts: no identifier holds a blank. */
const ELSEWHERE = 'other account';

/** The tree as paths, parents before children, as Bitwarden lists folders. */
export async function writeFolders(
  account: Account,
  at: string,
  memberships: Memberships,
  writing: Writing,
  ids: VendorIds,
): Promise<{ readonly cxfId: string; readonly row: FolderRow }[]> {
  const out: { cxfId: string; row: FolderRow }[] = [];
  const walk = async (collections: readonly Collection[], parent: string, pointer: string): Promise<void> => {
    for (const [i, collection] of collections.entries()) {
      const place = `${pointer}/${i}`;
      const id = await ids.of('folder', collection.id, place, collection);
      const taker = writing.open(collection, place);
      taker.settle('id', 'subCollections');
      const carries = new Carries(taker, writing);
      const isCollection = carries.setting('kind') === 'collection';
      // A folder has no such members; left unasked, they are reported.
      const settings = isCollection ? { organizationId: carries.setting('organizationId'), externalId: carries.setting('externalId') } : {};
      carries.close();
      const name = parent + (taker.text('title') ?? '');
      const row = { id, name, settings, isCollection, place: writing.place(place) };
      for (const link of taker.objects('items')) {
        const item = link.text('item') ?? '';
        // An item of another account is not in this one's list, whatever its identifier.
        const isOwn = (link.text('account') ?? account.id) === account.id;
        const key = isOwn ? item : ELSEWHERE;
        memberships.set(key, [...(memberships.get(key) ?? []), { row, place: writing.place(link.pointer) }]);
      }
      writing.close(taker);
      out.push({ cxfId: collection.id, row });
      await walk(collection.subCollections ?? [], `${name}/`, `${place}/subCollections`);
    }
  };
  await walk(account.collections, '', `${at}/collections`);
  return out;
}

/** The rows in the order of a carried list of identifiers; those it does not name come last. */
export function inOrder<T extends { readonly cxfId: string }>(rows: readonly T[], order: readonly unknown[]): T[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return [...rows].sort((a, b) => (place.get(a.cxfId) ?? rows.length) - (place.get(b.cxfId) ?? rows.length));
}

/** A link to an item that is not in its account. */
export function reportDangling({ items }: Account, memberships: Memberships, findings: Findings): void {
  const known = new Set(items.map(({ id }) => id));
  for (const [item, links] of memberships) {
    if (!known.has(item)) for (const { place } of links) findings.loss('collection.dangling', 'invalid-value', place);
  }
}

/** A personal item lies in one folder; further ones are lost. */
export function membershipOf(links: readonly { readonly row: FolderRow; readonly place: Pointer }[], findings: Findings): Membership {
  const [folder, ...more] = links.filter(({ row }) => !row.isCollection);
  const collections = links.filter(({ row }) => row.isCollection).map(({ row }) => row.id);
  for (const { place } of more) findings.loss('target.no-place', 'target-has-no-place', place);
  return { folderId: folder?.row.id ?? null, collectionIds: collections.length > 0 ? collections : null };
}
