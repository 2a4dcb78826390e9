import { type SpelledField, spelledOut } from '../spelling.js';
import type { ItemBuilder } from './item-builder.js';

/**
 * Makes credentials again of the custom fields that spell them out, or completes one that is there already. Gives the places of the fields
 * that were used; `told` hears of each, because a field that a person named so by chance has moved.
 */
export function readSpelled(fields: readonly SpelledField[], item: ItemBuilder, told: (index: number) => void): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { type, ordinal, members, complete, start, end } of spelledOut(fields)) {
    const there = item.ofType(type);
    const own = there[ordinal - 1];
    if (own && Object.keys(members).every((name) => !Object.hasOwn(own, name))) item.complete(own, members);
    else if (ordinal === there.length + 1 && complete) item.add({ type, ...members });
    else continue;
    for (let index = start; index < end; index++) {
      used.add(index);
      told(index);
    }
  }
  return used;
}
