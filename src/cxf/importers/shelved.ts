import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { carry, carryName } from '../carry/names.js';
import type { Extension } from '../schema/extension.js';

/**
 * Extensions that break a rule of CXF §3.5, raw in a `cx-set-aside` of the object that had them. An entry is told apart from those of
 * parsing by its `index`: that of the extension among all.
 */
export function shelveExtensions(extensions: readonly JsonValue[], broken: ReadonlySet<number>, exporter: string): readonly JsonValue[] {
  const entries = extensions.flatMap((value, index): JsonObject[] =>
    broken.has(index) ? [{ credential: null, member: 'extensions', index, value }] : [],
  );
  return [...extensions.filter((_, index) => !broken.has(index)), carry(exporter, 'cx-set-aside', 'cxf', { entries })];
}

/** Turns `shelveExtensions` back. The same array when there is nothing to turn back. */
export function unshelveExtensions(extensions: readonly Extension[] | undefined): readonly Extension[] | undefined {
  const at = extensions?.findLastIndex((extension) => shelvedIn(extension).length > 0) ?? -1;
  const shelf = extensions?.[at];
  if (!extensions || !shelf) return extensions;
  const out = extensions.filter((extension) => extension !== shelf);
  for (const { index, value } of shelvedIn(shelf)) out.splice(index, 0, value);
  return out;
}

function shelvedIn(extension: Extension): readonly { readonly index: number; readonly value: Extension }[] {
  const { entries } = extension;
  if (!isJsonArray(entries) || extension['source'] !== 'cxf' || carryName(extension) !== 'cx-set-aside') return [];
  const shelved = entries.flatMap((entry) => {
    if (!isJsonObject(entry) || entry['member'] !== 'extensions') return [];
    const { index, value } = entry;
    return typeof index === 'number' && isJsonObject(value) && isExtension(value) ? [{ index, value }] : [];
  });
  // One of parsing has other entries, and stays.
  return shelved.length === entries.length ? shelved : [];
}

function isExtension(value: JsonObject): value is JsonObject & Extension {
  return typeof value['name'] === 'string';
}
