import { jsonOf } from '../../../src/core/brand.js';
import { isJsonObject, type JsonValue } from '../../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { collect, sourceOf } from '../../../src/core/source.js';
import { readZip, writeZip } from '../../../src/core/zip.js';
import type { Form } from '../plan.js';
import { jsonPointer } from './json.js';

/** An archive of one JSON file and others: the tree is `{ json, files }`, the files as Latin-1 by their names. */
export function zipForm(variant: string, index: string, names: ReadonlySet<string>): Form {
  return {
    variant,
    parse: async (bytes) => {
      const entries = await readZip(sourceOf(bytes), DEFAULT_LIMITS);
      const files: Record<string, string> = {};
      let json = '';
      for (const [name, entry] of entries) {
        const content = Buffer.from(await collect(entry.open()));
        if (name === index) json = content.toString();
        else files[name] = content.toString('latin1');
      }
      return { json: jsonOf(json), files };
    },
    write: (tree) => archive(tree, index, ''),
    respaced: (tree) => archive(tree, index, ' '),
    pointer: ([part, ...path], tree) => {
      const { json, files } = isJsonObject(tree) ? tree : {};
      if (part === 'json') return `/zip/${index}${jsonPointer(path, json, names)}`;
      // The place in the archive: a name may tell too much.
      return `/zip/${Object.keys(isJsonObject(files) ? files : {}).indexOf(String(path[0])) + 1}`;
    },
  };
}

function archive(tree: JsonValue, index: string, space: string): Promise<Uint8Array> {
  const { json = null, files } = isJsonObject(tree) ? tree : {};
  const others = isJsonObject(files) ? Object.entries(files) : [];
  const parts = [
    [index, Buffer.from(JSON.stringify(json) + space)] as const,
    ...others.map(([name, text]) => [name, bytesOf(text)] as const),
  ];
  return collect(writeZip(parts.map(([name, bytes]) => ({ name, open: () => once(bytes) }))));
}

function bytesOf(text: unknown): Uint8Array {
  return Buffer.from(typeof text === 'string' ? text : JSON.stringify(text ?? null), 'latin1');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
