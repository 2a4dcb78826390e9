import type { Pointer } from '../core/pointer.js';

/** Where the objects of a document stood in the input. An object without an entry stood where it stands in the document. */
export type Origins = WeakMap<object, Pointer>;

/** An account, as far as places are concerned. */
interface Owner {
  readonly collections: readonly Nested[];
}

interface Nested {
  readonly subCollections?: readonly Nested[];
}

/**
 * Tells for a place of the document which place of the input it came from, so that a finding can name it.
 *
 * `root` is where the document itself stands in the input, when the input is one: then what stands below an object with an origin stands
 * there in the input too. Undefined for what a reader made of another format: then the origin is the closest place that can be named.
 */
export class Places {
  private readonly base = new Map<Pointer, Pointer>();
  private local = new Map<Pointer, Pointer>();
  private readonly origins: Origins;
  private readonly root: Pointer | undefined;

  constructor(document: { readonly accounts: readonly Owner[] }, origins: Origins, root: Pointer | undefined) {
    this.origins = origins;
    this.root = root;
    if (root !== undefined) this.base.set('', root);
    for (const [a, account] of document.accounts.entries()) {
      this.note(account, `/accounts/${a}`, this.base);
      this.noteAll(account.collections, `/accounts/${a}/collections`);
    }
  }

  /** From now on places below `pointer` are asked for: those of an item with its credentials, or of a collection. */
  enter(object: object & { readonly credentials?: readonly object[] }, pointer: Pointer): void {
    this.local = new Map();
    this.note(object, pointer, this.local);
    for (const [c, credential] of (object.credentials ?? []).entries()) this.note(credential, `${pointer}/credentials/${c}`, this.local);
  }

  /** The place in the input of a place in the document. */
  place(pointer: Pointer): Pointer {
    for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
      const above = pointer.slice(0, end);
      const input = this.local.get(above) ?? this.base.get(above);
      if (input !== undefined) return this.root === undefined ? input : input + pointer.slice(end);
      if (end === 0) break;
    }
    return pointer;
  }

  /** The same for an object that may have an origin of its own. */
  placeOf(object: object, pointer: Pointer): Pointer {
    return this.origins.get(object) ?? this.place(pointer);
  }

  /** `copy` takes the place of `object` in the document; it came from where that came from. */
  moved(object: object, copy: object): void {
    const origin = this.origins.get(object);
    if (origin !== undefined) this.origins.set(copy, origin);
  }

  private noteAll(collections: readonly Nested[], pointer: Pointer): void {
    for (const [i, collection] of collections.entries()) {
      this.note(collection, `${pointer}/${i}`, this.base);
      this.noteAll(collection.subCollections ?? [], `${pointer}/${i}/subCollections`);
    }
  }

  private note(object: object, pointer: Pointer, into: Map<Pointer, Pointer>): void {
    const origin = this.origins.get(object);
    if (origin !== undefined) into.set(pointer, origin);
  }
}
