import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { forge } from '../core/zip-forge.js';
import { cxf, folder } from './run.js';
import { basicAuth, bitwarden, cxfDocument, item, login } from './vaults.js';

function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'a.json'), bitwarden(login('Alpha', { mystery: 'x' })));
  writeFileSync(join(cwd, 'b.json'), cxfDocument([item('aXRlbQ', 'Beta', basicAuth('bob', 'x'))], { fullName: 'Bob' }));
  return cwd;
}

function json(path: string): unknown {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return value;
}

/** The findings of a report that do not name a place in one of the inputs. */
function unplaced(report: unknown): unknown[] {
  if (typeof report !== 'object' || report === null || !('findings' in report) || !Array.isArray(report.findings)) return [report];
  return report.findings.filter((finding) => !JSON.stringify(finding).includes('"source":"/input/'));
}

describe('several inputs', () => {
  test('of several formats are one account each', async () => {
    const cwd = place();
    const { code, stderr } = await cxf(['convert', 'a.json', 'b.json', '-t', 'cxf', '-o', 'out.json', '--report', 'r.json'], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 files (Bitwarden JSON, CXF JSON) → CXF JSON · 2 items')]);
    expect(json(join(cwd, 'out.json'))).toMatchObject({
      accounts: [{ items: [{ title: 'Alpha' }] }, { username: 'alice', items: [{ title: 'Beta' }] }],
    });
    expect(json(join(cwd, 'r.json'))).toMatchObject({
      inputs: [
        { format: 'bitwarden', variant: 'json' },
        { format: 'cxf', variant: 'json' },
      ],
      gaps: [{ format: 'bitwarden', side: 'source' }, {}, {}],
    });
  });

  test.each(['bitwarden', 'bitwarden:csv', 'bitwarden:zip', 'cxf', 'cxf:zip'])(
    'have pointers that begin with their number, into %s',
    async (to) => {
      const cwd = place();
      await cxf(['convert', 'a.json', 'b.json', 'b.json', '-t', to, '-o', 'out', '--report', 'r.json'], { cwd });
      const report = json(join(cwd, 'r.json'));
      expect(report).toMatchObject({
        findings: expect.arrayContaining([expect.objectContaining({ source: expect.stringMatching(/^\/input\/1/) })]),
      });
      expect(unplaced(report)).toEqual([]);
    },
  );

  test('keep the place of an account of a document', async () => {
    const cwd = place();
    await cxf(['convert', 'a.json', 'b.json', '-t', 'bitwarden', '-o', 'out', '--report', 'r.json'], { cwd });
    expect(json(join(cwd, 'r.json'))).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: 'target.no-place', source: '/input/1/accounts/0' })]),
    });
  });

  test('that are the same file are two accounts, nothing merged', async () => {
    const cwd = place();
    const { code } = await cxf(['convert', 'b.json', 'b.json', '-t', 'cxf', '-o', 'out.json', '--report', 'r.json'], { cwd });
    expect(code).toBe(0);
    const ids = readFileSync(join(cwd, 'out.json'), 'utf8').match(/"id":"[^"]*","username"/g);
    expect([ids?.length, new Set(ids).size]).toEqual([2, 2]);
    expect(json(join(cwd, 'r.json'))).toMatchObject({
      counts: { items: 2 },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'id.replaced', source: '/input/1/accounts/0' })]),
    });
  });

  test('that both have attachments keep each with its own item', async () => {
    const cwd = folder();
    const vaultWith = (text: string) =>
      forge([
        { name: 'data.json', data: utf8(bitwarden(login(text, { id: '00000000-0000-4000-8000-000000000001' }))) },
        { name: 'attachments/00000000-0000-4000-8000-000000000001/a.txt', data: utf8(text) },
      ]);
    writeFileSync(join(cwd, 'one.zip'), vaultWith('ONE'));
    writeFileSync(join(cwd, 'two.zip'), vaultWith('TWO'));
    expect((await cxf(['convert', 'one.zip', 'two.zip', '-t', 'bitwarden:zip', '-o', 'out.zip'], { cwd })).code).toBe(0);
    expect((await cxf(['convert', 'out.zip', '-t', 'cxf', '-o', 'out.json', '--attachments', 'att'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'out.json'), 'utf8');
    const pairs = [...text.matchAll(/"title":"(ONE|TWO)".*?"type":"file","id":"([^"]+)"/gs)].map(([, title, id = '']) => [
      title,
      readFileSync(join(cwd, 'att', id), 'utf8'),
    ]);
    expect(pairs).toEqual([
      ['ONE', 'ONE'],
      ['TWO', 'TWO'],
    ]);
  });

  test('are refused as a whole when one is broken, and the pointer says which', async () => {
    const cwd = place();
    writeFileSync(join(cwd, 'broken.json'), bitwarden(login('x')).slice(0, -3));
    const { code, stderr } = await cxf(['convert', 'a.json', 'broken.json', '-t', 'cxf', '-o', 'out.json'], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/\[json\.syntax\]\n {5}at \/input\/1/)]);
  });

  test('with a name that one shares with the output are refused', async () => {
    const { code } = await cxf(['convert', 'a.json', 'b.json', '-t', 'cxf', '-o', './b.json', '--force'], { cwd: place() });
    expect(code).toBe(7);
  });
});

describe('-f', () => {
  test('takes the place of recognition', async () => {
    const cwd = place();
    expect((await cxf(['convert', 'a.json', '-f', 'bitwarden', '-t', 'cxf', '-o', 'ok.json'], { cwd })).code).toBe(0);
    const { code, stderr } = await cxf(['convert', 'a.json', '-f', 'cxf', '-t', 'bitwarden', '-o', 'no.json'], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining('[cxf.not-a-document]')]);
  });
});
