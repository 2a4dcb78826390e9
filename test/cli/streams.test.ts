import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder, names, sh } from './run.js';
import { onTerminal } from './terminal.js';
import { bitwarden, login } from './vaults.js';

const ESC = '\x1b';
const CLEARED = '\r\x1b[K';
const LOSS = [{ code: 'target.no-place', severity: 'loss', reason: 'target-has-no-place', source: '/items/0/x' }] as const;

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), bitwarden(login('One')));
  return cwd;
}

describe('standard input and output', () => {
  test.each([
    ['are the defaults', 'cxf convert -t cxf < in.json'],
    ['are named by -', 'cxf convert - -t cxf -o - < in.json'],
    ['may be a pipe', 'cat in.json | cxf convert -t cxf | cat'],
    ['have names in /dev', 'cat in.json | cxf convert /dev/stdin -t cxf -o /dev/stdout | cat'],
    ['may be a process substitution', 'cxf convert <(cat in.json) -t cxf -o >(cat)'],
  ])('%s', async (_, script) => {
    const { code, stdout, stderr } = await sh(`${script}; wait`, { cwd: place() });
    expect(JSON.parse(stdout)).toMatchObject({ version: { major: 1, minor: 0 }, accounts: [{ items: [{ title: 'One' }] }] });
    // The data alone stands on standard output; every word about it on standard error.
    expect([code, stderr]).toEqual([0, expect.stringContaining('Bitwarden JSON → CXF JSON')]);
  });

  test('serve inspect and validate too', async () => {
    const cwd = place();
    const inspected = await sh('cxf inspect < in.json', { cwd });
    expect([inspected.code, inspected.stdout]).toEqual([0, expect.stringContaining('1 item')]);
    const validated = await sh('cxf convert -t cxf < in.json 2> /dev/null | cxf validate -', { cwd });
    expect([validated.code, validated.stdout]).toEqual([0, '✓ valid CXF\n']);
  });

  test.each([
    'cxf convert - - -t cxf',
    'cxf convert - /dev/stdin -t cxf',
    'cxf convert - /dev/fd/0 -t cxf',
    'cxf convert - -t cxf --password-file -',
    'cxf convert - -t cxf --password-fd 0',
    'cxf convert - -t cxf --password-file /dev/stdin',
    'cxf convert in.json -t cxf --password-file in=- --password-file out=/dev/fd/0',
  ])('can be read only once: %s', async (script) => {
    const { code, stdout, stderr } = await sh(`${script} < in.json`, { cwd: place() });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('Standard input can be read only once')]);
  });

  test('end quietly when the reader of a large output leaves', async () => {
    const { stdout, stderr } = await sh('cxf convert in.json -t beta | head -c 5; echo " $PIPESTATUS"', {
      cwd: place(),
      engine: { megabytes: 20 },
    });
    expect([stdout, stderr]).toEqual(['{"to" 7\n', '']);
  });

  test('end quietly when help or the version has no reader', async () => {
    const { stdout, stderr } = await sh('cxf --version | true; cxf --help | true; cxf formats --json | true; echo done');
    expect([stdout, stderr]).toEqual(['done\n', '']);
  });

  test('may be closed', async () => {
    const cwd = place();
    const { code } = await sh('cxf convert in.json -t cxf -o out.json <&- >&- 2>&-', { cwd });
    expect([code, names(cwd)]).toEqual([0, ['in.json', 'out.json']]);
  });
});

describe('a report on standard output', () => {
  test('stands there alone', async () => {
    const { code, stdout } = await sh('cxf convert in.json -t cxf -o out.json --report -', { cwd: place() });
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ version: 1, source: { format: 'bitwarden', variant: 'json' } }),
    ]);
  });
});

