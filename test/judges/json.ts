import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';

/** True for a JSON object. */
export const isRecord = isJsonObject;

/** The objects in an array member; none when there is no such array. */
export function list(value: unknown, member: string): readonly JsonObject[] {
  const inner = isJsonObject(value) ? value[member] : undefined;
  return Array.isArray(inner) ? inner.filter(isJsonObject) : [];
}

/** A text member; '' for anything that is none. */
export function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The SDK wants undefined where an export says null. */
export function fillIn(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      value === null
        ? undefined
        : Array.isArray(value)
          ? value.map((each) => (isJsonObject(each) ? fillIn(each) : each))
          : isJsonObject(value)
            ? fillIn(value)
            : value,
    ]),
  );
}
