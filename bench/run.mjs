/**
 * `npm run bench [-- NAME…] [-- --strict]`: how fast the build in dist/ is, in ratios to something done in the same run on the same
 * machine. Seconds of one machine say nothing about another's. With --strict the exit code is 1 when a goal is missed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepass } from './keepass.mjs';
import { readers, writers } from './linear.mjs';
import { sdk } from './sdk.mjs';
import { startup } from './startup.mjs';
import { validate } from './validate.mjs';

/** Each gives rows: what was measured, the figure, the goal it must not exceed (`most`) or fall below (`least`). */
const TOPICS = { validate, sdk, startup, keepass, readers, writers };

const words = process.argv.slice(2);
const strict = words.includes('--strict');
const wanted = words.filter((word) => !word.startsWith('-'));
const unknown = wanted.filter((name) => !Object.hasOwn(TOPICS, name));

if (unknown.length > 0) {
  console.error(`bench: no ${unknown.join(', ')}; there are ${Object.keys(TOPICS).join(', ')}`);
  process.exitCode = 2;
} else if (!existsSync(fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)))) {
  console.error('bench: not built yet: run `npm install` (or `npm run build`) first');
  process.exitCode = 2;
} else {
  process.exitCode = (await run(wanted.length > 0 ? wanted : Object.keys(TOPICS))) && strict ? 1 : 0;
}

/** True when a goal was missed. */
async function run(names) {
  console.log(`node ${process.versions.node}, ${availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}\n`);
  console.log(line('what', 'ratio', 'goal', ''));
  const folder = mkdtempSync(join(tmpdir(), 'cxf-bench-'));
  let missed = false;
  try {
    for (const name of names) {
      for (const row of await TOPICS[name](folder)) {
        const over = row.most === undefined ? row.ratio < row.least : row.ratio > row.most;
        missed ||= over;
        const goal = row.most === undefined ? `>= ${row.least}` : `<= ${row.most}`;
        if (row.skipped) console.log(line(row.what, '-', goal, `skipped: ${row.skipped}`));
        else console.log(line(row.what, row.ratio.toFixed(2), goal, over ? 'over goal' : 'ok'));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return missed;
}

function line(what, ratio, goal, verdict) {
  return `${what.padEnd(58)}${ratio.padStart(7)}  ${goal.padEnd(8)}${verdict}`.trimEnd();
}
