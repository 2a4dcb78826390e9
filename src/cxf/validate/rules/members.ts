import type { ObjectShape } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';

/** The names of an object's members, those of its shape and no others. */
export type Names = ReadonlySet<string>;

export function namesOf(shape: ObjectShape, ...more: readonly string[]): Names {
  return new Set([...Object.keys(shape), ...more]);
}

/** Members that CXF 1.0 does not know: everybody ignores them (§3.1.1). */
export function unknownMembers(value: object, names: Names, walk: Walk): void {
  for (const name in value) {
    if (!names.has(name)) walk.breach('cxf.member-unknown', { unknown: name });
  }
}

/** An optional array is absent when empty (CXF §2.1.2). */
export function optionalArray(value: readonly unknown[] | undefined, name: string, walk: Walk): void {
  if (value !== undefined && value.length === 0) walk.breach('cxf.array-empty', name);
}
