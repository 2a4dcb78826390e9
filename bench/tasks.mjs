/**
 * Pieces of work that need a process of their own, so that neither the memory nor the compiled code of one helps another:
 * `node bench/tasks.mjs TASK FILE`. Prints { ms, kib } as JSON: milliseconds of processor
 * time, kibibytes at the peak. Reading the file is part of no figure.
 */
import { readFileSync } from 'node:fs';
import { convertToBytes, sourceOf, validateCxf } from '../dist/index.js';
import { processorTime } from './processor-time.cjs';

const TASKS = {
  /** What everybody does with JSON. */
  parse: (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
  validate: async (bytes) => {
    const { valid } = await validateCxf(bytes);
    if (!valid) throw new Error('the generated document is not valid');
  },
  bitwarden: async (bytes) => {
    await convertToBytes([sourceOf(bytes)], { to: 'cxf' });
  },
  sdk: async (bytes, driver) => {
    const { openJudge } = await import(driver);
    const judge = await openJudge();
    const text = new TextDecoder().decode(bytes);
    // Opening the SDK, its WebAssembly and keys, is not what is compared.
    const began = processorTime();
    await judge.exportCxf(text);
    return processorTime() - began;
  },
};

const [task, file, ...rest] = process.argv.slice(2);
const bytes = readFileSync(file);
const began = processorTime();
const own = await TASKS[task](bytes, ...rest);
const ms = typeof own === 'number' ? own : processorTime() - began;
console.log(JSON.stringify({ ms, kib: process.resourceUsage().maxRSS }));
