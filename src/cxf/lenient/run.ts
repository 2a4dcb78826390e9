import type { Code } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import type { Answers } from './answers.js';
import type { Place } from './place.js';

/** One pass over a document: what it found, and where the objects stood that stand elsewhere now. */
export class Run {
  readonly findings = new Findings();
  /** Only of objects that moved: all others stand in the document where they stood in the input. */
  readonly origins = new Map<object, Pointer>();
  /** Raw identifiers that are replaced, of all items: what a reference to them becomes. Set per account. */
  replacedIds: ReadonlyMap<string, readonly Pointer[]> = new Map();

  readonly answers: Answers;
  readonly limits: Limits;

  constructor(answers: Answers, limits: Limits) {
    this.answers = answers;
    this.limits = limits;
  }

  /** A value is there, in another spelling. */
  change(code: Code, at: Place): void {
    this.findings.change(code, at.pointer);
  }

  /** A shape that is not that of CXF 1.0, read without changing any value. */
  warning(code: Code, at: Place): void {
    this.findings.warning(code, at.pointer);
  }

  /** A value that means nothing and could not be kept. */
  loss(code: Code, at: Place): void {
    this.findings.loss(code, 'invalid-value', at.pointer);
  }

  moved(value: object, at: Place): void {
    this.origins.set(value, at.pointer);
  }

  /**
   * Tries to read something below `at`. When the reading gives undefined, what was found and set aside meanwhile is forgotten:
   * the whole raw value will be set aside instead.
   */
  attempt<T>(at: Place, read: () => T | undefined): T | undefined {
    const findings = this.findings.list.length;
    const entries = at.shelf.entries.length;
    const result = read();
    if (result === undefined) {
      this.findings.list.length = findings;
      at.shelf.entries.length = entries;
    }
    return result;
  }
}

/** The outcome of mending a value: the value, `GONE` when it was reported and nothing stays, undefined when it cannot be read. */
export const GONE = Symbol('gone');
export type Mended<T> = T | typeof GONE | undefined;
