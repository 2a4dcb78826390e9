import { asJson, sameType } from '../../core/brand.js';
import { isJsonArray, type JsonValue } from '../../core/json.js';
import { IMPORTER_DEPTH } from '../../core/limits.js';
import { child, type Pointer } from '../../core/pointer.js';
import { NAMES } from '../schema/names.js';
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
  const json = asJson(value);
  return isPlain(json, 0) ? value : sameType(value, madePlain(json, 0, pointer, shaping));
}

/** A look without a trace: nearly all values are plain, and pointers would cost more than the look. */
function isPlain(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value === 'string') return !isHalved(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= IMPORTER_DEPTH) return false;
  if (isJsonArray(value)) return value.every((inner) => isPlain(inner, depth + 1));
  for (const name in value) if (isHalved(name) || !isPlain(value[name], depth + 1)) return false;
  return true;
}

function madePlain(value: JsonValue | undefined, depth: number, pointer: Pointer, shaping: Shaping): JsonValue | undefined {
  if (typeof value === 'string') return plainText(value, pointer, shaping);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= IMPORTER_DEPTH) {
    shaping.findings.loss('value.too-deep', 'target-has-no-place', shaping.place(value, pointer));
    return undefined;
  }
  if (isJsonArray(value)) {
    const elements = value.map((inner, i) => madePlain(inner, depth + 1, child(pointer, i), shaping));
    if (elements.every((inner, i) => inner === value[i])) return value;
    return elements.filter((inner) => inner !== undefined);
  }
  const members = Object.entries(value).map(([name, inner], i) => {
    // A name that the specification does not have may be anybody's secret.
    const at = child(pointer, NAMES.has(name) ? name : i);
    return [plainText(name, at, shaping), madePlain(inner, depth + 1, at, shaping)] as const;
  });
  if (members.every(([name, inner]) => Object.hasOwn(value, name) && inner === value[name])) return value;
  const made = Object.fromEntries(members);
  shaping.moved(value, made);
  return made;
}

function isHalved(text: string): boolean {
  return SURROGATE.test(text) && HALF.test(text);
}

function plainText(text: string, pointer: Pointer, shaping: Shaping): string {
  if (!isHalved(text)) return text;
  shaping.findings.change('text.half-character', shaping.placeOfValue(pointer));
  return wellFormed(text);
}

/** The text with U+FFFD for every half of a surrogate pair. */
export function wellFormed(text: string): string {
  return text.replace(HALVES, '\ufffd');
}
