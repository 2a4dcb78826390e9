import { CxError } from '../core/errors.js';
import type { Source } from '../core/source.js';
import { detect } from './detect.js';
import type { Context, ReadResult } from './format.js';
import { inputPointer, joinVaults } from './join.js';
import { gapsOf } from './report.js';
import { formatNamed } from './target.js';

/** Reads inputs of any formats, of the one named `from` when it is: one as it is, several side by side. Errors name the input they are about. */
export async function readInputs(inputs: readonly Source[], from: string | undefined, context: Context): Promise<ReadResult> {
  const [first, ...more] = inputs;
  if (!first) throw new CxError('input.empty');
  if (more.length === 0) return readOne(first, from, context);
  const results: ReadResult[] = [];
  for (const [index, input] of inputs.entries()) {
    try {
      results.push(await readOne(input, from, context));
    } catch (error) {
      throw error instanceof CxError ? error.at(inputPointer(index)) : error;
    }
  }
  return joinVaults(results);
}

async function readOne(input: Source, from: string | undefined, context: Context): Promise<ReadResult> {
  context.signal?.throwIfAborted();
  const format = formatNamed(from ?? (await detect(input, context.limits)).format);
  const { vault, report } = await format.read([input], context);
  const variant = format.variants.find(({ id }) => id === report.source.variant);
  return { vault, report: { ...report, gaps: variant ? gapsOf(format.id, variant, 'source') : [] } };
}
