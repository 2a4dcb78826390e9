import type { ExitCode } from './codes/entry.js';
import { CODES, type Code } from './codes/index.js';
import type { LimitName } from './limits.js';
import type { Pointer } from './pointer.js';

export type { Code } from './codes/index.js';

/** Facts that may accompany an error. None of them ever holds a value of the input. */
export interface ErrorFacts {
  readonly pointer?: Pointer;
  /** Overrides what the code's table says a person can do. */
  readonly hint?: string;
  readonly limit?: { readonly name: LimitName; readonly max: number; readonly need: number };
}

/**
 * The only error this library throws on purpose: there is no document (not this format, a broken container,
 * a wrong password, over a limit). Everything smaller is a finding of the report.
 * The message comes from the table of codes and never from the input or from another library.
 */
export class CxError extends Error {
  readonly code: Code;
  readonly pointer: Pointer | undefined;
  readonly hint: string | undefined;
  readonly limit: ErrorFacts['limit'];

  constructor(code: Code, facts: ErrorFacts = {}) {
    const entry = CODES[code];
    super(facts.limit ? `${entry.says} Limit ${facts.limit.name} is ${facts.limit.max}, needed ${facts.limit.need}.` : entry.says);
    this.name = 'CxError';
    this.code = code;
    this.pointer = facts.pointer;
    this.hint = facts.hint ?? entry.todo;
    this.limit = facts.limit;
  }

  /** The same error, its place below `prefix`. */
  at(prefix: Pointer): CxError {
    const { hint, limit } = this;
    return new CxError(this.code, { pointer: prefix + (this.pointer ?? ''), ...(hint !== undefined && { hint }), ...(limit && { limit }) });
  }

  /** How the command line ends on this error. */
  get exitCode(): ExitCode {
    return CODES[this.code].exit ?? 3;
  }
}

/** A mistake of this toolkit, not of the input. Its text holds no value either. */
export class Bug extends Error {
  override readonly name = 'Bug';
}