describe('a terminal', () => {
  test('gets no vault without -o -', async () => {
    const cwd = place();
    const { code, screen } = await onTerminal('cxf convert in.json -t cxf', { cwd });
    expect([code, screen]).toEqual([2, expect.stringContaining('[terminal.refused]')]);
    expect(screen).not.toContain('accounts');
  });

  test.each(['/dev/stdout', '/dev/tty', '/dev/fd/1'])('gets no vault under its name %s', async (out) => {
    const { code, screen } = await onTerminal(`cxf convert in.json -t cxf -o ${out}`, { cwd: place() });
    expect([code, screen]).toEqual([2, expect.stringContaining('[terminal.refused]')]);
  });

  test('gets the vault with -o -', async () => {
    const { code, screen } = await onTerminal('cxf convert in.json -t cxf -o - 2> words', { cwd: place() });
    expect([code, screen]).toEqual([0, expect.stringContaining('"accounts"')]);
  });

  test('is not read unless it is named', async () => {
    const { code, screen } = await onTerminal('cxf inspect', { cwd: place() });
    expect([code, screen]).toEqual([2, expect.stringContaining('There is no input')]);
  });

  test('shows colours, and none with NO_COLOR or TERM=dumb', async () => {
    const cwd = place();
    const run = (env: Record<string, string>) => onTerminal('cxf convert in.json -t cxf -o out.json --force', { cwd, env });
    expect((await run({})).screen).toContain(`${ESC}[32m✓`);
    expect((await run({ NO_COLOR: '1' })).screen).not.toContain(`${ESC}[3`);
    expect((await run({ TERM: 'dumb' })).screen).not.toContain(`${ESC}[3`);
    // An empty value counts as unset (no-color.org).
    expect((await run({ NO_COLOR: '' })).screen).toContain(`${ESC}[32m✓`);
  });

  test('alone shows progress and titles', async () => {
    const cwd = place();
    const engine = { findings: [{ ...LOSS[0], subject: { title: 'TITLE' } }] } as const;
    const shown = await onTerminal('cxf convert in.json -t beta -o out', { cwd, engine });
    expect(shown.screen).toContain('write 50 %');
    expect(shown.screen).toContain('TITLE');
    const piped = await sh('cxf convert in.json -t beta -o out2', { cwd, engine });
    expect(piped.stderr).not.toMatch(/50 %|TITLE|\r/);
    const quiet = await onTerminal('cxf convert in.json -t beta -o out3 -q', { cwd, engine });
    expect(quiet.screen).toBe('');
  });

  test.each([40, 60, 100, 200])('of %i columns gets no longer line', async (columns) => {
    const long = `/items/0/${'deep/'.repeat(40)}end`;
    const subject = { title: 'A title that goes on and on and on for ever', rpId: 'a-long-name.example.com', username: 'somebody' };
    const engine = {
      findings: [{ ...LOSS[0], source: long, subject }],
      gaps: [
        { format: 'alpha', variant: 'csv', side: 'source', cannotHold: ['passkeys', 'cards', 'attachments'], instead: 'Export JSON.' },
      ],
    } as const;
    const { screen } = await onTerminal('cxf convert in.json -t beta -o out', { cwd: place(), engine, columns, env: { NO_COLOR: '1' } });
    // Progress is written over itself.
    const lines = screen.split(CLEARED).at(-1)?.split('\r\n') ?? [];
    expect(lines.length).toBeGreaterThan(4);
    expect(screen).toContain('end');
    expect(screen).toContain('A title');
    expect(lines.filter((line) => [...line].length > columns)).toEqual([]);
  });
});

describe('--quiet', () => {
  test('silences all but errors and passkeys left behind', async () => {
    const cwd = place();
    const engine = { findings: [...LOSS, { code: 'passkey.counter-nonzero', severity: 'loss', reason: 'spec-forbids' }] } as const;
    const loud = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'a'], { cwd, engine });
    const quiet = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'b', '--quiet'], { cwd, engine });
    expect(loud.stderr).toContain('2 values lost');
    expect(quiet.stderr).toBe('1 passkey stayed behind. Keep the old vault: only there can it still log you in.\n');
    // The same line is the last one of a loud run.
    expect(loud.stderr.endsWith(quiet.stderr)).toBe(true);
    const failing = await cxf(['convert', 'nope.json', '-t', 'beta', '-o', 'c', '-q'], { cwd, engine });
    expect([failing.code, failing.stderr]).toEqual([7, expect.stringContaining('[file.not-found]')]);
  });
});

describe('--json', () => {
  test('is one JSON text of version 1 in every command that answers', async () => {
    const cwd = place();
    await cxf(['convert', 'in.json', '-t', 'cxf', '-o', 'v.json', '--report', 'r.json'], { cwd });
    const answers = await Promise.all(
      [
        ['inspect', 'in.json'],
        ['validate', 'v.json'],
        ['validate', 'v.json', '--for', 'all'],
        ['formats'],
        ['formats', '--from', 'bitwarden', '--to', 'cxf'],
      ].map(async (args) => {
        const { code, stdout, stderr } = await cxf([...args, '--json'], { cwd });
        const answer: unknown = JSON.parse(stdout);
        return [code, answer, stderr];
      }),
    );
    for (const answer of answers) expect(answer).toEqual([0, expect.objectContaining({ version: 1 }), '']);
    expect(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ version: 1 });
  });
});
