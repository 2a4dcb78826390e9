import type { Collection } from './collection.js';
import type { Extension } from './extension.js';
import type { Item } from './item.js';

/** CXF §3.1.1: a higher major breaks, a higher minor adds. This library writes 1.0. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** CXF §3.2.1. */
export interface Account {
  readonly id: string;
  /** "" when there is none. */
  readonly username: string;
  readonly email: string;
  readonly fullName?: string;
  readonly collections: readonly Collection[];
  readonly items: readonly Item[];
  readonly extensions?: readonly Extension[];
}

/**
 * A CXF document: the Header of CXF §3.1. Members that the specification does not know stay where they are, on any object,
 * and are written back.
 */
export interface CxfDocument {
  readonly version: Version;
  readonly exporterRpId: string;
  readonly exporterDisplayName: string;
  /** UNIX seconds. */
  readonly timestamp: number;
  readonly accounts: readonly Account[];
}
