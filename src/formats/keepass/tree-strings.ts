import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';

/* Looking at parts of the tree without taking them. */

/** The strings of an entry, as many as there are of each key; "" for what is no text. */
export function stringsOf(entry: JsonObject): [key: string, value: string][] {
  return objectsOf(entry['String']).map((string) => {
    const value = string['Value'];
    return [textOf(string['Key']), textOf(isJsonObject(value) ? value['#text'] : value)];
  });
}

/** The objects of a list. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

/** The text that a value is; "" for anything else. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
