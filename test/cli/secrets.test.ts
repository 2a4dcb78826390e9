import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Engine, folder, names, saw, sh, start } from './run.js';
import { onTerminal } from './terminal.js';

const LOCKED: Engine = { needs: [{ role: 'input', kind: 'password' }] };
const NEW: Engine = { needs: [{ role: 'output', kind: 'password' }] };
const BOTH: Engine = { needs: [...(LOCKED.needs ?? []), ...(NEW.needs ?? [])] };
const TWO: Engine = { needs: [...(LOCKED.needs ?? []), ...(LOCKED.needs ?? [])] };

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), '{}', { mode: 0o600 });
  writeFileSync(join(cwd, 'one'), 'first\n', { mode: 0o600 });
  writeFileSync(join(cwd, 'two'), 'second', { mode: 0o600 });
  return cwd;
}

/** What the engine was told, as its output repeats it. */
function told(stdout: string): unknown {
  const facts: unknown = JSON.parse(stdout);
  return facts;
}

describe('a secret from a file or a descriptor', () => {
  test.each([
    ['--password-file one', ['first'], LOCKED],
    ['--password-file in=one', ['first'], LOCKED],
    ['--password-file out=one', ['first'], NEW],
    ['--password-fd 3 3< one', ['first'], LOCKED],
    ['--password-fd in=17 17< one', ['first'], LOCKED],
    ['--password-fd 0 < one', ['first'], LOCKED],
    ['--password-file - < one', ['first'], LOCKED],
    ['--password-file <(cat one)', ['first'], LOCKED],
    ['--password-file in=one --password-file out=two', ['first', 'second'], BOTH],
    ['--password-file out=two --password-fd in=3 3< one', ['first', 'second'], BOTH],
    ['--password-file in=two --password-file in=one', ['second', 'first'], TWO],
    ['--password-fd in=3 --password-file in=one 3< two', ['second', 'first'], TWO],
    ['--key-file one', ['first\n'], { needs: [{ role: 'input', kind: 'key-file' }] }],
    [
      '--key-file one --password-file two',
      ['second', 'first\n'],
      { needs: [...(LOCKED.needs ?? []), { role: 'input', kind: 'key-file' }] },
    ],
    ['--password-file key=two', ['second'], { needs: [{ role: 'request-key', kind: 'password' }] }],
  ])('%s', async (flags, secrets, engine) => {
    const { code, stdout, stderr } = await sh(`cxf convert in.json -t beta ${flags}`, { cwd: place(), engine });
    expect([code, told(stdout)]).toEqual([0, expect.objectContaining({ secrets })]);
    expect(stderr).not.toMatch(/first|second/);
  });

  test.each([
    ['one\\n', 'one'],
    ['one\\r\\n', 'one'],
    ['one\\n\\n', 'one\n'],
    ['one\\r', 'one\r'],
    [' one ', ' one '],
    ['\\n', ''],
    ['\\303\\266', 'ö'],
  ])('loses one final line end: %s', async (content, secret) => {
    const { stdout } = await sh(`printf '${content}' | cxf convert in.json -t beta --password-fd 0`, { cwd: place(), engine: LOCKED });
    expect(told(stdout)).toMatchObject({ secrets: [secret] });
  });

  test('is not needed: an info, and its file is not even read', async () => {
    const { code, stderr } = await sh('cxf convert in.json -t beta -o out --password-file nowhere', { cwd: place(), engine: {} });
    expect([code, stderr]).toEqual([0, expect.stringContaining('A password or key was given that nothing needed.')]);
  });

  test('is exposed: a warning', async () => {
    const { code, stderr } = await sh('chmod 644 one; cxf convert in.json -t beta -o out --password-file one', {
      cwd: place(),
      engine: LOCKED,
    });
    expect([code, stderr]).toEqual([0, expect.stringContaining('[secret.exposed]')]);
  });

  test('is wrong: refused at once, not asked for again', async () => {
    const engine: Engine = { needs: [{ role: 'input', kind: 'password', expect: 'right' }] };
    const { code, stderr } = await sh('cxf convert in.json -t beta -o out --password-file one', { cwd: place(), engine });
    expect([code, stderr]).toEqual([5, expect.not.stringContaining('first')]);
  });
});

describe('a role', () => {
  test.each([
    ['two secrets without a role', '--password-file one --password-file two', LOCKED],
    ['one secret without a role for two needs', '--password-file one', BOTH],
    ['one secret without a role for two locked inputs', '--password-file one', TWO],
  ])('is asked for: %s', async (_, flags, engine) => {
    const cwd = place();
    const { code, stdout, stderr } = await sh(`cxf convert in.json -t beta -o out ${flags}`, { cwd, engine });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/in=, out= or key=.*\[?/s);
    expect(names(cwd)).not.toContain('out');
  });

  test.each([
    '--password-fd one',
    '--password-fd 1',
    '--password-fd in=2',
    '--password-fd -1',
    '--password-file in=',
    '--key-file ""',
    '--password-fd 77',
  ])('or place that makes no sense is a mistake of usage: %s', async (flags) => {
    const { code, stdout } = await sh(`cxf convert in.json -t beta ${flags}`, { cwd: place(), engine: LOCKED });
    expect([code, stdout]).toEqual([2, '']);
  });

  test('is only the word before the sign: ./in=x is a file', async () => {
    const { code, stdout } = await sh('cp one in=x; cxf convert in.json -t beta --password-file ./in=x', { cwd: place(), engine: LOCKED });
    expect([code, told(stdout)]).toEqual([0, expect.objectContaining({ secrets: ['first'] })]);
  });
});

