import { type Code, CxError } from '../core/errors.js';
import { DEFAULT_LIMITS, enforce, type Limits } from '../core/limits.js';
import type { Source } from '../core/source.js';
import type { Detection, Format } from './format.js';
import { isHeadless } from './headless.js';
import { type Probe, probe } from './probe.js';
import { FORMATS } from './registry.js';

export interface Detected {
  readonly format: string;
  readonly variant: string;
  /** It needs a secret, or cannot be opened at all. */
  readonly locked: boolean;
  /** What stands in the way of opening it, beside a secret. */
  readonly obstacle?: Code;
  /** Why, in a few words that hold no input. */
  readonly why: string;
}

/**
 * Tells the format of an input from its beginning. Throws `limit.exceeded`, `input.empty`, `detect.html`, `detect.not-a-vault`,
 * `csv.no-heading`, `detect.ambiguous` (two formats are equally sure; the hint names them) or `detect.unknown`.
 */
export async function detect(source: Source, limits: Limits = DEFAULT_LIMITS): Promise<Detected> {
  enforce(limits, 'input.bytes', source.size);
  if (source.size === 0) throw new CxError('input.empty');
  const view = await probe(source, limits);
  const found = FORMATS.map((format) => ({ format, detection: format.detect(view) })).sort(
    (a, b) => b.detection.confidence - a.detection.confidence,
  );
  const [best, next] = found;
  if (!best || best.detection.confidence === 0) throw unknown(view);
  if (next && next.detection.confidence === best.detection.confidence) {
    throw new CxError('detect.ambiguous', { hint: `Name the right one with -f: ${best.format.id} or ${next.format.id}.` });
  }
  return named(best.format, best.detection);
}

function named(format: Format, { variant, locked, obstacle, why }: Detection): Detected {
  return { format: format.id, variant: variant ?? format.defaultVariant, locked: locked ?? false, why, ...(obstacle && { obstacle }) };
}

/** What a file is that is no export; the usual mix-ups have a code of their own. */
function unknown({ head, text, jsonShape, zipNames, zipError, csvHeading }: Probe): CxError {
  if (text !== undefined && /^\s*<(?:!doctype html|html|head|body)\b/i.test(text)) return new CxError('detect.html');
  if (jsonShape?.members.has('credentialTypes')) return new CxError('detect.not-a-vault');
  if (zipNames) return zipError ?? new CxError('detect.unknown');
  if (isHeadless(csvHeading)) return new CxError('csv.no-heading');
  if (isUtf16(head)) return new CxError('text.not-utf8');
  if (text === undefined) return new CxError(hasControls(head) ? 'input.binary' : 'text.not-utf8');
  return new CxError('detect.unknown');
}

/** By its mark, or by a zero beside each letter. */
function isUtf16(head: Uint8Array): boolean {
  const [first = 0, second = 0] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return head.length > 1 && [0, 1].some((half) => head.every((byte, i) => i % 2 !== half || byte === 0));
}

/** Text of any older encoding has none but tabs and line ends. */
function hasControls(head: Uint8Array): boolean {
  return head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}
