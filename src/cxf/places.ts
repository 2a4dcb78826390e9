import type { Pointer } from '../core/pointer.js';
import type { Made } from './importers/unshape.js';
import type { Parsing } from './parse.js';
import type { Collection } from './schema/collection.js';
import type { CxfDocument } from './schema/document.js';

/**
 * Where the objects of a document that was parsed and turned back stood in the input: accounts, items, credentials and collections, but
 * only those that stand elsewhere now. `made` says from what turning back made an object.
 */
export function placesOf(parsing: Parsing, document: CxfDocument, made: Made): WeakMap<object, Pointer> {
  const origins = new WeakMap<object, Pointer>();
  if (parsing.root === '' && parsing.origins.size === 0 && document === parsing.document) return origins;
  const places = inputPlaces(parsing);

  function note(object: object, pointer: Pointer): undefined {
    let former: object | undefined = object;
    while (former && !places.has(former)) former = made.get(former);
    const place = former && places.get(former);
    if (place !== undefined && (place !== pointer || former !== object)) origins.set(object, place);
  }

  for (const [a, account] of document.accounts.entries()) {
    note(account, `/accounts/${a}`);
    for (const [i, item] of account.items.entries()) {
      note(item, `/accounts/${a}/items/${i}`);
      for (const [c, credential] of item.credentials.entries()) note(credential, `/accounts/${a}/items/${i}/credentials/${c}`);
    }
    eachCollection(account.collections, `/accounts/${a}/collections`, note);
  }
  return origins;
}

function inputPlaces({ document, origins, root }: Parsing): ReadonlyMap<object, Pointer> {
  const places = new Map<object, Pointer>();
  function place(object: object, pointer: Pointer): Pointer {
    const own = origins.get(object) ?? pointer;
    places.set(object, own);
    return own;
  }
  for (const [a, account] of document.accounts.entries()) {
    const at = place(account, `${root}/accounts/${a}`);
    for (const [i, item] of account.items.entries()) {
      const own = place(item, `${at}/items/${i}`);
      for (const [c, credential] of item.credentials.entries()) place(credential, `${own}/credentials/${c}`);
    }
    eachCollection(account.collections, `${at}/collections`, place);
  }
  return places;
}

/** `visit` may tell where a collection stood, so that those below it are found there. */
function eachCollection(
  collections: readonly Collection[],
  at: Pointer,
  visit: (collection: Collection, pointer: Pointer) => Pointer | undefined,
): void {
  for (const [i, collection] of collections.entries()) {
    const pointer = `${at}/${i}`;
    eachCollection(collection.subCollections ?? [], `${visit(collection, pointer) ?? pointer}/subCollections`, visit);
  }
}
