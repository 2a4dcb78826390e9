import { linkSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder, listing, names, sh } from './run.js';

const OLD = 'what stood there';

/** A folder with an input; every command writes from `in.json`. */
function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), '{"secret":"input"}', { mode: 0o600 });
  return cwd;
}

describe('a new output', () => {
  test.each(['000', '022', '077', '0777'])('is 0600 under umask %s', async (umask) => {
    const cwd = place();
    const { code } = await sh(`umask ${umask}; cxf convert in.json -t beta -o out.csv`, { cwd, engine: {} });
    expect(code).toBe(0);
    expect(listing(cwd)).toEqual(['in.json 600', 'out.csv 600']);
  });

  test('is 0600 from its first byte, under a hidden name', async () => {
    const cwd = place();
    const look = 'until [ -s .cxf-*.tmp ] 2> /dev/null; do sleep 0.05; done; stat -c "%a %s %n" .cxf-*.tmp; wait';
    const { stdout } = await sh(`umask 000; cxf convert in.json -t beta -o out.csv & ${look}`, {
      cwd,
      engine: { megabytes: 20, chunkWaits: 100 },
    });
    expect(stdout).toMatch(/^600 [1-9][0-9]* \.cxf-[0-9a-f]{24}\.tmp\n$/);
    expect(listing(cwd)).toEqual(['in.json 600', 'out.csv 600']);
  });

  test('holds every byte of a large vault', async () => {
    const cwd = place();
    const { code } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'out.csv'], { cwd, engine: { megabytes: 40 } });
    expect(code).toBe(0);
    expect(statSync(join(cwd, 'out.csv')).size).toBeGreaterThan(40 * 1024 * 1024);
  });

  test('needs its folder to be there', async () => {
    const cwd = place();
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'none/out.csv'], { cwd, engine: {} });
    expect([code, stderr]).toEqual([7, expect.stringContaining('none: There is no such file or folder. [file.not-found]')]);
    expect(names(cwd)).toEqual(['in.json']);
  });

  test('warns of a folder where everyone may replace it', async () => {
    const cwd = place();
    const { code, stderr } = await sh('mkdir open; chmod 777 open; cxf convert in.json -t beta -o open/out.csv', { cwd, engine: {} });
    expect([code, stderr]).toEqual([0, expect.stringContaining('[file.folder-open]')]);
  });
});

describe('an output that stands there', () => {
  test.each([0o600, 0o644, 0o400])('of mode %o is refused and left alone', async (mode) => {
    const cwd = place();
    writeFileSync(join(cwd, 'out.csv'), OLD, { mode });
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'out.csv'], { cwd, engine: {} });
    expect([code, stderr]).toEqual([7, expect.stringContaining('out.csv: The output exists already. [file.exists]')]);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe(OLD);
    expect(listing(cwd)).toEqual(['in.json 600', `out.csv ${mode.toString(8)}`]);
  });

  test.each([0o600, 0o644, 0o666])('of mode %o is replaced with --force by one of mode 600', async (mode) => {
    const cwd = place();
    writeFileSync(join(cwd, 'out.csv'), OLD);
    const { code } = await sh(`umask 000; chmod ${mode.toString(8)} out.csv; cxf convert in.json -t beta -o out.csv --force`, {
      cwd,
      engine: {},
    });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toContain('"to":"beta"');
    expect(listing(cwd)).toEqual(['in.json 600', 'out.csv 600']);
  });

  test('is refused when it appears only while the vault is written', async () => {
    const cwd = place();
    const script = 'cxf convert in.json -t beta -o out.csv & sleep 1; echo other > out.csv; wait $!';
    const { code, stderr } = await sh(script, { cwd, engine: { megabytes: 20, chunkWaits: 100 } });
    expect([code, stderr]).toEqual([7, expect.stringContaining('[file.exists]')]);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe('other\n');
    expect(names(cwd)).toEqual(['in.json', 'out.csv']);
  });

  test.each([[], ['--force']])('is a folder: refused %s', async (...force) => {
    const cwd = place();
    mkdirSync(join(cwd, 'out'));
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'out', ...force], { cwd, engine: {} });
    expect([code, stderr]).toEqual([7, expect.stringContaining('[file.is-directory]')]);
    expect(names(cwd)).toEqual(['in.json', 'out']);
  });
});

describe('a symbolic link in the place of the output', () => {
  test.each([
    ['to a file', 'victim', []],
    ['to a file, with --force', 'victim', ['--force']],
    ['to nothing', 'nowhere', []],
    ['to nothing, with --force', 'nowhere', ['--force']],
  ])('%s is refused', async (_, target, force) => {
    const cwd = place();
    writeFileSync(join(cwd, 'victim'), OLD);
    symlinkSync(target, join(cwd, 'out.csv'));
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'out.csv', ...force], { cwd, engine: {} });
    expect([code, stderr]).toEqual([7, expect.stringContaining('[file.symlink]')]);
    expect(readFileSync(join(cwd, 'victim'), 'utf8')).toBe(OLD);
    expect(lstatSync(join(cwd, 'out.csv')).isSymbolicLink()).toBe(true);
    expect(names(cwd)).toEqual(['in.json', 'out.csv', 'victim']);
  });

  test('that appears while the vault is written is not written through', async () => {
    const cwd = place();
    writeFileSync(join(cwd, 'victim'), OLD);
    const script = 'cxf convert in.json -t beta -o out.csv --force & sleep 1; ln -s victim out.csv; wait $!';
    const { code } = await sh(script, { cwd, engine: { megabytes: 20, chunkWaits: 100 } });
    expect(code).toBe(7);
    expect(readFileSync(join(cwd, 'victim'), 'utf8')).toBe(OLD);
    expect(names(cwd)).toEqual(['in.json', 'out.csv', 'victim']);
  });

  test('may lead to the folder of the output', async () => {
    const cwd = place();
    mkdirSync(join(cwd, 'real'));
    symlinkSync('real', join(cwd, 'alias'));
    const { code } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'alias/out.csv'], { cwd, engine: {} });
    expect([code, listing(join(cwd, 'real'))]).toEqual([0, ['out.csv 600']]);
  });
});

