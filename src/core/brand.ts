import type { JsonObject, JsonValue } from './json.js';

/**
 * The only file with type assertions. Each function says what its caller has made sure of.
 */

/** `after` was made from `before` by changing values that its type does not fix (extensions, unknown members). */
export function sameType<T>(_before: T, after: unknown): T {
  return after as T;
}

/** A document of this library is JSON through and through: its interfaces only name members of it. */
export function asJson(value: object): JsonObject {
  return value as JsonObject;
}

/** `JSON.parse`, which can give nothing but JSON. Throws what it throws: its message quotes the text. */
export function jsonOf(text: string): JsonValue {
  const value: unknown = JSON.parse(text);
  return value as JsonValue;
}

/** The caller has brought every member that `T` names into its shape. */
export function asShaped<T extends object>(json: JsonObject): T {
  // An interface and a JSON object do not overlap for the compiler, hence by way of unknown.
  const shaped: unknown = json;
  return shaped as T;
}
