import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { COLLECTION, LINKED_ITEM } from '../schema/shapes.js';
import { isCleanCollection } from '../schema/zod-envelope.js';
import { mendArray, mendObject } from './object.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** What collections give to their account. */
export interface Hoisted {
  /** Takes an item that stands in a collection; gives its identifier. Undefined when it cannot be read. */
  item(value: JsonObject, at: Place): string | undefined;
  /** Takes a collection that is nested too deeply. */
  root(value: JsonValue, at: Place): void;
}

/** One collection with all below it; undefined when it is no object. `depth` is 1 at the top. */
export function mendCollection(value: JsonValue, at: Place, run: Run, depth: number, hoisted: Hoisted): JsonObject | undefined {
  const shaped = isCleanCollection(value) && isJsonObject(value) ? value : mendShape(value, at, run, hoisted);
  const children = shaped?.['subCollections'];
  if (!shaped || children === undefined) return shaped;
  const below = at.child('subCollections');
  if (depth < run.limits['collection.depth']) {
    const mended = mendArray(children, below, run, (child, place) => mendCollection(child, place, run, depth + 1, hoisted));
    if (mended === children) return shaped;
    return replaced(shaped, mended && (mended.length > 0 || isEmptyArray(children)) ? mended : undefined);
  }
  if (!isJsonArray(children) || children.length === 0) return shaped;
  for (const [i, child] of children.entries()) hoisted.root(child, below.child(i));
  return replaced(shaped, undefined);
}

function isEmptyArray(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** CXF §2.1.2: an optional array is absent when empty. */
function replaced(collection: JsonObject, subCollections: readonly JsonValue[] | undefined): JsonObject {
  if (subCollections) return { ...collection, subCollections };
  const { subCollections: _, ...rest } = collection;
  return rest;
}

function mendShape(value: JsonValue, at: Place, run: Run, hoisted: Hoisted): JsonObject | undefined {
  const shaped = mendObject(value, COLLECTION, at, run);
  if (!shaped) return undefined;
  const links = mendArray(shaped['items'] ?? [], at.child('items'), run, (link, place) => mendLink(link, place, run, hoisted));
  return links === shaped['items'] ? shaped : { ...shaped, items: links ?? [] };
}

/** The draft of 2024-05-22 held whole items in collections. */
function mendLink(value: JsonValue, at: Place, run: Run, hoisted: Hoisted): JsonObject | undefined {
  if (!isJsonObject(value) || !Array.isArray(value['credentials'])) return mendObject(value, LINKED_ITEM, at, run);
  const item = hoisted.item(value, at);
  if (item === undefined) return undefined;
  run.warning('cxf.item-embedded', at);
  return { item };
}
