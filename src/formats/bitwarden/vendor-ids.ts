import type { Bytes } from '../../core/bytes.js';
import type { JsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Writing } from '../writing/writing.js';
import { uuidOfId } from './ids.js';

/** UUIDs for the objects of a document: its own identifier where that has 16 bytes and is unique among its kind, else a derived one. */
export class VendorIds {
  private readonly used = new Set<string>();
  private readonly digest: Bytes;
  private readonly writing: Writing;

  constructor(digest: Bytes, writing: Writing) {
    this.digest = digest;
    this.writing = writing;
  }

  async of(kind: 'item' | 'folder', id: string, pointer: Pointer, object: object): Promise<string> {
    const own = uuidOfId(id);
    const isFree = own !== undefined && !this.used.has(`${kind} ${own}`);
    if (!isFree) {
      this.writing.open(object, pointer);
      this.writing.change('id.replaced', `${pointer}/id`);
    }
    const chosen = isFree ? own : (uuidOfId(await deriveId(this.digest, 'bitwarden', `${pointer}/${id}`)) ?? '');
    this.used.add(`${kind} ${chosen}`);
    return chosen;
  }
}

/** Members that were carried as unknown, behind those of the format: what it knows by now is never overwritten by them. */
export function withUnknown(known: JsonObject, unknown: JsonObject): JsonObject {
  return { ...known, ...Object.fromEntries(Object.entries(unknown).filter(([name]) => !Object.hasOwn(known, name))) };
}
