import { isJsonArray, isJsonObject, type JsonValue } from '../../core/json.js';

/** The attachments that an entry and its earlier states name. */
export function refsOf(value: JsonValue | undefined): string[] {
  if (isJsonArray(value)) return value.flatMap(refsOf);
  if (!isJsonObject(value)) return [];
  const ref = value['@Ref'];
  return [...(typeof ref === 'string' ? [ref] : []), ...Object.values(value).flatMap(refsOf)];
}
