import type { Collection } from '../../schema/collection.js';
import { COLLECTION, LINKED_ITEM } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { extensionRules } from './extensions.js';
import { namesOf, optionalArray, unknownMembers } from './members.js';

const COLLECTION_NAMES = namesOf(COLLECTION);
export const LINK_NAMES = namesOf(LINKED_ITEM);

/** A collection and those below it. CXF §3.2.2. */
export function collectionRules(collection: Collection, walk: Walk): void {
  walk.id(collection.id);
  unknownMembers(collection, COLLECTION_NAMES, walk);
  const { items, subCollections } = collection;
  for (let i = 0; i < items.length; i++) {
    const link = items[i];
    if (!link) continue;
    walk.enter('items', i);
    unknownMembers(link, LINK_NAMES, walk);
    walk.link(link.item, link.account, 'cxf.link-dangling', 'item');
    walk.leave(2);
  }
  extensionRules(collection.extensions, 'may be shared', walk);
  optionalArray(subCollections, 'subCollections', walk);
  subCollections?.forEach((child, i) => {
    walk.enter('subCollections', i);
    collectionRules(child, walk);
    walk.leave(2);
  });
}
