import { isKnown } from '../../schema/credential.js';
import type { Item } from '../../schema/item.js';
import { ITEM } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { credentialRules } from './credentials.js';
import { extensionRules } from './extensions.js';
import { namesOf, optionalArray, unknownMembers } from './members.js';
import { scopeRules } from './scope.js';

const ITEM_NAMES = namesOf(ITEM);

/** An item with its credentials. CXF §3.2.3. */
export function itemRules(item: Item, walk: Walk): void {
  walk.id(item.id, true);
  unknownMembers(item, ITEM_NAMES, walk);
  optionalArray(item.tags, 'tags', walk);
  extensionRules(item.extensions, 'may be shared', walk);
  const { credentials, scope } = item;
  if (scope) scopeRules(scope, walk);
  for (let i = 0; i < credentials.length; i++) {
    const credential = credentials[i];
    if (!credential) continue;
    walk.enter('credentials', i);
    if (!isKnown(credential)) walk.breach('cxf.type-unknown', 'type');
    else {
      if (!scope && credential.type === 'basic-auth') walk.breach('cxf.scope-missing');
      credentialRules(credential, walk);
    }
    walk.leave(2);
  }
}
