import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { ACCOUNT } from '../schema/shapes.js';
import { isCleanAccount } from '../schema/zod-envelope.js';
import { type Hoisted, mendCollection } from './collections.js';
import { isReplaced } from './identifiers.js';
import { mendItem } from './items.js';
import { mendArray, mendObject } from './object.js';
import { Place } from './place.js';
import type { Run } from './run.js';
import { setAside, withShelf } from './set-aside.js';

/** One account; undefined when it is no object. `at` owns the shelf of the account. */
export function mendAccount(value: JsonValue, at: Place, run: Run, exporterRpId: string): JsonObject | undefined {
  const shaped = isCleanAccount(value) && isJsonObject(value) ? value : mendObject(value, ACCOUNT, at, run);
  if (!shaped) return undefined;
  const rawItems = arrayOf(shaped['items']);
  run.replacedIds = replacedIds(rawItems, at.child('items'));
  const items = mendItems(rawItems, at.child('items'), run, exporterRpId);
  const hoist = new Hoist(items, run, exporterRpId);
  const collections = hoist.collections(arrayOf(shaped['collections']), at.child('collections'));
  const isSame = hoist.items === shaped['items'] && collections === shaped['collections'];
  return withShelf(isSame ? shaped : { ...shaped, collections, items: hoist.items }, at, exporterRpId);
}

/** The shape has made sure that it is one. */
function arrayOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

function mendItems(items: readonly JsonValue[], at: Place, run: Run, exporterRpId: string): readonly JsonValue[] {
  let out: JsonValue[] | undefined;
  items.forEach((item, i) => {
    const place = at.owner(i);
    const mended = mendItem(item, place, run, exporterRpId);
    if (mended !== item) out ??= items.slice(0, i);
    // Not the place that owns a shelf: that of an item which is none belongs to the account.
    if (!mended) setAside(item, at.child(i), run, 'cxf.item-set-aside');
    else if (out) {
      if (out.length !== i) run.moved(mended, place);
      out.push(mended);
    }
  });
  return out ?? items;
}

/** Where the items stand whose identifiers are empty or too long. */
function replacedIds(items: readonly JsonValue[], at: Place): ReadonlyMap<string, Pointer[]> {
  const found = new Map<string, Pointer[]>();
  items.forEach((item, i) => {
    const id = isJsonObject(item) ? item['id'] : undefined;
    if (!isLongOrEmpty(id) || !isReplaced(id)) return;
    const pointer = at.child(i).child('id').pointer;
    const others = found.get(id);
    if (others) others.push(pointer);
    else found.set(id, [pointer]);
  });
  return found;
}

/** A look at the length first: this runs over every item of every document. */
function isLongOrEmpty(id: JsonValue | undefined): boolean {
  return typeof id === 'string' && (id === '' || id.length > 64);
}

/** The items and collections that collections hand up to their account. */
class Hoist implements Hoisted {
  items: readonly JsonValue[];
  private readonly roots: { readonly value: JsonValue; readonly at: Place }[] = [];
  private byId: Map<JsonValue | undefined, string> | undefined;
  private readonly run: Run;
  private readonly exporterRpId: string;

  constructor(items: readonly JsonValue[], run: Run, exporterRpId: string) {
    this.items = items;
    this.run = run;
    this.exporterRpId = exporterRpId;
  }

  collections(values: readonly JsonValue[], at: Place): readonly JsonValue[] {
    const { run } = this;
    const top = mendArray(values, at, run, (value, place) => mendCollection(value, place, run, 1, this)) ?? [];
    if (this.roots.length === 0) return top;
    const out = [...top];
    // Grows while it is walked: what is moved up may hold more that is too deep.
    for (const { value, at: place } of this.roots) {
      const mended = run.attempt(place, () => mendCollection(value, place, run, 1, this));
      if (mended) {
        run.change('cxf.collection-too-deep', place);
        run.moved(mended, place);
        out.push(mended);
      } else setAside(value, place, run);
    }
    return out;
  }

  root(value: JsonValue, at: Place): void {
    this.roots.push({ value, at });
  }

  item(value: JsonObject, at: Place): string | undefined {
    const mended = mendItem(value, Place.root(at.pointer), this.run, this.exporterRpId);
    const id = mended?.['id'];
    if (!mended || typeof id !== 'string') return undefined;
    this.byId ??= new Map(this.items.filter(isJsonObject).map((item) => [item['id'], JSON.stringify(item)]));
    const text = JSON.stringify(mended);
    const same = this.byId.get(id);
    // The draft listed an item both in its account and in its collection.
    if (same === text) return id;
    const own = same === undefined ? mended : { ...mended, id: this.run.answers.id(at.pointer) };
    if (same !== undefined) this.run.change('cxf.id-reused', at.child('id'));
    this.byId.set(own['id'], text);
    this.items = [...this.items, own];
    this.run.moved(own, at);
    return String(own['id']);
  }
}
