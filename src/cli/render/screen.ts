import type { Code } from '../../core/codes/index.js';
import { CxError } from '../../core/errors.js';
import { sendTo } from '../files/stream.js';
import { codeLines, errorLines } from './error.js';
import { type Ink, inkFor } from './ink.js';
import { visibleJson } from './text.js';

/** What a stage of the work is called in front of people; others by their own name. */
const STAGES: Readonly<Record<string, string>> = { 'derive-key': 'deriving the key' };

/**
 * The rules of the screen: data goes to standard output, every word about it to standard error. Nothing of a vault reaches
 * either without `visible`. Colours, progress and titles only on a terminal. `--quiet` leaves errors and what a person must not miss.
 */
export class Screen {
  quiet = false;
  /** True when a person looks at standard error. */
  readonly watched = process.stderr.isTTY === true;
  readonly ink: Ink = inkFor(this.watched, process.env);
  readonly outInk: Ink = inkFor(process.stdout.isTTY === true, process.env);
  /** Columns for our own sentences: never wider than is pleasant to read. */
  readonly width = Math.max(40, Math.min(process.stderr.columns ?? 100, 100));
  private readonly signal: AbortSignal;
  private progressShown = 0;

  constructor(signal: AbortSignal) {
    this.signal = signal;
    // Standard error may be closed; a lost message must not become a crash.
    process.stderr.on('error', () => undefined);
  }

  /** Lines for a person, to standard error; nothing with `--quiet`. */
  note(lines: readonly string[]): void {
    if (!this.quiet) this.always(lines);
  }

  /** Lines that `--quiet` does not silence. */
  always(lines: readonly string[]): void {
    this.clearProgress();
    if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  }

  /** A warning of the command line itself, by its code. */
  warn(code: Code): void {
    this.note(codeLines(code, this.ink));
  }

  /** The last words of a run that failed; gives its exit code. */
  fail(error: unknown): number {
    const failure = errorLines(error, this.ink);
    this.always(failure.lines);
    return failure.exit;
  }

  /** Lines of an answer, to standard output. Throws `output.closed` when nobody reads them. */
  async print(lines: readonly string[]): Promise<void> {
    await this.send(`${lines.join('\n')}\n`);
  }

  /** An answer for programs, to standard output: one JSON text whose strings cannot act on a terminal. */
  async json(value: object): Promise<void> {
    await this.send(visibleJson(value));
  }

  /** How far the work has got; at most ten times a second. */
  progress(stage: string, done: number, total: number): void {
    const now = performance.now();
    if (!this.watched || this.quiet || now - this.progressShown < 100) return;
    this.progressShown = now;
    const part = total > 0 ? ` ${Math.min(100, Math.floor((100 * done) / total))} %` : '';
    process.stderr.write(`\r\x1b[K${this.ink.dim(`${STAGES[stage] ?? stage.replaceAll(/[^a-z -]/g, '')}${part}`)}`);
  }

  clearProgress(): void {
    if (this.progressShown > 0) process.stderr.write('\r\x1b[K');
    this.progressShown = 0;
  }

  private async send(text: string): Promise<void> {
    if (this.signal.aborted) throw new CxError('interrupted');
    this.clearProgress();
    await sendTo(1, '-', once(new TextEncoder().encode(text)), this.signal);
  }
}

async function* once(chunk: Uint8Array): AsyncIterable<Uint8Array> {
  yield chunk;
}
