import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { ENCRYPTED_FLAG, forge } from '../core/zip-forge.js';
import { cxf, folder, names, type Ran, sh } from './run.js';
import { basicAuth, bitwarden, cxfDocument, item, login } from './vaults.js';

const VENDOR = bitwarden(login('One'), login('Two'));
const DOCUMENT = cxfDocument([item('aXRlbQ', 'One', basicAuth('alice', 'x')), item('aXRlbTI', 'Two', basicAuth('bob', 'y'))]);

/** Long enough for a busy machine, and short beside what a careless program would take. */
const SOON = 10_000;

async function refused(content: string | Uint8Array, exit: number, code: string, flags: readonly string[] = []): Promise<Ran> {
  const cwd = folder();
  writeFileSync(join(cwd, 'in'), content);
  const ran = await cxf(['convert', 'in', '-t', 'cxf', '-o', 'out', '--report', 'report', ...flags], { cwd });
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([exit, '', expect.stringContaining(`[${code}]`)]);
  expect(names(cwd)).toEqual(['in']);
  expect(ran.ms).toBeLessThan(SOON);
  return ran;
}

describe('JSON', () => {
  test.each([
    ['Bitwarden', VENDOR, 0.3],
    ['Bitwarden', VENDOR, 0.6],
    ['Bitwarden', VENDOR, 0.99],
    ['CXF', DOCUMENT, 0.6],
    ['CXF', DOCUMENT, 0.8],
    ['CXF', DOCUMENT, 0.99],
  ])('of %s that is cut short at %#', async (_, text, part) => {
    const { stderr } = await refused(text.slice(0, Math.floor(text.length * part)), 3, 'json.syntax');
    expect(stderr).toMatch(/at \//);
  });

  test.each([1, 12])('cut after %i characters is not recognised', async (length) => {
    await refused(VENDOR.slice(0, length), 3, 'detect.unknown');
  });

  test('with a member named twice', async () => {
    const { stderr } = await refused(VENDOR.replace('"notes":null', '"notes":"a","notes":"b"'), 3, 'json.key-duplicate');
    expect(stderr).toContain('at /items/0/notes');
    await refused(DOCUMENT.replace('"title":"One"', '"title":"One","title":"Two"'), 3, 'json.key-duplicate');
  });

  test('with __proto__, however it is spelled', async () => {
    await refused(VENDOR.replace('"notes":null', '"__proto__":{"x":1}'), 3, 'json.key-forbidden');
    await refused(DOCUMENT.replace('"title":"One"', '"title":"One","__pr\\u006fto__":null'), 3, 'json.key-forbidden');
  });

  test.each([
    ['bare', '['.repeat(5_000_000), 3, 'detect.unknown'],
    [
      'in a Bitwarden export',
      VENDOR.replace(/"notes":null(?!.*"notes")/, `"notes":${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`),
      6,
      'limit.exceeded',
    ],
    ['in a CXF document', DOCUMENT.replace('"title":"One"', `"title":"One","x":${'{"a":'.repeat(2_000_000)}`), 6, 'limit.exceeded'],
  ])('five million levels deep, %s', async (_, text, exit, code) => {
    await refused(text, exit, code);
  });

  test('with an integer beyond 2^53: refused in CXF, kept as text in a vendor file', async () => {
    const { stderr } = await refused(DOCUMENT.replace('"timestamp":1700000000', '"timestamp":9007199254740993'), 3, 'json.number-unsafe');
    expect(stderr).toContain('at /timestamp');
    const cwd = folder();
    writeFileSync(join(cwd, 'in'), VENDOR.replace('"notes":null', '"mystery":9007199254740993'));
    const kept = await cxf(['convert', 'in', '-t', 'cxf', '-o', 'out'], { cwd });
    expect([kept.code, kept.stderr]).toEqual([0, expect.stringContaining('A number beyond 2^53 was kept as text')]);
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toContain('"9007199254740993"');
  });

  test.each(['null', '42', '"text"', '[]', '{}', '[{"accounts":[]}]', '{"accounts":{}}', '{"items":[]}'])(
    'that is no vault: %s',
    async (text) => {
      await refused(text, 3, 'detect.unknown');
    },
  );
});

describe('text', () => {
  test.each([
    ['UTF-16 with its mark', Buffer.from(`\ufeff${VENDOR}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(VENDOR, 'utf16le')],
    ['Latin-1', Buffer.from(VENDOR.replace('One', 'Üben'), 'latin1')],
    ['Latin-1 far behind', Buffer.from(bitwarden(login('One'), login('x'.repeat(1_200_000)), login('Üben')), 'latin1')],
  ])('in %s', async (_, bytes) => {
    const { stderr } = await refused(bytes, 3, 'text.not-utf8');
    expect(stderr).toContain('UTF-8');
  });

  test('with a byte order mark is read all the same', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'in'), `\ufeff${VENDOR}`);
    expect((await cxf(['convert', 'in', '-t', 'cxf', '-o', 'out'], { cwd })).code).toBe(0);
  });

  test.each(['<!DOCTYPE html><html><body>Log in</body></html>', '\n <html lang="en">', '<HEAD>'])(
    'that is a web page: %s',
    async (page) => {
      await refused(page, 3, 'detect.html');
    },
  );

  test('that is nothing', async () => {
    await refused('', 3, 'input.empty');
    await refused('hello', 3, 'detect.unknown');
  });

  test('that is no text', async () => {
    const junk = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256);
    await refused(junk, 3, 'input.binary');
    await refused(junk, 3, 'text.not-utf8', ['-f', 'bitwarden']);
  });
});

describe('an encrypted Bitwarden export', () => {
  test('of one account is recognised, with the advice to choose another form', async () => {
    const text = JSON.stringify({
      encrypted: true,
      encKeyValidation_DO_NOT_EDIT: '2.x|y|z',
      folders: [],
      items: [{ type: 1, name: '2.x|y|z' }],
    });
    const { stderr } = await refused(text, 3, 'bitwarden.account-restricted');
    expect(stderr).toContain('Export again and choose "password protected"');
  });

  test('with a password is damaged by its own code, and inspect tells it is locked', async () => {
    const text = JSON.stringify({
      encrypted: true,
      passwordProtected: true,
      salt: 'c2FsdA==',
      kdfType: 0,
      kdfIterations: 600_000,
      encKeyValidation_DO_NOT_EDIT: '2.x|y|z',
      data: '2.x|y|z',
    });
    await refused(text, 3, 'bitwarden.data-damaged');
    const told = await sh('cxf inspect', { stdin: text });
    expect(told.stdout).toMatch(/^Bitwarden locked JSON\n {2}locked .*only with its password/);
  });
});

describe('a file', () => {
  test('of 600 MB is refused before it is read', async () => {
    const cwd = folder();
    const { code, stderr, ms } = await sh('truncate -s 600M in; cxf convert in -t cxf -o out', { cwd });
    expect([code, stderr]).toEqual([
      6,
      expect.stringMatching(/Limit input\.bytes is 536870912, needed 629145600[\s\S]*--limit input\.bytes=629145600/),
    ]);
    expect([ms < SOON, names(cwd)]).toEqual([true, ['in']]);
  });

  test('of 600 MB through a pipe is refused when the limit is reached', async () => {
    const cwd = folder();
    const { code, stderr } = await sh('head -c 70M /dev/zero | cxf convert -t cxf -o out --limit input.bytes=64MiB', { cwd });
    expect([code, stderr, names(cwd)]).toEqual([6, expect.stringContaining('[limit.exceeded]'), []]);
  });

  test('that is a folder, or is not there', async () => {
    const cwd = folder();
    const directory = await cxf(['convert', '.', '-t', 'cxf', '-o', 'out'], { cwd });
    expect([directory.code, directory.stderr]).toEqual([
      7,
      expect.stringContaining('.: This is a folder, not a file. [file.is-directory]'),
    ]);
    const missing = await cxf(['convert', 'no\x1bwhere', '-t', 'cxf', '-o', 'out'], { cwd });
    expect([missing.code, missing.stderr]).toEqual([
      7,
      expect.stringContaining('no\\x1bwhere: There is no such file or folder. [file.not-found]'),
    ]);
  });

  test('that may not be read', async ({ skip }) => {
    if (process.getuid?.() === 0) return skip('root may read everything');
    const cwd = folder();
    writeFileSync(join(cwd, 'in'), VENDOR);
    chmodSync(join(cwd, 'in'), 0);
    const { code, stderr } = await cxf(['convert', 'in', '-t', 'cxf', '-o', 'out'], { cwd });
    expect([code, stderr]).toEqual([7, expect.stringContaining('[file.denied]')]);
  });
});

describe('a ZIP archive', () => {
  const data = { name: 'data.json', data: utf8(VENDOR) };

  test('cut short', async () => {
    const whole = forge([data]);
    await refused(whole.subarray(0, whole.length - 30), 3, 'zip.broken');
    await refused(whole.subarray(0, whole.length - 30), 3, 'zip.broken', ['-f', 'bitwarden']);
  });

  test('that is a bomb', async () => {
    const bomb = forge([{ name: 'data.json', data: new Uint8Array(8 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(16 * 1024);
    await refused(bomb, 6, 'limit.exceeded', ['--limit', 'zip.ratio=100']);
    await refused(bomb, 6, 'limit.exceeded', ['--limit', 'zip.entry-bytes=4MiB']);
  });

  test('that lies about its sizes', async () => {
    await refused(forge([{ ...data, size: 10, local: { size: 10 } }]), 3, 'zip.hostile');
  });

  test('with a ZIP password', async () => {
    await refused(forge([{ ...data, flags: ENCRYPTED_FLAG }]), 3, 'zip.encrypted');
  });

  test('without a vault', async () => {
    await refused(forge([{ name: 'photo.jpg' }]), 3, 'detect.unknown');
    await refused(forge([{ name: 'photo.jpg' }]), 3, 'zip.entry-missing', ['-f', 'bitwarden']);
  });

  test('with a broken vault says where', async () => {
    const { stderr } = await refused(forge([{ name: 'data.json', data: utf8(VENDOR.slice(0, -20)) }]), 3, 'json.syntax');
    expect(stderr).toMatch(/at \//);
  });
});
