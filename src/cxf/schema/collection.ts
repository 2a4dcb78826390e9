import type { Extension } from './extension.js';

/** A reference to an item, which may be missing from the exchange. CXF §3.2.2.1. */
export interface LinkedItem {
  readonly item: string;
  /** The owning account; left out for the account being described. */
  readonly account?: string;
}

/** A folder, vault or group. CXF §3.2.2. */
export interface Collection {
  readonly id: string;
  /** UNIX seconds. */
  readonly creationAt?: number;
  readonly modifiedAt?: number;
  readonly title: string;
  readonly subtitle?: string;
  readonly items: readonly LinkedItem[];
  readonly subCollections?: readonly Collection[];
  readonly extensions?: readonly Extension[];
}
