import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cxf, folder, names } from './run.js';
import { bitwarden, login, passkey } from './vaults.js';

/** Every exit code of the contract but 130 (see interruption.test.ts), each by a real case. */
const ERROR = [{ code: 'cxf.version-unsupported', severity: 'error' }] as const;

test.each([
  [0, ['convert', 'in.json', '-t', 'cxf', '-o', 'out'], undefined],
  [0, ['inspect', 'in.json'], undefined],
  [1, ['validate', 'in.json', '-f', 'cxf'], { verdicts: { spec: ERROR } }],
  [2, ['convert', 'in.json', '-t', 'nothing', '-o', 'out'], undefined],
  [2, ['convert', 'in.json', '-t', 'cxf:nothing', '-o', 'out'], undefined],
  [2, ['convert', 'in.json', '-o', 'out'], undefined],
  [2, ['convert', 'in.json', '-f', 'nothing', '-t', 'cxf', '-o', 'out'], undefined],
  [2, ['convert', 'in.json', '-t', 'beta:old', '-o', 'out'], { throws: 'format.no-writer' }],
  [3, ['convert', 'page.html', '-t', 'cxf', '-o', 'out'], undefined],
  [3, ['validate', 'in.json'], undefined],
  [4, ['convert', 'passkey.json', '-t', 'cxf', '-o', 'out', '--fail-on-loss'], undefined],
  [5, ['convert', 'in.json', '-t', 'beta', '-o', 'out'], { needs: [{ role: 'input', kind: 'password' }] }],
  [6, ['convert', 'in.json', '-t', 'cxf', '-o', 'out', '--limit', 'input.bytes=10'], undefined],
  [6, ['inspect', 'in.json', '--limit', 'json.depth=2'], undefined],
  [7, ['inspect', 'nowhere.json'], undefined],
])('%i: cxf %j', async (exit, args, engine) => {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), bitwarden(login('One')));
  writeFileSync(join(cwd, 'passkey.json'), bitwarden(login('One', {}, { fido2Credentials: [passkey({ counter: '7' })] })));
  writeFileSync(join(cwd, 'page.html'), '<!DOCTYPE html><title>Login</title>');
  const { code, stderr } = await cxf(args, { cwd, ...(engine && { engine }) });
  expect([code, stderr]).toEqual([exit, exit > 1 ? expect.stringMatching(/^(?!.*unexpected).*cxf: /s) : expect.any(String)]);
  expect(names(cwd).includes('out')).toBe(exit === 0 && args.includes('out'));
});

test('a loss with --fail-on-loss writes the report, and a repair of the cause writes all', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), bitwarden(login('Secret title', {}, { fido2Credentials: [passkey({ counter: '7' })] })));
  const all = ['convert', 'in.json', '-t', 'cxf', '-o', 'out.json', '--report', 'r.json', '--fail-on-loss'];
  const refused = await cxf(all, { cwd });
  expect([refused.code, names(cwd)]).toEqual([4, ['in.json', 'r.json']]);
  expect(refused.stderr).toMatch(/\[loss\.refused\]\n1 passkey stayed behind\. .*\n$/);
  const report = readFileSync(join(cwd, 'r.json'), 'utf8');
  const parsed: unknown = JSON.parse(report);
  expect(parsed).toEqual({
    version: 1,
    source: { format: 'bitwarden', variant: 'json' },
    target: { format: 'cxf', variant: 'json' },
    gaps: expect.arrayContaining([expect.objectContaining({ side: 'source', cannotHold: ['attachments'] })]),
    counts: { items: 1, credentials: { 'basic-auth': 1, passkey: 1 }, files: 0 },
    totals: { losses: 1, changes: 0, passkeysLeftBehind: 1 },
    findings: [{ code: 'passkey.counter-nonzero', severity: 'loss', reason: 'spec-forbids', source: '/items/0/login/fido2Credentials/0' }],
  });
  // Neither a path, nor a moment, nor a title.
  expect(report).not.toMatch(/in\.json|out\.json|\/tmp|20[0-9]{2}|[0-9]{9}|Secret title/);
  const again = await cxf([...all, '--reset-counters', '--force', '--titles'], { cwd });
  expect([again.code, names(cwd)]).toEqual([0, ['in.json', 'out.json', 'r.json']]);
});
