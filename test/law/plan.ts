import type * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/core/json.js';

/** The way to a leaf of an input, from its root. */
export type Path = readonly (string | number)[];

/** How one kind of file becomes a tree of leaves that can be changed one at a time, and bytes again. */
export interface Form {
  /** The id of the variant. */
  readonly variant: string;
  /** `password`: of a sample; a file that `write` made has the one of these tests. */
  readonly parse: (bytes: Uint8Array, password?: string) => Promise<JsonValue>;
  readonly write: (tree: JsonValue) => Promise<Uint8Array>;
  /** Other bytes of the same content: what differs then was derived from the bytes. */
  readonly respaced: (tree: JsonValue) => Promise<Uint8Array>;
  /** Where the reader of the format says that a leaf stands. */
  readonly pointer: (path: Path, tree: JsonValue) => string;
}

/** The shape that a token in place of a leaf must have; `fixed` leaves are left alone. */
export type LeafKind = 'text' | 'url' | 'uuid' | 'base64url' | 'base32' | 'otp' | 'instant' | 'fixed';

/** A login as its owner knows it: what belongs together. */
export type Login = readonly [title: string, username: string, secret: string, url: string];

export interface Fixture {
  readonly name: string;
  readonly variant: string;
  readonly tree: JsonValue;
}

/** All that the harness must know of a format. */
export interface Plan {
  readonly format: string;
  readonly forms: readonly Form[];
  /** The heading under which a column is written, where a file may have another one. */
  readonly column?: (heading: string) => string;
  /** Files written for these tests. */
  readonly fixtures: readonly Fixture[];
  /** Random inputs, as trees of a form. */
  readonly generated: readonly { readonly variant: string; readonly tree: fc.Arbitrary<JsonObject> }[];
  /** Where real files of the format lie, in folders of the samples; with these endings only, when some are of other formats. */
  readonly samples?: readonly { readonly folder: string; readonly endings?: readonly string[] }[];
  /** Samples that no reader opens, by the code of the refusal. */
  readonly refused: Readonly<Record<string, string>>;
  /** The passwords of locked samples. */
  readonly passwords?: Readonly<Record<string, string>>;
  /** The shape of a leaf; undefined where its value says enough. */
  readonly kind: (path: Path, value: JsonValue, tree: JsonValue) => LeafKind | undefined;
  /** True for a value that means the same as no value at this place. */
  readonly usual: (path: Path, value: JsonValue, tree: JsonValue) => boolean;
  /** True for an array whose elements the format keeps as a set. */
  readonly unordered: (path: Path) => boolean;
  /** True for what a person typed: it must be visible without any extension. */
  readonly typed: (path: Path, tree: JsonValue) => boolean;
  readonly logins: (tree: JsonValue, variant: string) => readonly Login[];
}