describe('without a secret', () => {
  test('and without a terminal: exit 5', async () => {
    const cwd = place();
    const { code, stdout, stderr } = await sh('cxf convert in.json -t beta -o out', { cwd, engine: LOCKED });
    expect([code, stdout, stderr]).toEqual([5, '', expect.stringContaining('[secret.missing]')]);
    expect(names(cwd)).not.toContain('out');
  });

  test('the environment is not looked at', async () => {
    const env = { PASSWORD: 'x', CXF_PASSWORD: 'x', BW_PASSWORD: 'x' };
    expect((await sh('cxf convert in.json -t beta', { cwd: place(), engine: LOCKED, env })).code).toBe(5);
  });

  test.each(['--password=hunter2', '--password hunter2', '-p hunter2', '--key hunter2', '--pin hunter2'])(
    'an argument is refused and not repeated: %s',
    async (flags) => {
      const { code, stdout, stderr } = await sh(`cxf convert in.json -t beta ${flags}`, { cwd: place(), engine: LOCKED });
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('a secret is never an argument')]);
      expect(stderr).not.toContain('hunter2');
    },
  );
});

describe('a prompt', () => {
  const ask = 'Password of the input: ';

  test('opens the terminal itself and shows nothing typed', async () => {
    const cwd = place();
    const { code, screen } = await onTerminal('cat in.json | cxf convert -t beta > out 2> err', { cwd, engine: LOCKED }, [
      { sees: ask, types: 'hidden\r' },
    ]);
    expect([code, screen]).toEqual([0, `${ask}\r\n`]);
    const { stdout } = await sh('cat out', { cwd });
    expect(told(stdout)).toMatchObject({ secrets: ['hidden'] });
  });

  test.each([
    ['backspace takes a whole character', 'aö\x7fb\r', 'ab'],
    ['Ctrl-U takes all', 'wrong\x15right\r', 'right'],
    ['spaces stay', ' a b \r', ' a b '],
  ])('%s', async (_, types, secret) => {
    const cwd = place();
    await onTerminal('cxf convert in.json -t beta > out 2> err', { cwd, engine: LOCKED }, [{ sees: ask, types }]);
    expect(told((await sh('cat out', { cwd })).stdout)).toMatchObject({ secrets: [secret] });
  });

  test('asks again after a wrong answer, three times in all', async () => {
    const engine: Engine = { needs: [{ role: 'input', kind: 'password', expect: 'right' }] };
    const again = { sees: 'That was not it. Password of the input: ', types: 'right\r' };
    const found = await onTerminal('cxf convert in.json -t beta > out 2> err', { cwd: place(), engine }, [
      { sees: ask, types: 'wrong\r' },
      again,
    ]);
    expect(found.code).toBe(0);
    const wrong = { ...again, types: 'wrong\r' };
    const given = await onTerminal('cxf convert in.json -t beta > out 2> err', { cwd: place(), engine }, [
      { sees: ask, types: 'no\r' },
      wrong,
      wrong,
    ]);
    expect([given.code, given.screen.split('Password of the input').length - 1]).toEqual([5, 3]);
  });

  test('asks for a new password twice, until both are the same', async () => {
    const cwd = place();
    const first = { sees: 'New password for the output: ', types: 'new\r' };
    const second = (types: string) => ({ sees: 'New password for the output, again: ', types });
    const { code } = await onTerminal('cxf convert in.json -t beta > out 2> err', { cwd, engine: NEW }, [
      first,
      second('mew\r'),
      first,
      second('new\r'),
    ]);
    expect([code, told((await sh('cat out', { cwd })).stdout)]).toEqual([0, expect.objectContaining({ secrets: ['new'] })]);
  });

  test.each([
    ['Ctrl-C', '\x03', 130],
    ['Ctrl-D', '\x04', 5],
  ])('ends with %s, and the terminal is as before', async (_, types, exit) => {
    const cwd = place();
    const script = 'before=$(stty -g); cxf convert in.json -t beta -o out; code=$?; [ "$before" = "$(stty -g)" ] && echo SAME; exit $code';
    const { code, screen } = await onTerminal(script, { cwd, engine: LOCKED }, [{ sees: ask, types }]);
    expect([code, screen]).toEqual([exit, expect.stringContaining('SAME')]);
    expect(names(cwd)).not.toContain('out');
  });

  test('leaves the terminal as it was when the process is terminated', async () => {
    const script = [
      'before=$(stty -g)',
      'cxf convert in.json -t beta < /dev/null > out 2> err & shell=$!',
      // The function runs in a shell of its own; the command is its child.
      'until [ "$before" != "$(stty -g)" ]; do sleep 0.1; done; echo RAW; kill -TERM $(pgrep -P $shell); wait',
      '[ "$before" = "$(stty -g)" ] && echo SAME',
    ].join('\n');
    const { screen } = await onTerminal(script, { cwd: place(), engine: LOCKED });
    expect(screen).toMatch(/RAW[\s\S]*SAME/);
  });
});

describe('the process list', () => {
  test('never shows a secret', async () => {
    const cwd = place();
    const child = start('cxf convert in.json -t beta -o out --password-file one', {
      cwd,
      engine: { ...LOCKED, megabytes: 10, chunkWaits: 200, says: true },
    });
    await saw(child, 'HALF');
    const { stdout } = await sh('cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | tr "\\0" "\\n" | grep -c "^first$"; true');
    expect(stdout.trim()).toBe('0');
    await new Promise((resolve) => child.on('close', resolve));
  });
});
