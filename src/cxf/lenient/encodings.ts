import { fromAnyBase64, fromBase64Url, toBase64Url } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import { normaliseBase32 } from '../../otp/base32.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** Unpadded base64url out of any dialect. */
export function mendBase64Url(value: JsonValue, at: Place, run: Run): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (fromBase64Url(value)) return value;
  const bytes = fromAnyBase64(value);
  if (!bytes) return undefined;
  run.change('cxf.base64-respelled', at);
  return toBase64Url(bytes);
}

/**
 * Upper-case Base32 without padding (RFC 4648 §6). A text that is no Base32 in any spelling stays as it is: it may be what the owner
 * needs, and `validate` names it.
 */
export function mendBase32(value: JsonValue, at: Place, run: Run): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = normaliseBase32(value);
  if (plain === undefined || plain === value) return value;
  run.change(isOnlyPadded(value, plain) ? 'cxf.base32-padded' : 'cxf.base32-respelled', at);
  return plain;
}

function isOnlyPadded(value: string, plain: string): boolean {
  return value.startsWith(plain) && !/[^=]/.test(value.slice(plain.length));
}
