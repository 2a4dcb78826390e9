import { sha256, toBase64Url, utf8 } from '../../core/bytes.js';
import { carry, carryName } from '../carry/names.js';
import type { Collection } from '../schema/collection.js';
import type { AnyCredential } from '../schema/credential.js';
import type { Extension } from '../schema/extension.js';
import type { Item } from '../schema/item.js';

/** Bitwarden imports only the first credential of each type of an item: further ones get items of their own, marked so that reading rejoins them. */
export async function splitItem(item: Item, exporter: string): Promise<Item[]> {
  const groups: { credential: AnyCredential; index: number }[][] = [];
  const seen = new Map<string, number>();
  item.credentials.forEach((credential, index) => {
    const n = seen.get(credential.type) ?? 0;
    seen.set(credential.type, n + 1);
    groups[n] = [...(groups[n] ?? []), { credential, index }];
  });
  const [first, ...more] = groups;
  if (!first || more.length === 0) return [item];
  const parts = await Promise.all(
    more.map(async (group, n): Promise<Item> => {
      const digest = await sha256(utf8(`split\0${item.id}\0${n + 1}`));
      const extensions: Extension[] = [carry(exporter, 'cx-split', 'cxf', { of: item.id, indexes: group.map(({ index }) => index) })];
      const { extensions: _, credentials: __, tags: ___, ...facts } = item;
      return { ...facts, id: toBase64Url(digest.subarray(0, 16)), credentials: group.map(({ credential }) => credential), extensions };
    }),
  );
  const own = carry(exporter, 'cx-split', 'cxf', { of: item.id, indexes: first.map(({ index }) => index) });
  return [{ ...item, credentials: first.map(({ credential }) => credential), extensions: [...(item.extensions ?? []), own] }, ...parts];
}

/** The parts of an item lie where it lies. `parts` names them by the identifier of their first item. */
export function linkParts(collections: readonly Collection[], parts: ReadonlyMap<string, readonly string[]>): readonly Collection[] {
  if (parts.size === 0) return collections;
  return collections.map((collection) => ({
    ...collection,
    items: collection.items.flatMap((link) => [link, ...(parts.get(link.item) ?? []).map((item) => ({ ...link, item }))]),
    ...(collection.subCollections && { subCollections: linkParts(collection.subCollections, parts) }),
  }));
}

/** Takes back the links to parts that were joined. `copied` hears of every collection, what it was made from first. */
export function unlinkParts(
  collections: readonly Collection[],
  gone: ReadonlySet<string>,
  copied: Copied<Collection>,
): readonly Collection[] {
  if (gone.size === 0) return collections;
  return collections.map((collection) => {
    const left = {
      ...collection,
      items: collection.items.filter(({ item }) => !gone.has(item)),
      ...(collection.subCollections && { subCollections: unlinkParts(collection.subCollections, gone, copied) }),
    };
    copied(collection, left);
    return left;
  });
}

/** Hears of an object that another was made from. */
export type Copied<T> = (from: T, to: T) => void;

/**
 * Joins what `splitItem` took apart; parts whose first item is gone stay items of their own. `copied` hears of every joined item, what it
 * was made from first.
 */
export function joinItems(items: readonly Item[], copied: Copied<Item>): readonly Item[] {
  const firsts = new Map<string, Part[]>();
  const joins = new Map<Item, Part[]>();
  const early: Part[] = [];
  for (const item of items) {
    const split = splitOf(item);
    if (!split) continue;
    const part = { item, ...split };
    if (split.of === item.id) {
      const parts = [part];
      // Two items may have the same identifier, though they should not: a part belongs to the one that stands before it.
      firsts.set(item.id, parts);
      joins.set(item, parts);
    } else (firsts.get(split.of) ?? early).push(part);
  }
  if (joins.size === 0) return items;
  const left = new Set(early.filter((part) => !firsts.get(part.of)?.push(part)).map(({ item }) => item));
  return items.flatMap((item) => {
    const parts = joins.get(item);
    if (parts) {
      const whole = joined(item, parts);
      copied(item, whole);
      return [whole];
    }
    return splitOf(item) && !left.has(item) ? [] : [item];
  });
}

interface Part {
  readonly item: Item;
  readonly of: string;
  readonly indexes: readonly unknown[];
}

function joined(item: Item, parts: readonly Part[]): Item {
  const placed = parts.flatMap(({ item: part, indexes }) =>
    part.credentials.map((credential, i) => ({ credential, index: placeIn(indexes[i]) })),
  );
  const extensions = (item.extensions ?? []).filter((extension) => carryName(extension) !== 'cx-split');
  const { extensions: _, ...rest } = item;
  return {
    ...rest,
    credentials: placed.sort((a, b) => a.index - b.index).map(({ credential }) => credential),
    ...(extensions.length > 0 && { extensions }),
  };
}

/** What was added since has no place: it comes last. */
function placeIn(index: unknown): number {
  return typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER;
}

function splitOf(item: Item): { readonly of: string; readonly indexes: readonly unknown[] } | undefined {
  const found = item.extensions?.find((extension) => carryName(extension) === 'cx-split');
  const of = found?.['of'];
  const indexes = found?.['indexes'];
  return typeof of === 'string' && Array.isArray(indexes) ? { of, indexes } : undefined;
}
