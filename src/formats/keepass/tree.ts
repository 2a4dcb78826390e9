import { fromAnyBase64 } from '../../core/bytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { toBase64 } from '../../keys/pem.js';
import type { KdbxElement } from './kdbx/kdbx.js';
import { LISTS } from './names.js';

/*
 * The elements of a database as JSON, so that a Taker can watch over them and a carry can hold them. Nothing is lost on the way: an element
 * with text alone is that text; any other is an object of its children, with `@Name` for an attribute, `#text` for text beside those,
 * `#protected` for what the inner cipher protects and `#bytes` for what is no text.
 */

const NONE: ReadonlyMap<string, string> = new Map();

/** What `elementOf` makes the element of again, but for the order of children with different names. */
export function treeOf(element: KdbxElement): JsonValue {
  const { attributes, children, text, isProtected, bytes } = element;
  if (attributes.size === 0 && children.length === 0 && !isProtected) return text;
  const members = new Map<string, JsonValue>();
  for (const [name, value] of attributes) members.set(`@${name}`, value);
  if (isProtected) members.set('#protected', true);
  if (bytes) members.set('#bytes', toBase64(bytes));
  if (text !== '') members.set('#text', text);
  for (const [name, group] of grouped(children)) {
    const values = group.map(treeOf);
    const [only] = values;
    members.set(safe(name), values.length === 1 && only !== undefined && !LISTS.has(name) ? only : values);
  }
  return Object.fromEntries(members);
}

/** The element of a tree; several for a list. What no element can hold (numbers, nulls) is not made one. */
function elementsOf(name: string, value: JsonValue | undefined): KdbxElement[] {
  if (isJsonArray(value)) return value.flatMap((one) => elementsOf(name, one));
  if (typeof value === 'string') return [elementOf(name, value)];
  return isJsonObject(value) ? [elementOf(name, value)] : [];
}

/** One element. Members stand in their order. */
export function elementOf(name: string, value: string | JsonObject): KdbxElement {
  const bare = { name: name.startsWith('#_') ? name.slice(1) : name, attributes: NONE, children: [], line: 0 };
  if (typeof value === 'string') return { ...bare, text: value };
  const { '#protected': isProtected, '#bytes': digits, '#text': text } = value;
  const bytes = typeof digits === 'string' ? fromAnyBase64(digits) : undefined;
  const attributes = Object.entries(value).flatMap(([key, one]): [string, string][] =>
    key.startsWith('@') && typeof one === 'string' ? [[key.slice(1), one]] : [],
  );
  return {
    ...bare,
    attributes: new Map(attributes),
    children: Object.entries(value).flatMap(([key, one]) => (/^(?:@|#(?!_))/.test(key) ? [] : elementsOf(key, one))),
    text: typeof text === 'string' ? text : '',
    ...(isProtected === true && { isProtected }),
    ...(bytes && { bytes }),
  };
}

/** The children by their names, in the order of the first of each. */
function grouped(children: readonly KdbxElement[]): Map<string, KdbxElement[]> {
  const groups = new Map<string, KdbxElement[]>();
  for (const child of children) {
    const group = groups.get(child.name);
    if (group) group.push(child);
    else groups.set(child.name, [child]);
  }
  return groups;
}

/** JSON of others may not have a member of that name. */
function safe(name: string): string {
  return name === '__proto__' ? `#${name}` : name;
}
