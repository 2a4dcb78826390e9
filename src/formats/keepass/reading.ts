import type { Bytes } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { Origin } from '../reading/item-builder.js';
import type { FileSource } from '../vault.js';
import type { KdbxBinary } from './kdbx/kdbx.js';
import type { References } from './references.js';

/** What every part of one reading shares. */
export interface Reading {
  readonly findings: Findings;
  readonly origins: WeakMap<object, Pointer>;
  readonly origin: Origin;
  /** SHA-256 of the whole input: the key of derived identifiers. */
  readonly digest: Bytes;
  readonly includeTrash: boolean;
  /** By what the entries call them. */
  readonly binaries: ReadonlyMap<string, KdbxBinary>;
  /** Of those binaries, the ones that an entry names. */
  readonly named: Set<string>;
  readonly files: Map<string, FileSource>;
  readonly references: References;
  /** Identifiers of items that are taken. */
  readonly used: Set<string>;
}
