import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import { isStdin } from './identity.js';
import { type Input, openInput } from './input.js';

/**
 * Opens the inputs in their order; standard input when none is named. `secretsOnStdin` says how many secrets come from there. Closes all of them when one cannot be opened.
 * A terminal is read only when named as `-`: a command that seems to hang helps nobody.
 */
export async function openInputs(
  paths: readonly string[],
  limits: Limits,
  signal: AbortSignal,
  secretsOnStdin = 0,
): Promise<readonly Input[]> {
  const named = paths.length > 0 ? paths : ['-'];
  if (paths.length === 0 && process.stdin.isTTY)
    throw new CxError('usage', { hint: 'There is no input: name a file, or send one through a pipe.' });
  if (named.filter(isStdin).length + secretsOnStdin > 1)
    throw new CxError('usage', { hint: 'Standard input can be read only once: it cannot be two inputs, nor an input and a secret.' });
  const inputs: Input[] = [];
  try {
    for (const path of named) inputs.push(await openInput(path, limits, signal));
  } catch (error) {
    closeInputs(inputs);
    throw error;
  }
  return inputs;
}

export function closeInputs(inputs: readonly Input[]): void {
  for (const input of inputs) input.close();
}
