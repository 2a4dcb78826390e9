import type { Code } from './codes/index.js';
import type { Pointer } from './pointer.js';

/**
 * `loss`: a value of the input is not in the output. `change`: it is there, but not as it was.
 * `warning`: all is there, and something deserves a look. `info`: worth knowing.
 * `error`: the document breaks a MUST of the specification (only `validate` says so).
 */
export type Severity = 'error' | 'loss' | 'change' | 'warning' | 'info';

/** Why a value was lost; a closed list. */
export type Reason = 'target-has-no-place' | 'spec-forbids' | 'invalid-value' | 'unsupported' | 'policy';

/** Whom a finding is about, in the owner's words. Only shown when asked for. */
export interface Subject {
  readonly title?: string;
  readonly rpId?: string;
  readonly username?: string;
}

/** One thing that happened to one value. Holds no value of the input except, when asked for, the subject. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly reason?: Reason;
  /** Where the value stands in the input. */
  readonly source?: Pointer;
  /** Where it stands in the output. */
  readonly target?: Pointer;
  /** What to do, when it differs from the code's own advice. */
  readonly fix?: string;
  readonly subject?: Subject;
}

/** What a kind of file can never hold; said before anything else. */
export interface Gap {
  /** `passkeys`, `files`, `cards` …: the plural noun of what is missing. */
  readonly cannotHold: readonly string[];
  /** The format and variant that has this gap, and the side it stands on. */
  readonly format: string;
  readonly variant: string;
  readonly side: 'source' | 'target';
  /** The better choice, as a sentence. */
  readonly instead?: string;
}

export interface FormatName {
  readonly format: string;
  readonly variant: string;
}

export interface Counts {
  readonly items: number;
  readonly credentials: Readonly<Record<string, number>>;
  readonly files: number;
}

/** The account of a run: the same bytes for the same input and options. Schema: `schemas/report.json`. */
export interface Report {
  readonly version: 1;
  readonly source: FormatName;
  /** What each of several inputs is; `source` is the first. Pointers then begin with `/input/N`. */
  readonly inputs?: readonly FormatName[];
  readonly target?: FormatName;
  readonly gaps: readonly Gap[];
  readonly counts: Counts;
  readonly totals: { readonly losses: number; readonly changes: number; readonly passkeysLeftBehind: number };
  readonly findings: readonly Finding[];
}

/** Collects findings while a reader or writer works. */
export class Findings {
  readonly list: Finding[] = [];

  add(finding: Finding): void {
    this.list.push(finding);
  }

  loss(code: Code, reason: Reason, source: Pointer, subject?: Subject): void {
    this.add({ code, severity: 'loss', reason, source, ...(subject && { subject }) });
  }

  change(code: Code, source: Pointer, subject?: Subject): void {
    this.add({ code, severity: 'change', source, ...(subject && { subject }) });
  }

  warning(code: Code, source: Pointer, subject?: Subject): void {
    this.add({ code, severity: 'warning', source, ...(subject && { subject }) });
  }

  info(code: Code, source: Pointer, subject?: Subject): void {
    this.add({ code, severity: 'info', source, ...(subject && { subject }) });
  }
}

/** Losses of these codes are passkeys that stayed behind. */
const PASSKEY_LOSSES: ReadonlySet<Code> = new Set([
  'passkey.counter-nonzero',
  'passkey.unsupported',
  'passkey.left-behind',
  'passkey.invalid',
  'keepass.passkey-one-only',
]);

/** Counts what the findings say. */
export function totals(findings: readonly Finding[]): Report['totals'] {
  let losses = 0;
  let changes = 0;
  let passkeysLeftBehind = 0;
  for (const { severity, code } of findings) {
    if (severity === 'change') changes++;
    if (severity !== 'loss') continue;
    losses++;
    if (PASSKEY_LOSSES.has(code)) passkeysLeftBehind++;
  }
  return { losses, changes, passkeysLeftBehind };
}
