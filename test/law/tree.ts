import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';
import { isNothing } from '../../src/core/taker.js';
import type { Path } from './plan.js';

/** Every leaf of a tree with its way; empty arrays and objects are leaves too. */
export function leavesOf(value: JsonValue, path: Path = []): { readonly path: Path; readonly value: JsonValue }[] {
  const inner: [string | number, JsonValue | undefined][] = isJsonArray(value)
    ? value.map((element, i): [number, JsonValue] => [i, element])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (inner.length === 0) return [{ path, value }];
  return inner.flatMap(([token, member]) => (member === undefined ? [] : leavesOf(member, [...path, token])));
}

/** Every array of a tree that has elements. */
export function arraysOf(value: JsonValue, path: Path = []): { readonly path: Path; readonly value: readonly JsonValue[] }[] {
  if (isJsonArray(value)) {
    const own = value.length > 0 ? [{ path, value }] : [];
    return [...own, ...value.flatMap((element, i) => arraysOf(element, [...path, i]))];
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : arraysOf(member, [...path, name])));
}

/** What stands at the end of a way. */
export function at(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (isJsonArray(value)) return typeof token === 'number' ? at(value[token], rest) : undefined;
  return isJsonObject(value) ? at(value[token], rest) : undefined;
}

/** A copy of the tree with one value replaced; undefined removes a member. */
export function replaced(value: JsonValue, path: Path, by: JsonValue | undefined): JsonValue {
  const [token, ...rest] = path;
  if (token === undefined) return by ?? null;
  if (isJsonArray(value)) return value.map((element, i) => (i === token ? replaced(element, rest, by) : element));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
      if (member === undefined || (name === token && rest.length === 0 && by === undefined)) return [];
      return [[name, name === token ? replaced(member, rest, by) : member]];
    }),
  );
}

/** True when nothing below says anything. */
export function saysNothing(value: JsonValue): boolean {
  return leavesOf(value).every((leaf) => isNothing(leaf.value));
}

/** Every text in a value, names of members too. */
export function textsOf(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (isJsonArray(value)) return value.flatMap(textsOf);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...(member === undefined ? [] : textsOf(member))]);
}

/** Only some of a list, always the same ones, spread over it. */
export function some<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  const step = list.length / most;
  return Array.from({ length: most }, (_, i) => list[Math.floor(i * step)]).filter((element) => element !== undefined);
}
