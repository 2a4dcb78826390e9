import { jsonOf } from '../../../src/core/brand.js';
import { child } from '../../../src/core/pointer.js';
import type { Form, Path } from '../plan.js';

/** A file that is one JSON text. `names`: the members that a pointer may show; any other is given by its place. */
export function jsonForm(variant: string, names: ReadonlySet<string>): Form {
  return {
    variant,
    parse: async (bytes) =>
      jsonOf(
        Buffer.from(bytes)
          .toString()
          .replace(/^\ufeff/, ''),
      ),
    write: async (tree) => Buffer.from(JSON.stringify(tree)),
    respaced: async (tree) => Buffer.from(`${JSON.stringify(tree)} `),
    pointer: (path, tree) => jsonPointer(path, tree, names),
  };
}

/** The pointer of a leaf of JSON. */
export function jsonPointer(path: Path, tree: unknown, names: ReadonlySet<string>): string {
  let here = tree;
  let pointer = '';
  for (const token of path) {
    const keys = typeof here === 'object' && here !== null && !Array.isArray(here) ? Object.keys(here) : undefined;
    pointer = child(pointer, keys && !names.has(String(token)) ? keys.indexOf(String(token)) : token);
    here = typeof here === 'object' && here !== null ? Reflect.get(here, token) : undefined;
  }
  return pointer;
}
