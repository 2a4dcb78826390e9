import { DEFAULT_LIMITS, IMPORTER_COLLECTIONS } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { carry, findCarry } from '../carry/names.js';
import type { Collection } from '../schema/collection.js';
import type { Shaping } from './shaping.js';
import type { Copied } from './split.js';

/** Collections below the deepest level that importers read move to the top, and say which collection they were in. */
export function flatCollections(collections: readonly Collection[], pointer: Pointer, shaping: Shaping): readonly Collection[] {
  const tops: Collection[] = [];
  const walk = (collection: Collection, depth: number, at: Pointer): Collection => {
    const { subCollections: below, ...rest } = collection;
    if (below === undefined) return collection;
    const places = below.map((_, i) => `${at}/subCollections/${i}`);
    if (depth < IMPORTER_COLLECTIONS) {
      const walked = below.map((inner, i) => walk(inner, depth + 1, places[i] ?? at));
      if (walked.every((inner, i) => inner === below[i])) return collection;
      const copy = { ...rest, subCollections: walked };
      shaping.moved(collection, copy);
      return copy;
    }
    below.forEach((inner, i) => {
      const place = shaping.place(inner, places[i] ?? at);
      shaping.findings.change('collection.too-deep', place);
      const walked = walk(inner, 1, places[i] ?? at);
      const mark = carry(shaping.exporter, 'cx-nested', 'cxf', { in: collection.id });
      const top = { ...walked, extensions: [...(walked.extensions ?? []), mark] };
      shaping.options.origins.set(top, place);
      tops.push(top);
    });
    shaping.moved(collection, rest);
    return rest;
  };
  const roots = collections.map((collection, i) => walk(collection, 1, `${pointer}/${i}`));
  return tops.length > 0 ? [...roots, ...tops] : collections;
}

/**
 * Turns `flatCollections` back; a collection whose former place has gone, or is too deep, stays at the top. The same array when there is
 * nothing to turn back. `copied` hears of every collection, what it was made from first.
 */
export function nestedCollections(collections: readonly Collection[], copied: Copied<Collection>): readonly Collection[] {
  const waiting = new Map<string, Collection[]>();
  for (const top of collections) {
    const place = formerPlace(top);
    if (place !== undefined) waiting.set(place, [...(waiting.get(place) ?? []), top]);
  }
  if (waiting.size === 0) return collections;
  const nested = new Set<Collection>();
  const fill = (collection: Collection, depth: number): Collection => {
    const inner = (waiting.get(collection.id) ?? []).filter((one) => depth + heightOf(one) <= DEFAULT_LIMITS['collection.depth']);
    waiting.delete(collection.id);
    for (const one of inner) nested.add(one);
    const own = (collection.subCollections ?? []).map((one) => fill(one, depth + 1));
    const back = inner.map((one) => fill(withoutMark(one, copied), depth + 1));
    if (back.length === 0 && own.every((one, i) => one === collection.subCollections?.[i])) return collection;
    const filled = { ...collection, subCollections: [...own, ...back] };
    copied(collection, filled);
    return filled;
  };
  const filled = new Map(collections.filter((top) => formerPlace(top) === undefined).map((top) => [top, fill(top, 1)]));
  return collections.filter((top) => !nested.has(top)).map((top) => filled.get(top) ?? top);
}

function heightOf({ subCollections = [] }: Collection): number {
  return 1 + Math.max(0, ...subCollections.map(heightOf));
}

function formerPlace({ extensions }: Collection): string | undefined {
  const place = findCarry(extensions, 'cx-nested', 'cxf')?.['in'];
  return typeof place === 'string' ? place : undefined;
}

function withoutMark(collection: Collection, copied: Copied<Collection>): Collection {
  const mark = findCarry(collection.extensions, 'cx-nested', 'cxf');
  const { extensions = [], ...rest } = collection;
  const left = extensions.filter((extension) => extension !== mark);
  const bare = left.length > 0 ? { ...rest, extensions: left } : rest;
  copied(collection, bare);
  return bare;
}
