import type { Pointer } from '../core/pointer.js';
import type { CxfDocument } from '../cxf/schema/document.js';

/** The id of a `file` credential. */
export type FileId = string;

/** The bytes of an attachment, read late. */
export interface FileSource {
  /** Bytes. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** The place of an account among several inputs. */
export interface AccountPlace {
  /** The place of the account itself when the input is a CXF document, of the whole input when it is another file. */
  readonly pointer: Pointer;
  readonly isDocument: boolean;
}

/** What every reader makes and every writer takes: one CXF document and the files it announces. */
export interface Vault {
  readonly document: CxfDocument;
  readonly files: ReadonlyMap<FileId, FileSource>;
  /** Where in the input an object of the document came from, so that a finding of a writer can still name it. */
  readonly origins: WeakMap<object, Pointer>;
  /** Where the n-th account came from, when the document was joined of several inputs. */
  readonly places?: readonly AccountPlace[];
}
