import { sameType } from '../../core/brand.js';
import type { Account } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { Item } from '../schema/item.js';
import { unshelveExtensions } from './shelved.js';

/** Told of each object that was made anew. */
type Moved = (from: object, to: object) => void;

/** Gives an account and its collections, but not its items, the extensions back that were set aside. The account itself when there are none. */
export function unshelveAccount(account: Account, moved: Moved): Account {
  const { items, ...rest } = account;
  const own = unshelved(rest, moved);
  if (own === rest) return account;
  const restored = { ...own, items };
  moved(account, restored);
  return restored;
}

/** The same for an item with all below it. */
export function unshelveItem(item: Item, moved: Moved): Item {
  return unshelved(item, moved);
}

function unshelved<T extends object>(object: T, moved: Moved): T {
  let changed = false;
  const entries = Object.entries(object).map(([name, value]: [string, unknown]): [string, unknown] => {
    const inner = name === 'extensions' && isList(value) ? unshelveExtensions(value) : within(value, moved);
    changed ||= inner !== value;
    return [name, inner];
  });
  if (!changed) return object;
  const restored = sameType(object, Object.fromEntries(entries));
  moved(object, restored);
  return restored;
}

function within(value: unknown, moved: Moved): unknown {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? unshelved(value, moved) : value;
  const elements: readonly unknown[] = value;
  const restored = elements.map((element) => within(element, moved));
  return restored.some((element, i) => element !== elements[i]) ? restored : value;
}

function isList(value: unknown): value is readonly Extension[] {
  if (!Array.isArray(value)) return false;
  const elements: readonly unknown[] = value;
  return elements.every(
    (element) => typeof element === 'object' && element !== null && 'name' in element && typeof element.name === 'string',
  );
}
