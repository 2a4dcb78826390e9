import { CxError } from '../core/errors.js';
import { DEFAULT_LIMITS, enforce, type Limits } from '../core/limits.js';
import type { Source } from '../core/source.js';
import type { Detection, Format } from './format.js';
import { type Probe, probe } from './probe.js';
import { FORMATS } from './registry.js';

export interface Detected {
  readonly format: string;
  readonly variant: string;
  /** It needs a secret, or cannot be opened at all. */
  readonly locked: boolean;
  /** Why, in a few words that hold no input. */
  readonly why: string;
}

/**
 * Tells the format of an input from its beginning. Throws `limit.exceeded`, `input.empty`, `detect.html`, `detect.not-a-vault`,
 * `detect.ambiguous` (two formats are equally sure; the hint names them) or `detect.unknown`.
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

function named(format: Format, detection: Detection): Detected {
  return { format: format.id, variant: detection.variant ?? format.defaultVariant, locked: detection.locked ?? false, why: detection.why };
}

/** What a file is that is no export; the usual mix-ups have a code of their own. */
function unknown({ text, jsonShape, zipNames }: Probe): CxError {
  if (text !== undefined && /^\s*<(?:!doctype html|html|head|body)\b/i.test(text)) return new CxError('detect.html');
  if (jsonShape?.members.has('credentialTypes')) return new CxError('detect.not-a-vault');
  if (text === undefined && zipNames === undefined) return new CxError('input.binary');
  return new CxError('detect.unknown');
}
