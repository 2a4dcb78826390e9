import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertToBytes, sourceOf } from '../dist/index.js';
import { inChild, median, paired } from './measure.mjs';
import { bitwardenJson } from './vaults.mjs';

const ITEMS = 100_000;
const RUNS = 5;

/** Validating a document of 100,000 items beside bare JSON.parse of the same bytes: time, and memory at the peak of the process. */
export async function validate(folder) {
  const file = join(folder, 'validate.cxf.json');
  const { bytes } = await convertToBytes([sourceOf(new TextEncoder().encode(bitwardenJson(ITEMS)))], { to: 'cxf' });
  writeFileSync(file, bytes);
  const memory = { parse: [], validate: [] };
  const run = (task) => () => {
    const { ms, kib } = inChild(task, file);
    memory[task].push(kib);
    return ms;
  };
  const ratio = await paired(RUNS, run('validate'), run('parse'));
  const megabytes = Math.round(bytes.length / 1e6);
  return [
    { what: `validate 100,000 items (${megabytes} MB) / JSON.parse: time`, ratio, most: 1.5 },
    { what: 'the same: peak memory', ratio: median(memory.validate) / median(memory.parse), most: 1.5 },
  ];
}
