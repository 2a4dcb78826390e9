import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cxf, folder } from './run.js';
import { bitwarden, login } from './vaults.js';

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'a.json'), bitwarden(login('Shop'), login('Mail')));
  writeFileSync(join(cwd, 'b.json'), bitwarden(login('Shop', {}, { password: 'another horse' })));
  return cwd;
}

test('equal vaults exit 0, also across formats', async () => {
  const cwd = place();
  const same = await cxf(['compare', 'a.json', 'a.json'], { cwd });
  expect([same.code, same.stderr, same.stdout]).toEqual([0, '', expect.stringMatching(/✓ Both say the same\.\n$/)]);
  await cxf(['convert', 'a.json', '-t', 'cxf', '-o', 'a.cxf.json'], { cwd });
  expect((await cxf(['compare', 'a.json', 'a.cxf.json'], { cwd })).code).toBe(0);
});

test('other vaults exit 1, and no value is shown', async () => {
  const { code, stdout } = await cxf(['compare', 'a.json', 'b.json'], { cwd: place() });
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /only in A +1 +item\n +Mail +A \/items\/1\n +differs +1 +basic-auth password\n +Shop +A \/items\/0 +B \/items\/0\n✗ 2 differences\.\n$/,
  );
  expect(stdout).not.toMatch(/horse/);
});

test('as JSON: titles only when asked for', async () => {
  const cwd = place();
  const { code, stdout } = await cxf(['compare', '--json', 'a.json', 'b.json'], { cwd });
  const answer: unknown = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(answer).toEqual({
    version: 1,
    equal: false,
    first: { format: 'bitwarden', variant: 'json', counts: expect.objectContaining({ items: 2 }), lost: 0 },
    second: { format: 'bitwarden', variant: 'json', counts: expect.objectContaining({ items: 1 }), lost: 0 },
    differences: [
      { where: 'only-first', kind: 'item', first: '/items/1' },
      { where: 'changed', kind: 'basic-auth', member: 'password', first: '/items/0', second: '/items/0' },
    ],
  });
  const titled: unknown = JSON.parse((await cxf(['compare', '--json', '--titles', 'a.json', 'b.json'], { cwd })).stdout);
  expect(titled).toMatchObject({ differences: [{ title: 'Mail' }, { title: 'Shop' }] });
});

test('a password that nothing needed is said', async () => {
  const cwd = place();
  writeFileSync(join(cwd, 'p'), 'unneeded', { mode: 0o600 });
  const { code, stderr } = await cxf(['compare', 'a.json', 'a.json', '--password-file', 'p'], { cwd });
  expect([code, stderr]).toEqual([0, expect.stringContaining('[secret.unused]')]);
  expect((await cxf(['compare', '-q', 'a.json', 'a.json', '--password-file', 'p'], { cwd })).stderr).toBe('');
});

test.each([
  [['compare', 'a.json'], 2],
  [['compare', 'a.json', 'missing.json'], 7],
  [['compare', '-', '-'], 2],
])('%j exits %i', async (args, exit) => {
  expect((await cxf(args, { cwd: place() })).code).toBe(exit);
});