describe('the input as output', () => {
  const input = '{"secret":"input"}';

  test.each([
    ['by its name', 'in.json'],
    ['by another path', './sub/../in.json'],
    ['by a hard link', 'hard.json'],
  ])('%s is refused, with --force too', async (_, out) => {
    const cwd = place();
    mkdirSync(join(cwd, 'sub'));
    linkSync(join(cwd, 'in.json'), join(cwd, 'hard.json'));
    for (const force of [[], ['--force']]) {
      const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'beta', '-o', out, ...force], { cwd, engine: {} });
      expect([code, stderr]).toEqual([7, expect.stringContaining('[file.is-input]')]);
      expect(readFileSync(join(cwd, 'in.json'), 'utf8')).toBe(input);
    }
  });

  test.each([
    'cxf convert -t beta -o in.json --force < in.json',
    'cxf convert in.json -t beta >> in.json',
    'cxf convert in.json -t beta -o /dev/stdout >> in.json',
    'cxf convert in.json -t beta -o out --report in.json --force',
  ])('is refused: %s', async (script) => {
    const cwd = place();
    const { code, stderr } = await sh(script, { cwd, engine: {} });
    expect([code, stderr]).toEqual([7, expect.stringContaining('[file.is-input]')]);
    expect(readFileSync(join(cwd, 'in.json'), 'utf8')).toBe(input);
    expect(names(cwd)).toEqual(['in.json']);
  });
});

describe('several outputs', () => {
  const files = { AAAA: 'one', BBBB: 'two' };
  const all = ['convert', 'in.json', '-t', 'beta', '-o', 'out.csv', '--report', 'report.json', '--attachments', 'att'];

  test('appear together, for their owner alone', async () => {
    const cwd = place();
    const { code } = await sh(`umask 000; cxf ${all.join(' ')}`, { cwd, engine: { files } });
    expect(code).toBe(0);
    expect(listing(cwd)).toEqual(['att 700', 'att/AAAA 600', 'att/BBBB 600', 'in.json 600', 'out.csv 600', 'report.json 600']);
    expect(readFileSync(join(cwd, 'att/BBBB'), 'utf8')).toBe('two');
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ version: 1, counts: { files: 2 } });
  });

  test('join a folder that stands there', async () => {
    const cwd = place();
    mkdirSync(join(cwd, 'att'));
    writeFileSync(join(cwd, 'att/mine'), OLD);
    expect((await cxf(all, { cwd, engine: { files } })).code).toBe(0);
    expect(names(join(cwd, 'att'))).toEqual(['AAAA', 'BBBB', 'mine']);
  });

  test.each([
    ['the vault breaks off', { files, breaks: true }, ''],
    ['a file of the folder is taken', { files }, 'mkdir att; echo old > att/BBBB'],
    ['the folder is a link', { files }, 'mkdir real; ln -s real att'],
    ['the folder is a file', { files }, 'echo old > att'],
    ['the report is taken', { files }, 'echo old > report.json'],
    ['an id is no safe name', { files: { AAAA: 'one', '../up': 'two' } }, ''],
  ])('do not appear at all when %s', async (_, engine, prepare) => {
    const cwd = place();
    await sh(prepare, { cwd });
    const before = names(cwd);
    const { code } = await cxf(all, { cwd, engine });
    expect(code).toBeGreaterThan(0);
    expect(names(cwd)).toEqual(before);
  });

  test('are taken back when one cannot be published', async () => {
    const cwd = place();
    writeFileSync(join(cwd, 'report.json'), OLD);
    const engine = { files, megabytes: 20, chunkWaits: 100 };
    // With --force the report is replaced first; then the vault's place turns out to be a folder.
    const { code } = await sh(`cxf ${all.join(' ')} --force & sleep 1; mkdir out.csv; wait $!`, { cwd, engine });
    expect(code).toBe(7);
    expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe(OLD);
    expect(names(cwd)).toEqual(['in.json', 'out.csv', 'report.json']);
  });

  test('a dry run writes the report alone', async () => {
    const cwd = place();
    expect((await cxf([...all, '--dry-run'], { cwd, engine: { files } })).code).toBe(0);
    expect(names(cwd)).toEqual(['in.json', 'report.json']);
  });

  test('a loss writes the report alone with --fail-on-loss, and exits 4', async () => {
    const cwd = place();
    const engine = { findings: [{ code: 'target.no-place', severity: 'loss', reason: 'target-has-no-place' }] } as const;
    expect((await cxf([...all, '--fail-on-loss'], { cwd, engine })).code).toBe(4);
    expect(names(cwd)).toEqual(['in.json', 'report.json']);
    expect((await cxf([...all, '--force'], { cwd, engine })).code).toBe(0);
  });

  test('need different places', async () => {
    const cwd = place();
    const same = await cxf(['convert', 'in.json', '-t', 'beta', '-o', 'out', '--report', './out'], { cwd, engine: {} });
    const both = await cxf(['convert', 'in.json', '-t', 'beta', '--report', '-'], { cwd, engine: {} });
    expect([same.code, both.code, names(cwd)]).toEqual([2, 2, ['in.json']]);
  });
});
