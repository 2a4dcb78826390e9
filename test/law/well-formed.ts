import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';

/** The text with U+FFFD for each half of a surrogate pair, as importers get it. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd');
}

/** The same for every text of a tree. */
export function wellFormedTree(value: JsonValue): JsonValue {
  if (typeof value === 'string') return wellFormed(value);
  if (isJsonArray(value)) return value.map(wellFormedTree);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wellFormedTree(member ?? null)]));
}
