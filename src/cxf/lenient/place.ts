import type { JsonObject } from '../../core/json.js';
import { child, type Pointer } from '../../core/pointer.js';

/** What an item or account keeps of values that fit nowhere: the entries of its extension `cx-set-aside`. */
export interface Shelf {
  readonly entries: JsonObject[];
}

/** A place in the input. Its pointer is only spelled out for a finding. */
export class Place {
  readonly shelf: Shelf;
  private readonly parent: Place | undefined;
  private readonly token: string | number;

  private constructor(shelf: Shelf, parent: Place | undefined, token: string | number) {
    this.shelf = shelf;
    this.parent = parent;
    this.token = token;
  }

  /** The place that a pointer names, owning a shelf. */
  static root(pointer: Pointer): Place {
    return new Place({ entries: [] }, undefined, pointer);
  }

  child(token: string | number): Place {
    return new Place(this.shelf, this, token);
  }

  /** A child that keeps what is set aside below it itself: an account or an item. */
  owner(token: string | number): Place {
    return new Place({ entries: [] }, this, token);
  }

  /** The same place, keeping itself what is set aside below it. */
  sheltered(): Place {
    return new Place({ entries: [] }, this.parent, this.token);
  }

  get pointer(): Pointer {
    return this.parent ? child(this.parent.pointer, this.token) : String(this.token);
  }

  /** The way from the owner of the shelf to here. */
  get path(): (string | number)[] {
    return this.parent && this.parent.shelf === this.shelf ? [...this.parent.path, this.token] : [];
  }
}
