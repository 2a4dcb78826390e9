import type { Bytes } from '../../../core/bytes.js';
import type { KdfSettings } from './kdf.js';
import type { VariantDictionary } from './variant-dictionary.js';

/*
 * A KeePass database without what its elements mean: the container of versions 3 and 4 as KeePass documents it
 * (https://keepass.info/help/kb/kdbx.html), with KeePassXC's source as second witness.
 */

export type Cipher = 'aes256' | 'chacha20';

/** What the outer header says. Nothing here needs a password, and until the database is open nothing of it is proven. */
export interface KdbxFacts {
  readonly major: 3 | 4;
  /** 0 or 1 today; KeePass reads any. */
  readonly minor: number;
  readonly cipher: Cipher;
  readonly compressed: boolean;
  readonly kdf: KdfSettings;
  /** Data of plugins that stands in the open; version 4. */
  readonly publicCustomData?: VariantDictionary;
  /** Ids of header fields that are not known and were not read, inner ones included. */
  readonly unknownFields: readonly number[];
}

/** The parts of the key. One that is absent is no part of it, which is not the same as an empty one. */
export interface KdbxKey {
  /** UTF-8. */
  readonly password?: Bytes;
  /** The bytes of the file, whatever kind of key file it is. */
  readonly keyFile?: Bytes;
}

/** An element of the XML inside. */
export interface KdbxElement {
  readonly name: string;
  /** Without `Protected`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly KdbxElement[];
  /** Decrypted. An element that holds others has no text but what is more than indentation. */
  readonly text: string;
  /** True for a value that the database keeps under its inner cipher: it may hold characters that XML cannot. */
  readonly isProtected?: boolean;
  /** A protected value that is not UTF-8; `text` is empty then. */
  readonly bytes?: Bytes;
  /** Where it begins, from 1; 0 for one that was made here. */
  readonly line: number;
}

/** An attachment, once for all entries that refer to it. */
export interface KdbxBinary {
  /** Bytes. */
  readonly size: number;
  /** Whether KeePass keeps it encrypted in its memory. */
  readonly isProtected: boolean;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** An open database. */
export interface Kdbx {
  readonly facts: KdbxFacts;
  /** `KeePassFile`, without what belongs to the container: the hash of the header, the attachments. */
  readonly root: KdbxElement;
  /** By what `<Value Ref>` of an entry says. Attachments that could not be read stay in `Meta/Binaries` of the tree. */
  readonly binaries: ReadonlyMap<string, KdbxBinary>;
}
