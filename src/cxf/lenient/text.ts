import type { JsonValue } from '../../core/json.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** Numbers and truth values where a text belongs. */
export function mendText(value: JsonValue, at: Place, run: Run): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  run.change('cxf.text-respelled', at);
  return String(value);
}

/** `"true"` where true belongs. */
export function mendBoolean(value: JsonValue, at: Place, run: Run): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value !== 'true' && value !== 'false') return undefined;
  run.change('cxf.boolean-respelled', at);
  return value === 'true';
}

/** `"30"` where 30 belongs. `max` is the largest number that fits. */
export function mendUint(value: JsonValue, at: Place, run: Run, max: number): number | undefined {
  const number = typeof value === 'string' && /^(?:0|[1-9][0-9]{0,15})$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0 || number > max) return undefined;
  if (number !== value) run.change('cxf.number-respelled', at);
  return number;
}

/** `SHA256` and `SHA-256` where `sha256` belongs: importers take a spelling that they do not know for SHA-1 and make wrong codes. */
export function mendOtpAlgorithm(value: JsonValue, at: Place, run: Run): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = value.toLowerCase().replace('sha-', 'sha');
  if (plain === value || !KNOWN.has(plain)) return value;
  run.change('cxf.totp-algorithm-respelled', at);
  return plain;
}

const KNOWN: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512', 'steam']);

/** `HS256` is what Appendix A of 2025-08-14 calls `hmac-sha256`. */
export function mendHmacAlgorithm(value: JsonValue, at: Place, run: Run): string | undefined {
  if (value !== 'HS256') return typeof value === 'string' ? value : undefined;
  run.change('cxf.hmac-algorithm-respelled', at);
  return 'hmac-sha256';
}
