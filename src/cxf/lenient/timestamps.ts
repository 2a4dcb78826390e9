import type { JsonValue } from '../../core/json.js';
import type { Place } from './place.js';
import { GONE, type Mended, type Run } from './run.js';

/** Above this a number counts milliseconds: as seconds it would be the year 33658. */
const MAX_SECONDS = 1e12;
/** RFC 3339, with a zone: without one the moment is not certain. */
const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/i;

/**
 * UNIX seconds (CXF §3.1) out of milliseconds, fractions, digits as text and RFC 3339. A moment before 1970 is no date of a vault entry: it
 * stands for "unknown" in exports of Google and is left out.
 */
export function mendTimestamp(value: JsonValue, at: Place, run: Run): Mended<number> {
  const seconds = typeof value === 'number' ? fromNumber(value) : typeof value === 'string' ? fromText(value) : undefined;
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > MAX_SECONDS) {
    run.loss('cxf.timestamp-unusable', at);
    return GONE;
  }
  if (seconds !== value) run.change('cxf.timestamp-respelled', at);
  return seconds;
}

function fromNumber(value: number): number {
  return Math.floor(value > MAX_SECONDS ? value / 1000 : value);
}

function fromText(text: string): number | undefined {
  if (/^-?[0-9]{1,15}(?:\.[0-9]+)?$/.test(text)) return fromNumber(Number(text));
  const milliseconds = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}
