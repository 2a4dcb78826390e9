import { CxError } from '../../core/errors.js';
import { openTerminal, type SessionTerminal } from '../files/terminal.js';

const ENTER = new Set([0x0a, 0x0d]);
const BACKSPACE = new Set([0x08, 0x7f]);
const CTRL_C = 0x03;
const CTRL_D = 0x04;
const CTRL_U = 0x15;

/** How a hidden question is put. */
export interface Question {
  /** Our own words: "Password for the input". */
  readonly label: string;
  /** Ask a second time and compare: for a password that nobody has typed before. */
  readonly twice: boolean;
}

/**
 * Asks on the terminal itself; nothing typed is shown. Undefined when there is no terminal, or when the answer is Ctrl-D.
 * Throws `interrupted` on Ctrl-C. Terminal settings are put back in every case.
 */
export async function askHidden(question: Question, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const terminal = openTerminal();
  if (!terminal) return undefined;
  const stop = (): void => {
    // Once destroyed, the descriptor is gone and the terminal would stay raw.
    terminal.input.setRawMode(false);
    terminal.input.destroy();
  };
  signal.addEventListener('abort', stop);
  try {
    terminal.input.setRawMode(true);
    return await answer(terminal, question);
  } catch (error) {
    throw signal.aborted ? new CxError('interrupted') : error;
  } finally {
    signal.removeEventListener('abort', stop);
    if (!terminal.input.destroyed) terminal.input.setRawMode(false);
    terminal.input.destroy();
    terminal.output.destroy();
  }
}

async function answer(terminal: SessionTerminal, { label, twice }: Question): Promise<Uint8Array | undefined> {
  const keys = keysOf(terminal);
  for (;;) {
    const first = await line(terminal, keys, `${label}: `);
    if (!twice || first === undefined) return first;
    const second = await line(terminal, keys, `${label}, again: `);
    if (second === undefined) return undefined;
    if (Buffer.compare(first, second) === 0) return first;
    terminal.output.write('The two were not the same. Try again.\n');
  }
}

async function line(terminal: SessionTerminal, keys: AsyncIterator<number>, prompt: string): Promise<Uint8Array | undefined> {
  terminal.output.write(prompt);
  const typed: number[] = [];
  try {
    for (;;) {
      const next: IteratorResult<number, unknown> = await keys.next();
      const key = next.done ? CTRL_C : next.value;
      if (key === CTRL_C) throw new CxError('interrupted');
      if (ENTER.has(key)) return Uint8Array.from(typed);
      if (key === CTRL_D) return undefined;
      if (BACKSPACE.has(key)) rubOut(typed);
      else if (key === CTRL_U) typed.length = 0;
      else typed.push(key);
    }
  } finally {
    terminal.output.write('\n');
  }
}

/** Takes away the last character, which may be several bytes of UTF-8. */
function rubOut(typed: number[]): void {
  let last = typed.pop();
  while (last !== undefined && (last & 0xc0) === 0x80) last = typed.pop();
}

async function* keysOf({ input }: SessionTerminal): AsyncGenerator<number, void> {
  for await (const chunk of input) if (chunk instanceof Uint8Array) yield* chunk;
}
