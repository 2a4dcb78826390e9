import { jsonOf } from './brand.js';
import { textOf } from './bytes.js';
import { CxError } from './errors.js';
import { parsePrecisely } from './json-precise.js';
import { scanJson } from './json-scan.js';
import { enforce, type Limits, MAX_JSON_DEPTH } from './limits.js';
import type { Pointer } from './pointer.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

export interface ParsedJson {
  readonly value: JsonValue;
  /** Numbers beyond 2^53 that were kept as text; empty unless `unsafeNumbers` is `text`. */
  readonly numbersAsText: readonly Pointer[];
}

export interface JsonOptions {
  /** What an integer beyond 2^53 means: refused (`json.number-unsafe`) or kept as text, digit for digit. */
  readonly unsafeNumbers: 'refuse' | 'text';
  /** The member names of the format, the only keys that a pointer may show. */
  readonly names?: ReadonlySet<string>;
}

/**
 * The only door to JSON text. Depth is counted on the bytes before anything is built; duplicate members and `__proto__` are refused.
 *
 * Throws `limit.exceeded`, `text.not-utf8`, `json.syntax`, `json.key-duplicate`, `json.key-forbidden`, `json.number-unsafe`,
 * each with the pointer of the place. The engine's own messages quote the input, so none is ever passed on.
 */
export function parseJson(bytes: Uint8Array, limits: Limits, options: JsonOptions): ParsedJson {
  enforce(limits, 'input.bytes', bytes.length);
  const depths = { ...limits, 'json.depth': Math.min(limits['json.depth'], MAX_JSON_DEPTH) };
  const scan = scanJson(bytes, depths['json.depth']);
  enforce(depths, 'json.depth', scan.depth);
  const text = textOf(bytes);
  if (text === undefined) throw new CxError('text.not-utf8');
  let value: JsonValue;
  try {
    value = jsonOf(text);
  } catch {
    return broken(text, options);
  }
  const members = countMembers(value);
  // The bytes name more members than the value holds, or a number may be inexact: read again with the parser that can say where.
  if (members !== scan.members || scan.longNumbers) return parsePrecisely(text, options);
  return { value, numbersAsText: [] };
}

/** The engine refused the text; ours refuses it too, and knows the place. */
function broken(text: string, options: JsonOptions): never {
  parsePrecisely(text, { ...options, unsafeNumbers: 'text' });
  throw new CxError('json.syntax');
}

/** How many members all objects hold together; NaN when one is named `__proto__`. */
function countMembers(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (!isJsonObject(value)) {
    for (const element of value) if (typeof element === 'object') count += countMembers(element);
    return count;
  }
  for (const key in value) {
    if (key === '__proto__') return Number.NaN;
    count++;
    const member = value[key];
    if (typeof member === 'object') count += countMembers(member);
  }
  return count;
}

/** `Array.isArray` for JSON: it would give elements of any type. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
