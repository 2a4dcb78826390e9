import type { Bytes } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { Origin } from '../reading/item-builder.js';

/** What every part of one reading shares. */
export interface Reading {
  readonly findings: Findings;
  readonly origins: WeakMap<object, Pointer>;
  readonly origin: Origin;
  /** SHA-256 of the whole input: the key of derived identifiers. */
  readonly digest: Bytes;
  readonly includeTrash: boolean;
}
