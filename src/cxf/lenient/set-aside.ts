import type { Code } from '../../core/errors.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { carry, carryName } from '../carry/names.js';
import type { Extension } from '../schema/extension.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/**
 * Keeps a value that fits nowhere, as it is, for the extension `cx-set-aside` of its item or account. An entry says where it stood in the
 * input: `credential` is an index or null, `member` the way below that.
 */
export function setAside(value: JsonValue, at: Place, run: Run, code: Code = 'cxf.member-set-aside'): void {
  const [first, index, ...below] = at.path;
  const inCredential = first === 'credentials' && typeof index === 'number';
  const member = (inCredential ? below : at.path).join('/');
  at.shelf.entries.push({ credential: inCredential ? index : null, ...(member && { member }), value });
  run.warning(code, at);
}

/** Writes what was set aside into the object's extensions. */
export function withShelf(object: JsonObject, at: Place, exporterRpId: string): JsonObject {
  const { entries } = at.shelf;
  if (entries.length === 0) return object;
  const extensions: readonly JsonValue[] = Array.isArray(object['extensions']) ? object['extensions'] : [];
  // A document that was mended before has such an extension already.
  const former = extensions.find((extension) => isJsonObject(extension) && isSetAside(extension));
  const all = isJsonObject(former) && isJsonArray(former['entries']) ? [...former['entries'], ...entries] : entries;
  const mine = carry(exporterRpId, 'cx-set-aside', 'cxf', { entries: all });
  return { ...object, extensions: [...extensions.filter((extension) => extension !== former), mine] };
}

function isSetAside(extension: JsonObject): boolean {
  return (
    isExtension(extension) &&
    extension['source'] === 'cxf' &&
    carryName(extension) === 'cx-set-aside' &&
    Array.isArray(extension['entries'])
  );
}

function isExtension(value: JsonObject): value is JsonObject & Extension {
  return typeof value['name'] === 'string';
}
