import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cxf, folder, names, saw, sh, start } from './run.js';

const SLOW = { megabytes: 40, chunkWaits: 200, says: true, files: { AAAA: 'one' } };
/** Waits until the command, a child of the shell `$shell`, listens to signals (SIGHUP is the lowest bit of those it catches). */
const LISTENS = `until pid=$(pgrep -P $shell) && [ $((0x$(awk '/SigCgt/ { print $2 }' /proc/$pid/status) & 1)) = 1 ]; do sleep 0.1; done`;
const ALL = '-o out --report report.json --attachments att';

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), '{}');
  return cwd;
}

async function codeOf(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test('in the middle of writing leaves nothing and exits 130', async () => {
    const cwd = place();
    const child = start(`cxf convert in.json -t beta ${ALL}`, { cwd, engine: SLOW });
    const ended = codeOf(child);
    await saw(child, 'HALF');
    expect(names(cwd).length).toBeGreaterThan(1);
    // The whole group, as a terminal does it; the shell dies of the signal or passes the code on.
    const said = new Promise<string>((resolve) => {
      let all = '';
      child.stderr?.on('data', (chunk: unknown) => {
        all += String(chunk);
        if (all.includes('interrupted')) resolve(all);
      });
    });
    process.kill(-(child.pid ?? 0), signal);
    expect(await said).toContain('Interrupted: no file was written. [interrupted]');
    await ended;
    expect(names(cwd)).toEqual(['in.json']);
  });

  test('while something is waited for exits 130', async () => {
    const cwd = place();
    const script = `mkfifo pipe; cxf convert pipe -t beta -o out & shell=$!; ${LISTENS}; kill -${signal} $(pgrep -P $shell); wait $shell; echo "exit $?"`;
    const { stdout } = await sh(script, { cwd, engine: {} });
    expect([stdout, names(cwd)]).toEqual(['exit 130\n', ['in.json', 'pipe']]);
  });
});

test('an interruption while a FIFO has no reader exits 130', async () => {
  const script = `mkfifo pipe; cxf convert in.json -t beta -o pipe & shell=$!; ${LISTENS}; kill -INT $(pgrep -P $shell); wait $shell; echo "exit $?"`;
  expect((await sh(script, { cwd: place(), engine: {} })).stdout).toBe('exit 130\n');
});

describe('a FIFO', () => {
  test('is read, whoever comes first', async () => {
    const cwd = place();
    const late = await sh('mkfifo pipe; (sleep 1; echo "{}" > pipe) & cxf convert pipe -t beta', { cwd, engine: {} });
    expect([late.code, late.stdout]).toEqual([0, expect.stringContaining('"size":3')]);
    const early = await sh('(echo "{}" > pipe) & sleep 0.2; cxf convert pipe -t beta', { cwd, engine: {} });
    expect([early.code, early.stdout]).toEqual([0, expect.stringContaining('"size":3')]);
  });

  test('is written to and stays a FIFO', async () => {
    const cwd = place();
    const { code } = await sh(
      'mkfifo pipe; cat pipe > got & cxf convert in.json -t beta -o pipe; code=$?; wait; [ -p pipe ] && exit $code',
      {
        cwd,
        engine: { megabytes: 3 },
      },
    );
    expect([code, readFileSync(join(cwd, 'got')).length]).toEqual([0, expect.any(Number)]);
    expect(readFileSync(join(cwd, 'got')).length).toBeGreaterThan(3 * 1024 * 1024);
  });
});

describe('a full disk', () => {
  const root = process.getuid?.() === 0;

  test('leaves nothing and exits 7', async ({ skip }) => {
    const cwd = place();
    const small = join(cwd, 'small');
    mkdirSync(small);
    try {
      if (!root) throw new Error('not root');
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      return skip('a small file system needs root and mount');
    }
    onTestFinished(() => void execFileSync('umount', [small]));
    const { code, stderr } = await cxf(
      ['convert', 'in.json', '-t', 'beta', '-o', 'small/out', '--report', 'small/r.json', '--attachments', 'small/att'],
      {
        cwd,
        engine: { megabytes: 3, files: { AAAA: 'one' } },
      },
    );
    expect([code, stderr]).toEqual([7, expect.stringContaining('Check that the disk is not full')]);
    expect(names(small)).toEqual([]);
  });
});

describe('a crash', () => {
  test.each([
    ['while reading', { canary: 'CANARY' }],
    ['that nobody waits for', { rejects: 'CANARY', waits: 300 }],
  ])('%s says nothing of the input, writes nothing and exits 1', async (_, engine) => {
    const cwd = place();
    const { code, stdout, stderr } = await sh(`cxf convert in.json -t beta ${ALL}`, { cwd, engine });
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/^cxf: An unexpected error happened. \[unexpected\/\w+\]\n.*report the line above\.\n$/),
    ]);
    expect(stderr).not.toContain('CANARY');
    expect(names(cwd)).toEqual(['in.json']);
  });
});
