import { sameType } from '../../core/brand.js';
import { isJsonArray, type JsonValue } from '../../core/json.js';
import { IMPORTER_COLLECTIONS, IMPORTER_DEPTH } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import type { Collection } from '../schema/collection.js';
import type { Shaping } from './shaping.js';

/** Half of a surrogate pair. JSON can spell it (RFC 8259 §8.2), UTF-8 cannot. The quick look sees whole pairs too. */
const HALF = /\p{Surrogate}/u;
const SURROGATE = /[\ud800-\udfff]/;
const HALVES = /\p{Surrogate}/gu;

/**
 * What JSON allows and a strict parser refuses, with the whole account: Bitwarden's (serde_json) takes neither half a surrogate pair nor
 * more than 127 levels. The half becomes U+FFFD, a change; what lies too deep is a loss. A plain value is not copied.
 */
export function plain<T extends object>(value: T, pointer: Pointer, shaping: Shaping): T {
  const out = plainValue(sameType<JsonValue>(null, value), 0, pointer, shaping);
  return out === value ? value : sameType(value, out);
}

function plainValue(value: JsonValue, depth: number, pointer: Pointer, shaping: Shaping): JsonValue | undefined {
  if (typeof value === 'string') return plainText(value, pointer, shaping);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= IMPORTER_DEPTH) {
    shaping.findings.loss('value.too-deep', 'target-has-no-place', shaping.place({}, pointer));
    return undefined;
  }
  let copy: (JsonValue | undefined)[] | undefined;
  if (isJsonArray(value)) {
    value.forEach((inner, i) => {
      const out = plainValue(inner, depth + 1, pointer, shaping);
      if (out !== inner) copy ??= [...value];
      if (copy && out !== inner) copy[i] = out;
    });
    return copy ? copy.filter((inner) => inner !== undefined) : value;
  }
  let members: Map<string, JsonValue | undefined> | undefined;
  for (const name in value) {
    const inner = value[name];
    const out = inner === undefined ? undefined : plainValue(inner, depth + 1, pointer, shaping);
    if (out === inner && !isHalved(name)) continue;
    members ??= new Map(Object.entries(value));
    members.set(name, out);
  }
  return members ? Object.fromEntries([...members].map(([name, inner]) => [plainText(name, pointer, shaping), inner])) : value;
}

function isHalved(text: string): boolean {
  return SURROGATE.test(text) && HALF.test(text);
}

function plainText(text: string, pointer: Pointer, shaping: Shaping): string {
  if (!isHalved(text)) return text;
  shaping.findings.change('text.half-character', shaping.place({}, pointer));
  return wellFormed(text);
}

/** The text with U+FFFD for every half of a surrogate pair. */
export function wellFormed(text: string): string {
  return text.replace(HALVES, '\ufffd');
}

/** Collections below the deepest level that importers read move to the top. */
export function flatCollections(collections: readonly Collection[], pointer: Pointer, shaping: Shaping): readonly Collection[] {
  const moved: Collection[] = [];
  const walk = (collection: Collection, depth: number, at: Pointer): Collection => {
    const { subCollections: below, ...rest } = collection;
    if (below === undefined) return collection;
    if (depth < IMPORTER_COLLECTIONS) {
      const walked = below.map((child, i) => walk(child, depth + 1, `${at}/subCollections/${i}`));
      return walked.every((child, i) => child === below[i]) ? collection : { ...rest, subCollections: walked };
    }
    below.forEach((child, i) => {
      const place = `${at}/subCollections/${i}`;
      shaping.findings.change('collection.too-deep', shaping.place(child, place));
      moved.push(walk(child, 1, place));
    });
    return rest;
  };
  const roots = collections.map((collection, i) => walk(collection, 1, `${pointer}/${i}`));
  return moved.length > 0 ? [...roots, ...moved] : collections;
}
