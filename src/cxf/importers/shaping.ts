import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { Origins } from '../places.js';

/** For whom a document is shaped: `spec` writes what the specification allows, `compatible` what every known importer takes. */
export type Importer = 'compatible' | 'spec' | 'bitwarden';

export interface ShapeOptions {
  readonly importer: Importer;
  /** Bring passkeys with a non-zero counter. */
  readonly resetCounters: boolean;
  /** Whether the bytes of the file with that id travel beside the document. */
  readonly filesTravel: (fileId: string) => boolean;
  /** Whether they are nowhere at hand: a file that could travel, had it come along. */
  readonly filesMissing: (fileId: string) => boolean;
  /** Where an object of the document came from. */
  readonly origins: Origins;
  /** See `Places`. */
  readonly root: Pointer | undefined;
}

/** What every rule may know while one item is shaped. */
export interface Shaping {
  readonly exporter: string;
  readonly findings: Findings;
  readonly options: ShapeOptions;
  /** The place of the object in the input, or in the document when it has no other. */
  readonly place: (object: object, pointer: Pointer) => Pointer;
  /** The same for a text or number, which has no origin of its own. */
  readonly placeOfValue: (pointer: Pointer) => Pointer;
  /** Says that `copy` takes the place of `object`. */
  readonly moved: (object: object, copy: object) => void;
}

/** Sections made by shaping, told apart from the owner's own. */
export const MOVED = new WeakSet<object>();
