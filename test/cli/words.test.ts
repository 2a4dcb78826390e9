import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder, sh } from './run.js';
import { onTerminal } from './terminal.js';
import { bitwarden, cxfDocument, item, login } from './vaults.js';

const { version } = Object.assign({ version: '' }, JSON.parse(readFileSync('package.json', 'utf8')));

describe('help', () => {
  test('cxf alone shows what there is, to standard error, and exits 2', async () => {
    const { code, stdout, stderr } = await cxf([]);
    expect([code, stdout]).toEqual([2, '']);
    for (const command of ['convert', 'validate', 'inspect', 'formats']) expect(stderr).toContain(`  ${command} `);
  });

  test('of the program lists the exit codes, to standard output', async () => {
    const { code, stdout, stderr } = await cxf(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Exit codes: 0 done, 1 invalid');
  });

  test.each(['convert', 'validate', 'inspect', 'formats'])('of %s is the same by three ways, and fits 80 columns', async (command) => {
    const { stdout } = await sh(`cxf ${command} --help; cxf help ${command}; cxf ${command} -h`);
    const third = stdout.slice(0, stdout.length / 3);
    expect(stdout).toBe(third.repeat(3));
    expect(third).toContain(`Usage: cxf ${command}`);
    expect(third.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('of convert names every option of the contract', async () => {
    const { stdout } = await cxf(['convert', '--help']);
    const options = '--from --to --output --for --report --dry-run --fail-on-loss --attachments --attachments-from --only --reset-counters';
    const more = '--carry --include-trash --exporter --force --titles --limit --quiet --password-file --password-fd --key-file';
    for (const option of `${options} ${more}`.split(' ')) expect(stdout).toContain(option);
  });
});

describe('the version', () => {
  test.each(['--version', '-V'])('%s is one line, and nothing else is loaded for it', async (flag) => {
    // A loader that refuses every module of dist stands for "nothing else".
    const hooks = "data:text/javascript,export function load(url,c,n){if(url.includes('/dist/'))throw new Error('loaded');return n(url,c)}";
    const register = `data:text/javascript,import{register}from'node:module';register(${JSON.stringify(hooks)})`;
    const { code, stdout, stderr } = await cxf([flag], { env: { NODE_OPTIONS: `--import="${register.replaceAll('"', '\\"')}"` } });
    expect([code, stdout, stderr]).toEqual([0, `${String(version)}\n`, '']);
  });
});

describe('a slip', () => {
  test.each([
    ['convrt in.json', 'There is no such command. Did you mean convert?'],
    ['formts', 'Did you mean formats?'],
    ['sekret-word', 'There is no such command.'],
    ['convert in.json --too cxf', 'There is no option --too. Did you mean --to?'],
    ['convert in.json --reset-counter', 'Did you mean --reset-counters?'],
    ['convert in.json -t', 'needs a value.'],
    ['validate a b', 'There are more arguments than this command takes.'],
    ['formats extra', 'There are more arguments than this command takes.'],
    ['convert in.json', 'Say it with -t; `cxf formats` lists them.'],
    ['convert in.json -t cxf:', '-t takes FORMAT or FORMAT:VARIANT'],
    ['convert in.json -t cxf:json:x', '-t takes FORMAT or FORMAT:VARIANT'],
    ['convert in.json -t cxf --carry some', '--carry takes one of: none, settings, all.'],
    ['inspect --jsno', 'Did you mean --json?'],
  ])('is explained: cxf %s', async (line, says) => {
    const { code, stdout, stderr } = await sh(`cxf ${line}`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    // A word in the wrong place may be a secret.
    expect(stderr).not.toMatch(/sekret|extra|some\b/);
  });
});

describe('formats', () => {
  test('is a table within 100 columns', async () => {
    const { code, stdout } = await cxf(['formats']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cxf:json +CXF JSON +read +write +all but signature counters and\n +attachments$/m);
    expect(stdout).toMatch(/^bitwarden:csv +Bitwarden CSV +read +write +one-time passwords, notes, custom\n +fields and folders$/m);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('--from and --to select, together they tell the way', async () => {
    const engine = {};
    const read = await cxf(['formats', '--from', 'beta'], { engine });
    expect([read.stdout.includes('beta:old'), read.stdout.includes('alpha')]).toEqual([true, false]);
    const written = await cxf(['formats', '--to', 'beta'], { engine });
    expect(written.stdout).not.toContain('beta:old');
    const way = await cxf(['formats', '--from', 'alpha', '--to', 'beta'], { engine });
    expect(way.stdout).toMatch(
      /Alpha JSON → Beta CSV[\s\S]*cxf convert EXPORT -t beta:csv -o OUT\.csv[\s\S]*travels +logins, one-time passwords and notes[\s\S]*stays behind +passkeys/,
    );
  });

  test('--json tells the same', async () => {
    const { stdout } = await cxf(['formats', '--from', 'bitwarden', '--to', 'cxf', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      formats: [
        { id: 'cxf' },
        {
          id: 'bitwarden',
          variants: [{ id: 'json', reads: true, writes: true, cannotHold: ['attachments'] }, { id: 'json-encrypted' }, {}, {}],
        },
      ],
      route: { from: { format: 'bitwarden' }, to: { format: 'cxf', variant: 'json' }, staysBehind: ['counters', 'files'] },
    });
  });

  test('of an unknown name exits 2', async () => {
    const { code, stderr } = await cxf(['formats', '--from', 'nothing']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('`cxf formats` lists them')]);
  });
});

describe('inspect', () => {
  test('counts, and says first what such a file cannot hold', async () => {
    const { code, stdout, stderr } = await cxf(['inspect', '-'], { stdin: bitwarden(login('One', {}, { totp: 'JBSWY3DPEHPK3PXP' })) });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^! This is Bitwarden JSON: it holds no attachments\. .*\nBitwarden JSON · 1 item\n {2}1 {2}basic-auth\n {2}1 {2}totp\n/,
    );
    expect(stdout).not.toContain('One');
  });

  test('of a CXF document speaks of attachments only when it announces some', async () => {
    const without = await cxf(['inspect'], { stdin: cxfDocument([item('aXRlbQ', 'One')]) });
    expect(without.stdout).toBe('CXF JSON · 1 item\n');
    const file = { type: 'file', id: 'ZmlsZQ', name: 'a', decryptedSize: 1, integrityHash: 'eA' };
    const announced = await cxf(['inspect'], { stdin: cxfDocument([item('aXRlbQ', 'One', file)]) });
    expect(announced.stdout).toMatch(/^! This is CXF JSON: it announces attachments, but their bytes are not in it\.\n/);
  });

  test('of a locked file needs no secret, and opens it with one', async () => {
    const engine = { locked: true, needs: [{ role: 'input', kind: 'password' }] };
    const locked = await cxf(['inspect', '-', '--json'], { engine, stdin: 'x' });
    expect([locked.code, JSON.parse(locked.stdout)]).toEqual([
      0,
      expect.objectContaining({ locked: true, source: { format: 'alpha', variant: 'json' } }),
    ]);
    const words = await cxf(['inspect', '-'], { engine, stdin: 'x' });
    expect(words.stdout).toContain('Use --password-file or --password-fd.');
    const opened = await sh('cxf inspect in --password-file pw', { engine, cwd: withFiles() });
    expect([opened.code, opened.stdout]).toEqual([0, expect.stringContaining('2 items')]);
  });
});

function withFiles(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in'), 'x');
  writeFileSync(join(cwd, 'pw'), 'x', { mode: 0o600 });
  return cwd;
}

describe('the text of a stranger', () => {
  const NASTY = [
    '\x1b[31mred', // ESC
    '\x9b31mred', // CSI of C1
    '\x1b]0;title\x07', // OSC
    'a\r\nb\u2028c\u2029d', // line ends
    '\u202egnp.exe\u202c \u2066x\u2069', // bidi
    '\u200bzero\ufeff\u00ad', // no room
    '\u{e0041}\u{e0042}', // tags
    '\x00\x08\x7f',
  ];
  const ESCAPES = [
    '\\x1b[31m',
    '\\x9b31m',
    '\\x1b]0;',
    'a\\x0d\\x0ab\\u2028',
    '\\u202egnp',
    '\\u200bzero\\ufeff',
    '\\u{e0041}',
    '\\x00\\x08\\x7f',
  ];

  test.each(NASTY.map((text, i) => [ESCAPES[i] ?? '', text] as const))('is made visible: %s', async (shown, text) => {
    const finding = {
      code: 'target.no-place',
      severity: 'loss',
      reason: 'target-has-no-place',
      source: `/x/${text}`,
      subject: { title: text, rpId: text, username: text },
    } as const;
    const engine = { findings: [finding], verdicts: { spec: [finding] } };
    const cwd = withFiles();
    const env = { NO_COLOR: '1' };
    const runs = [
      (await cxf(['convert', 'in', '-t', 'beta', '-o', 'out', '--titles', '--report', 'r'], { cwd, engine })).stderr,
      (await onTerminal('cxf convert in -t beta -o out2', { cwd, engine, env })).screen
        .split('\r\x1b[K')
        .at(-1)
        ?.replaceAll('\r\n', '\n') ?? '',
      (await cxf(['inspect', 'in', '--titles'], { cwd, engine })).stdout,
    ];
    for (const run of runs) {
      expect(run).toContain(shown);
      expect(run).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    // As JSON it is the same value, escaped.
    const report = readFileSync(join(cwd, 'r'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({ findings: [finding] });
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test('in a path is made visible too', async () => {
    const { stderr } = await cxf(['inspect', 'a\x1b[2Jb']);
    expect(stderr).toContain('a\\x1b[2Jb');
  });
});
