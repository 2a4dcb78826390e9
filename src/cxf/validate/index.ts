import { type CxfQuirkCode, cxfQuirkCodes } from '../../core/codes/cxf-quirks.js';
import type { Code } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import type { Finding, Reason, Severity } from '../../core/report.js';
import { PROFILES } from '../importers/judge.js';
import type { Importer } from '../importers/shaping.js';
import { type Parsing, parseWithOrigins } from '../parse.js';
import { Places } from './places.js';
import type { Judge, Profile, Verdict } from './profile.js';
import { documentRules } from './rules/document.js';
import { Walk } from './walk.js';

export interface ValidateOptions {
  /** Whose rules count: the specification's (default), or those of an importer. */
  readonly importer?: Importer;
  readonly limits?: Limits;
}

export interface Validation {
  /** False as soon as one finding is an `error`. */
  readonly valid: boolean;
  /** First what parsing had to mend, in the order of parsing; then what the rules found, in the order of the document. */
  readonly findings: readonly Finding[];
}

/**
 * Holds a document against CXF 1.0: `error` for a MUST that is broken, `warning` for a SHOULD, `info` for what is recommended or what
 * importers are told to ignore. For an importer: what it would refuse (`error`), drop (`loss`) or change. Pointers lead into the input as
 * it came; a member that CXF does not know is given by its index, for its name may be the owner's own text.
 *
 * Throws CxError when there is no document: what `parseCxf` throws.
 */
export async function validateCxf(bytes: Uint8Array, options: ValidateOptions = {}): Promise<Validation> {
  const parsing = await parseWithOrigins(bytes, options.limits ? { limits: options.limits } : {});
  const findings = judged(parsing, PROFILES[options.importer ?? 'spec']);
  return { valid: !findings.some(({ severity }) => severity === 'error'), findings };
}

function judged(parsing: Parsing, profile: Profile): Finding[] {
  const walk = new Walk();
  documentRules(parsing.document, walk);
  const places = new Places(parsing);
  const findings: Finding[] = [];

  function add(code: Code, judge: Judge, source: Pointer, place: () => Parameters<Exclude<Judge, Verdict>>): void {
    const verdict = typeof judge === 'function' ? judge(...place()) : judge;
    if (verdict !== 'fine') findings.push(finding(code, verdict, source));
  }

  for (const { code, source = '' } of parsing.findings) {
    // Parsing has no other findings.
    if (isQuirk(code)) add(code, profile.quirk(code), source, () => [places.rawAt(source), source, undefined]);
  }
  for (const { code, path } of walk.breaches) {
    const judge = profile.rule(code);
    const source = judge === 'fine' ? undefined : places.pointerOf(path);
    if (source !== undefined) add(code, judge, source, () => [places.valueOf(path), source, places.valueOf(path.slice(0, -1))]);
  }
  for (const breach of profile.more?.(parsing.document) ?? []) {
    const source = places.pointerOf(breach.path);
    if (source !== undefined) findings.push(finding(breach.code, breach.severity, source, breach.reason));
  }
  return findings;
}

function isQuirk(code: Code): code is CxfQuirkCode {
  return Object.hasOwn(cxfQuirkCodes, code);
}

function finding(code: Code, severity: Severity, source: Pointer, reason?: Reason): Finding {
  const why = reason ?? (severity === 'loss' ? 'unsupported' : undefined);
  return { code, severity, ...(why && { reason: why }), source };
}
