import { CODES, type Code } from '../../core/codes/index.js';
import { Bug, CxError } from '../../core/errors.js';
import { FileError } from '../files/errors.js';
import type { Ink } from './ink.js';
import { visible } from './text.js';

export interface Failure {
  readonly lines: readonly string[];
  readonly exit: number;
}

/** The engine's own error classes. A name from anywhere else could hold anything. */
const KNOWN = [
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'DOMException',
  'Error',
];

/**
 * What a person reads when a run fails, and how the process ends.
 * Of an error that is not ours only its class is told: its message and stack may quote the input.
 */
export function errorLines(error: unknown, ink: Ink): Failure {
  if (!(error instanceof CxError)) return { lines: unexpected(error, ink), exit: 1 };
  // The reader of a pipe that left (`| head`) knows; nobody else is listening.
  if (error.code === 'output.closed') return { lines: [], exit: error.exitCode };
  return { lines: ours(error, ink), exit: error.exitCode };
}

/** A warning: what a code says, and what to do. */
export function codeLines(code: Code, ink: Ink): string[] {
  const { says, todo } = CODES[code];
  return [`${ink.yellow('cxf:')} ${says} ${ink.dim(`[${code}]`)}`, ...(todo === undefined ? [] : [`     ${todo}`])];
}

function ours(error: CxError, ink: Ink): string[] {
  const name = ink.red('cxf:');
  // A mistake of usage is told in the words of its hint: the general sentence adds nothing.
  if (error.code === 'usage')
    return (error.hint ?? error.message).split('\n').map((line, i) => (i === 0 ? `${name} ${line}` : `     ${line}`));
  const path = error instanceof FileError && error.path !== '' ? `${visible(error.path, 200)}: ` : '';
  const lines = [`${name} ${path}${error.message} ${ink.dim(`[${error.code}]`)}`];
  if (error.pointer !== undefined) lines.push(`     at ${error.pointer === '' ? 'the beginning' : visible(error.pointer, 200)}`);
  const hint = error.limit ? limitHint(error.limit) : error.hint;
  if (hint !== undefined) lines.push(`     ${visible(hint, 400)}`);
  return lines;
}

function limitHint({ name, need }: NonNullable<CxError['limit']>): string {
  return `If you trust the file, allow more: --limit ${name}=${need} (or a larger value).`;
}

function unexpected(error: unknown, ink: Ink): string[] {
  const { says, todo = '' } = CODES.unexpected;
  const name = error instanceof Error ? KNOWN.find((known) => error.constructor.name === known) : undefined;
  const kind = error instanceof Bug ? 'Bug' : (name ?? 'unknown');
  return [`${ink.red('cxf:')} ${says} ${ink.dim(`[unexpected/${kind}]`)}`, `     ${todo}`];
}
