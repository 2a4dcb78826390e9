import type { Pointer } from '../core/pointer.js';
import type { Origins } from '../cxf/places.js';
import type { CxfDocument } from '../cxf/schema/document.js';

/** The id of a `file` credential. */
export type FileId = string;

/** The bytes of an attachment, read late. */
export interface FileSource {
  /** Bytes. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** What every reader makes and every writer takes: one CXF document and the files it announces. */
export interface Vault {
  readonly document: CxfDocument;
  readonly files: ReadonlyMap<FileId, FileSource>;
  /** Where in the input an object of the document came from, so that a finding of a writer can still name it. */
  readonly origins: Origins;
  /**
   * Where the document itself stands in the input, when the input is a CXF document: then what stands below an object of `origins` stands
   * there in the input too, and all else where it stands in the document.
   */
  readonly root?: Pointer;
}
