import { sha256, toBase64Url, utf8 } from '../../core/bytes.js';
import { carry, carryName } from '../carry/names.js';
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

/** Joins what `splitItem` took apart; parts whose first item is gone stay items of their own. */
export function joinItems(items: readonly Item[]): readonly Item[] {
  const parts = new Map<string, { readonly item: Item; readonly indexes: readonly unknown[] }[]>();
  for (const item of items) {
    const split = splitOf(item);
    if (split) parts.set(split.of, [...(parts.get(split.of) ?? []), { item, indexes: split.indexes }]);
  }
  if (parts.size === 0) return items;
  const ids = new Set(items.map(({ id }) => id));
  return items.flatMap((item) => {
    const split = splitOf(item);
    if (!split) return [item];
    if (split.of !== item.id) return ids.has(split.of) ? [] : [item];
    const placed = (parts.get(item.id) ?? []).flatMap(({ item: part, indexes }) =>
      part.credentials.map((credential, i) => ({ credential, index: Number(indexes[i] ?? i) })),
    );
    const extensions = (item.extensions ?? []).filter((extension) => carryName(extension) !== 'cx-split');
    const { extensions: _, ...rest } = item;
    return [
      {
        ...rest,
        credentials: placed.sort((a, b) => a.index - b.index).map(({ credential }) => credential),
        ...(extensions.length > 0 && { extensions }),
      },
    ];
  });
}

function splitOf(item: Item): { readonly of: string; readonly indexes: readonly unknown[] } | undefined {
  const found = item.extensions?.find((extension) => carryName(extension) === 'cx-split');
  const of = found?.['of'];
  const indexes = found?.['indexes'];
  return typeof of === 'string' && Array.isArray(indexes) ? { of, indexes } : undefined;
}
