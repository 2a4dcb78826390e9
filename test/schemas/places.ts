import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';

/** A member or element somewhere in a JSON tree. */
export interface Place {
  readonly path: readonly (string | number)[];
  /** The path in words: no indices, a credential by its type. */
  readonly name: string;
  readonly owner: JsonObject | readonly JsonValue[];
  readonly value: JsonValue;
}

/** Every place of a document but the inside of what only its own extension or an unknown type knows. */
export function placesOf(value: JsonValue, path: readonly (string | number)[] = [], name = ''): Place[] {
  if (isJsonArray(value)) {
    return value.flatMap((element, i) => {
      const word =
        name.endsWith('/credentials') && isJsonObject(element) && typeof element['type'] === 'string' ? `/${element['type']}` : '';
      return [
        { path: [...path, i], name: `${name}${word}[]`, owner: value, value: element },
        ...placesOf(element, [...path, i], name + word),
      ];
    });
  }
  if (!isJsonObject(value) || isStrange(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const place = { path: [...path, key], name: `${name}/${key}`, owner: value, value: inner };
    return [place, ...placesOf(inner, place.path, place.name)];
  });
}

function isStrange(object: JsonObject): boolean {
  return [object['name'], object['type']].some((text) => typeof text === 'string' && text.startsWith('example.com/'));
}

/** The same tree with another value at the path; `undefined` takes the member or element out. */
export function changed(value: JsonValue, path: readonly (string | number)[], replacement: JsonValue | undefined): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return replacement ?? null;
  if (isJsonArray(value)) {
    if (rest.length === 0 && replacement === undefined) return value.filter((_, i) => i !== step);
    return value.map((element, i) => (i === step ? changed(element, rest, replacement) : element));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, JsonValue][] => {
    if (inner === undefined || (key === step && rest.length === 0 && replacement === undefined)) return [];
    return [[key, key === step ? changed(inner, rest, replacement) : inner]];
  });
  return Object.fromEntries(entries);
}
