import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/**
 * The version of a document: of CXF 1.0 an object, in drafts a number or a text, or nothing. Throws `cxf.version-unsupported` for a major
 * other than 0 and 1 (CXF §3.1.1: a higher major breaks).
 */
export function mendVersion(value: JsonValue | undefined, at: Place, run: Run): JsonObject {
  const { major, minor } = isJsonObject(value) ? { major: whole(value['major']), minor: whole(value['minor']) } : fromDraft(value);
  if ((major ?? 1) > 1 || (isJsonObject(value) && Number(value['major']) > 1))
    throw new CxError('cxf.version-unsupported', { pointer: at.pointer });
  const isWhole = major !== undefined && minor !== undefined;
  if (isWhole && isJsonObject(value) && value['major'] === major && value['minor'] === minor) return value;
  run.change('cxf.version-respelled', at);
  return { ...(isJsonObject(value) ? value : {}), major: major ?? 1, minor: minor ?? 0 };
}

function fromDraft(value: JsonValue | undefined): { readonly major?: number; readonly minor?: number | undefined } {
  const match = /^([0-9]{1,3})(?:\.([0-9]{1,3}))?/.exec(typeof value === 'number' || typeof value === 'string' ? String(value) : '');
  return match ? { major: Number(match[1]), minor: whole(Number(match[2] ?? 0)) } : {};
}

function whole(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return Number.isInteger(number) && number >= 0 && number <= 255 ? number : undefined;
}
