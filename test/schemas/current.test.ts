import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const GENERATED = [
  'schemas',
  'docs/cxf-requirements.md',
  'docs/passkeys.md',
  'docs/routes.md',
  'README.md',
  'src/formats/cxf/README.md',
  'src/formats/bitwarden/README.md',
  'src/formats/csv/README.md',
  'src/formats/keepass/README.md',
];

function check(folder: string) {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/generate.mjs'), '--check'], { encoding: 'utf8' });
  return { status, stderr };
}

/** The generator and what it generates, in a folder of their own, over the same build. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['scripts', ...GENERATED]) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(root, 'dist'), join(folder, 'dist'));
  return folder;
}

test('everything generated is what the code says', () => {
  expect(check(root)).toEqual({ status: 0, stderr: '' });
});

test.each([
  ['schemas/cxf-1.0.json', '"minLength": 1', '"minLength": 2'],
  ['schemas/codes.json', '"zip.broken"', '"zip.torn"'],
  ['docs/cxf-requirements.md', 'REQ-CXF-001', 'REQ-CXF-000'],
  ['docs/passkeys.md', '| Bitwarden | a file |', '| Bitwarden | no |'],
  ['docs/routes.md', '### To Apple Passwords (`apple`)', '### To Apples (`apple`)'],
  ['schemas/formats.json', '"withoutPasskeys"', '"without"'],
  ['README.md', '`bitwarden:csv`', '`bitwarden:csw`'],
  ['src/formats/bitwarden/README.md', '`credit-card.fullName`', '`credit-card.name`'],
  ['src/formats/keepass/README.md', '`basic-auth.password`', '`basic-auth.pass`'],
])('a stale %s is named', (path, before, after) => {
  const folder = copy();
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(before);
  writeFileSync(join(folder, path), text.replace(before, after));
  expect(check(folder)).toEqual({ status: 1, stderr: `${path} is not what the code says: run npm run generate\n` });
});

test('a README without its section is a mistake', () => {
  const folder = copy();
  writeFileSync(join(folder, 'README.md'), '# credential-exchange\n');
  const { status, stderr } = check(folder);
  expect([status, stderr]).toEqual([1, expect.stringContaining('README.md: the section formats is missing')]);
});
