import { fromAnyBase64, fromBase64Url, toBase64Url, utf8 } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import { MAX_ID_BYTES } from '../identifiers.js';
import type { Place } from './place.js';
import { GONE, type Mended, type Run } from './run.js';

/**
 * Identifiers as base64url of at most 64 bytes (CXF §1.3). A text that is no base64 at all becomes the base64url of its own bytes: two
 * that differ still differ. The stray bits of `account-123` count as "no base64", for without them it would equal `account-120`.
 */
export function mendId(value: JsonValue, at: Place, run: Run, required: boolean): Mended<string> {
  if (value === '') return emptyId(at, run, required);
  const known = spelling(value);
  if (known === undefined) return undefined;
  if (known === TOO_LONG) {
    run.change('cxf.id-too-long', at);
    return run.answers.id(at.pointer);
  }
  if (known !== value) run.change('cxf.id-respelled', at);
  return known;
}

/** References follow the identifiers they name. */
export function mendReference(value: JsonValue, at: Place, run: Run): string | undefined {
  const known = value === '' ? TOO_LONG : spelling(value);
  if (known !== TOO_LONG) {
    if (known !== undefined && known !== value) run.change('cxf.id-respelled', at);
    return known;
  }
  const targets = typeof value === 'string' ? (run.replacedIds.get(value) ?? []) : [];
  const [target] = targets;
  if (value === '' && targets.length !== 1) return undefined;
  run.change('cxf.reference-followed', at);
  return run.answers.id(target ?? at.pointer);
}

/** True for an identifier that gets another one derived from its place, so that references have to follow. */
export function isReplaced(value: JsonValue | undefined): value is string {
  return value === '' || (typeof value === 'string' && spelling(value) === TOO_LONG);
}

function emptyId(at: Place, run: Run, required: boolean): Mended<string> {
  if (required) {
    run.change('cxf.id-missing', at);
    return run.answers.id(at.pointer);
  }
  run.warning('cxf.id-empty', at);
  return GONE;
}

const TOO_LONG = Symbol('too long');

function spelling(value: JsonValue): string | typeof TOO_LONG | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const canonical = fromBase64Url(text);
  const bytes = canonical ?? withoutDialect(text) ?? utf8(text);
  if (bytes.length > MAX_ID_BYTES) return TOO_LONG;
  return canonical ? text : toBase64Url(bytes);
}

/** Padding and the standard alphabet are dialects; anything else is another kind of text. */
function withoutDialect(text: string) {
  const bytes = /[+/=]/.test(text) ? fromAnyBase64(text) : undefined;
  const plain = text
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return bytes && toBase64Url(bytes) === plain ? bytes : undefined;
}
