import type { Pointer } from '../../core/pointer.js';
import { type Origins, Places } from '../places.js';
import type { Collection } from '../schema/collection.js';
import type { Account, CxfDocument } from '../schema/document.js';
import { nestedCollections } from './nesting.js';
import { withoutPlaceholder } from './placeholder.js';
import { joinItems, unlinkParts } from './split.js';
import { isShaped } from './traces.js';
import { unshapeItem } from './unshape-item.js';
import { unshelveAccount, unshelveItem } from './unshelve.js';

/**
 * Turns back what `shape` did for an importer, wherever its carry still stands beside the value it speaks of. Clean documents are not copied.
 * Objects that are made anew, and those whose place changes, get an origin: `root` is where the document stands in the input.
 */
export function unshape(document: CxfDocument, origins: Origins = new WeakMap(), root: Pointer = ''): CxfDocument {
  const places = new Places(document, origins, root);
  const moved = (from: object, to: object): void => places.moved(from, to);
  const accounts = document.accounts.map((shelved, a) => {
    const account = withCollections(withItems(unshelveAccount(shelved, moved), moved), `/accounts/${a}`, places, origins);
    account.items.forEach((item, i) => {
      if (!isShaped(item)) return;
      // Its credentials will stand elsewhere.
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      item.credentials.forEach((credential, c) => {
        origins.set(credential, places.placeOf(credential, `${pointer}/credentials/${c}`));
      });
      origins.set(item, places.placeOf(item, pointer));
    });
    // Joined first: what was shaped speaks of the places in the whole item.
    const joined = joinItems(account.items, moved);
    const items = joined.map((item) => unshapeItem(withoutPlaceholder(item, moved), places));
    if (items.length === account.items.length && items.every((item, i) => item === account.items[i])) return account;
    // Behind a part that was joined, items move up.
    if (items.length !== account.items.length) {
      account.items.forEach((item, i) => {
        if (!origins.has(item)) origins.set(item, places.place(`/accounts/${a}/items/${i}`));
      });
    }
    const left = new Set(items.map(({ id }) => id));
    const gone = new Set(account.items.map(({ id }) => id).filter((id) => !left.has(id)));
    const collections = unlinkParts(account.collections, gone, moved);
    const restored = { ...account, collections, items };
    places.moved(account, restored);
    return restored;
  });
  return accounts.every((account, i) => account === document.accounts[i]) ? document : { ...document, accounts };
}

function withItems(account: Account, moved: (from: object, to: object) => void): Account {
  const items = account.items.map((item) => (isShaped(item) ? unshelveItem(item, moved) : item));
  if (items.every((item, i) => item === account.items[i])) return account;
  const restored = { ...account, items };
  moved(account, restored);
  return restored;
}

function withCollections(account: Account, pointer: Pointer, places: Places, origins: Origins): Account {
  const { collections } = account;
  const inputs = collections.map((collection, i) => places.placeOf(collection, `${pointer}/collections/${i}`));
  const copies: [Collection, Collection][] = [];
  const nested = nestedCollections(collections, (from, to) => copies.push([from, to]));
  if (nested === collections) return account;
  // Behind one that went back, others move up.
  for (const [i, collection] of collections.entries()) origins.set(collection, inputs[i] ?? pointer);
  for (const [from, to] of copies) places.moved(from, to);
  const restored = { ...account, collections: nested };
  places.moved(account, restored);
  return restored;
}
