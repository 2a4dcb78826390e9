import { jsonOf } from '../../../src/core/brand.js';
import type { JsonValue } from '../../../src/core/json.js';
import { openExport, parseProtected, sealExport } from '../../formats/bitwarden/protected-export.js';
import { PASSWORD } from '../locked.js';
import type { Form } from '../plan.js';
import { jsonPointer } from './json.js';

/** Bitwarden's JSON under a password: the tree is the export inside. */
export function protectedJsonForm(variant: string, names: ReadonlySet<string>): Form {
  const sealed = (tree: JsonValue, space = ''): Uint8Array =>
    Buffer.from(JSON.stringify(sealExport(JSON.stringify(tree) + space, PASSWORD)));
  return {
    variant,
    parse: async (bytes, password = PASSWORD) => jsonOf(openExport(parseProtected(bytes), password)),
    write: async (tree) => sealed(tree),
    respaced: async (tree) => sealed(tree, ' '),
    pointer: (path, tree) => `/data${jsonPointer(path, tree, names)}`,
  };
}
