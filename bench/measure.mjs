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

/** Runs a task of tasks.mjs in a process of its own; gives what it measured: `ms` of processor time for the work alone, `kib` at its peak. */
export function inChild(task, ...args) {
  const script = fileURLToPath(new URL('tasks.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, task, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench: the task ${task} failed:\n${stderr}`);
  return JSON.parse(stdout);
}

/** Milliseconds of processor time of a whole process, from its start to its end. */
export function wholeProcess(args) {
  const preload = fileURLToPath(new URL('processor-time.cjs', import.meta.url));
  const { status, stderr, output } = spawnSync(process.execPath, ['-r', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, CXF_BENCH: '1' },
  });
  if (status !== 0) throw new Error(`bench: node ${args.join(' ')} failed:\n${stderr}`);
  return Number(output[3]);
}
