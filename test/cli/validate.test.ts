import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder, sh } from './run.js';
import { basicAuth, bitwarden, cxfDocument, item, login } from './vaults.js';

const ERROR = { code: 'cxf.version-unsupported', severity: 'error', source: '/version' } as const;
const CHANGE = { code: 'cxf.id-respelled', severity: 'change', source: '/accounts/0/id' } as const;
const LOSS = { code: 'target.no-place', severity: 'loss', reason: 'target-has-no-place', source: '/accounts/0/items/0' } as const;

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), cxfDocument([item('aXRlbQ', 'One', basicAuth('alice', 'x'))]));
  writeFileSync(join(cwd, 'vendor.json'), bitwarden(login('One')));
  return cwd;
}

describe('one verdict', () => {
  test.each([
    [[], {}, 0, '✓ valid CXF\n'],
    [[], { spec: [CHANGE] }, 0, '✓ valid CXF\n'],
    [[], { spec: [ERROR], compatible: [] }, 1, '✗ not valid CXF\n'],
    [['--for', 'bitwarden'], { spec: [ERROR], bitwarden: [LOSS] }, 0, '✓ accepted (bitwarden)\n'],
    [['--for', 'bitwarden'], { bitwarden: [ERROR] }, 1, '✗ refused (bitwarden)\n'],
  ])('%j with %j exits %i', async (flags, verdicts, exit, last) => {
    const { code, stdout, stderr } = await cxf(['validate', 'in.json', '-f', 'cxf', ...flags], { cwd: place(), engine: { verdicts } });
    expect([code, stdout.slice(-last.length), stderr]).toEqual([exit, last, '']);
  });

  test('names the place, and as JSON the whole finding', async () => {
    const engine = { verdicts: { spec: [ERROR, CHANGE] } };
    const { stdout } = await cxf(['validate', 'in.json', '-f', 'cxf'], { cwd: place(), engine });
    expect(stdout).toMatch(/invalid +1 .*\n +\/version\n[\s\S]*changed +1 [\s\S]*\/accounts\/0\/id/);
    const { code, stdout: json } = await cxf(['validate', 'in.json', '-f', 'cxf', '--json'], { cwd: place(), engine });
    const answer: unknown = JSON.parse(json);
    expect([code, answer]).toEqual([1, { version: 1, importer: 'spec', valid: false, findings: [ERROR, CHANGE] }]);
  });
});

describe('--for all', () => {
  const engine = { verdicts: { spec: [], compatible: [ERROR, LOSS, LOSS], bitwarden: [CHANGE] } };

  test('is a table, and exits by what the specification says', async () => {
    const { code, stdout, stderr } = await cxf(['validate', 'in.json', '-f', 'cxf', '--for', 'all'], { cwd: place(), engine });
    expect([code, stdout]).toEqual([
      0,
      [
        'importer    verdict   invalid  lost  changed',
        'compatible  refused         1     2        0',
        'spec        accepted        0     0        0',
        'bitwarden   accepted        0     0        1',
        '',
      ].join('\n'),
    ]);
    expect(stderr).toContain('--for IMPORTER');
    const invalid = await cxf(['validate', 'in.json', '-f', 'cxf', '--for', 'all'], {
      cwd: place(),
      engine: { verdicts: { spec: [ERROR] } },
    });
    expect(invalid.code).toBe(1);
  });

  test('as JSON has all verdicts', async () => {
    const { stdout, stderr } = await cxf(['validate', 'in.json', '-f', 'cxf', '--for', 'all', '--json'], { cwd: place(), engine });
    expect([JSON.parse(stdout), stderr]).toEqual([
      {
        version: 1,
        valid: true,
        importers: { spec: { valid: true, findings: [] }, compatible: expect.anything(), bitwarden: expect.anything() },
      },
      '',
    ]);
  });
});

describe('a file that is no CXF', () => {
  test('of a vendor exits 3 with the hint to convert', async () => {
    const { code, stdout, stderr } = await cxf(['validate', 'vendor.json'], { cwd: place() });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('[input.not-cxf]\n     It looks like Bitwarden JSON. Convert it first: cxf convert vendor.json -t cxf -o OUT');
  });

  test('of an odd name does not put that name into a command line', async () => {
    const { stderr } = await sh('mv vendor.json "a; rm -rf b"; cxf validate "a; rm -rf b"', { cwd: place() });
    expect(stderr).toContain('cxf convert FILE -t cxf');
  });

  test('of a format that does not exist is a mistake of usage', async () => {
    expect((await cxf(['validate', 'in.json', '-f', 'nothing'], { cwd: place() })).code).toBe(2);
  });

  test('of no known format is held against the specification all the same', async () => {
    const { code, stderr } = await sh('echo "{}" | cxf validate', { cwd: place() });
    expect([code, stderr]).toEqual([3, expect.stringContaining('[cxf.not-a-document]')]);
  });
});

test('convert writes nothing that validate calls invalid', async () => {
  const cwd = place();
  for (const [from, to] of [
    ['vendor.json', 'cxf'],
    ['in.json', 'cxf'],
    ['in.json', 'cxf:zip'],
  ] as const) {
    const { code, stdout } = await sh(`cxf convert ${from} -t ${to} -o out --force && cxf validate out`, { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining('✓ valid CXF\n')]);
  }
});
