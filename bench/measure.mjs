import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of `runs` pairs: what disturbs the machine disturbs both of a pair. */
export async function paired(runs, ours, theirs) {
  const ratios = [];
  for (let i = 0; i < runs; i++) {
    // Whoever goes first may find a colder machine.
    const first = i % 2 === 0 ? ours : theirs;
    const second = i % 2 === 0 ? theirs : ours;
    const a = await first();
    const b = await second();
    ratios.push(i % 2 === 0 ? a / b : b / a);
  }
  return median(ratios);
}

/** Runs a task of tasks.mjs in a process of its own; gives what it measured: `ms` of the work alone, `kib` at its peak. */
export function inChild(task, ...args) {
  const script = fileURLToPath(new URL('tasks.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, task, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench: the task ${task} failed:\n${stderr}`);
  return JSON.parse(stdout);
}

/** Milliseconds of a whole process from start to end. */
export function wallTime(args) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`bench: node ${args.join(' ')} failed:\n${stderr}`);
  return took;
}
