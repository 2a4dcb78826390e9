import type { Limits } from '../core/limits.js';
import type { Finding } from '../core/report.js';
import type { Importer } from './importers/shaping.js';
import { parseWithOrigins } from './parse.js';

export interface ValidateOptions {
  /** Whose rules count: the specification's (default), or those of an importer. */
  readonly importer?: Importer;
  readonly limits?: Limits;
}

export interface Validation {
  /** False as soon as one finding is an `error`. */
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Holds a document against CXF 1.0, or tells what an importer would refuse (`error`), drop (`loss`) or change.
 *
 * Throws CxError when there is no document: what `parseCxf` throws.
 */
export async function validateCxf(bytes: Uint8Array, options: ValidateOptions = {}): Promise<Validation> {
  const { findings } = await parseWithOrigins(bytes, options.limits ? { limits: options.limits } : {});
  return { valid: !findings.some(({ severity }) => severity === 'error'), findings };
}
