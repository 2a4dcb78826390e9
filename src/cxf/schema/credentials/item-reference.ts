import type { LinkedItem } from '../collection.js';
import { credentialSpec, plain } from '../member.js';

/** A link to another item. CXF §3.3.10. */
export interface ItemReferenceCredential {
  readonly type: 'item-reference';
  readonly reference: LinkedItem;
}

export const itemReference = credentialSpec('item-reference', '3.3.10', 'Related item', {
  reference: plain('linked-item', 'Item', 'required'),
});
