import { type Bytes, fromBase64Url } from '../../core/bytes.js';
import { deriveId } from '../../cxf/identifiers.js';
import { toBase64 } from '../../keys/pem.js';
import type { Writing } from '../writing/writing.js';

/** UUIDs for the objects of a document: its own identifier where that has 16 bytes and is free, else a derived one. */
export class Uuids {
  private readonly used = new Set<string>();
  private readonly digest: Bytes;
  private readonly writing: Writing;

  constructor(digest: Bytes, writing: Writing) {
    this.digest = digest;
    this.writing = writing;
  }

  /** Base64 of the 16 bytes. An identifier that is not kept is a change. */
  async of(id: string, pointer: string, object: object): Promise<string> {
    const bytes = fromBase64Url(id);
    const own = bytes?.length === 16 ? toBase64(bytes) : undefined;
    if (own !== undefined && !this.used.has(own)) {
      this.used.add(own);
      return own;
    }
    this.writing.open(object, pointer);
    this.writing.change('id.replaced', `${pointer}/id`);
    return this.derived(`${pointer}/${id}`);
  }

  /** For what has no identifier in the document. */
  async derived(what: string): Promise<string> {
    const uuid = toBase64(fromBase64Url(await deriveId(this.digest, 'keepass', what)) ?? new Uint8Array(16));
    this.used.add(uuid);
    return uuid;
  }
}
