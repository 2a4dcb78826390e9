import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { forge } from '../core/zip-forge.js';
import { cxf, folder, listing, names } from './run.js';
import { basicAuth, cxfDocument, item } from './vaults.js';

const ID = 'ZmlsZS1vbmU';
const BYTES = 'the bytes of the file';

function fileOf(id: string, bytes: string): object {
  return {
    type: 'file',
    id,
    name: 'one.txt',
    decryptedSize: bytes.length,
    integrityHash: createHash('sha256').update(bytes).digest('base64url'),
  };
}

/** A document that announces one file, and a folder `from` that holds it and other things. */
function place(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), cxfDocument([item('aXRlbQ', 'One', basicAuth('alice', 'x'), fileOf(ID, BYTES))]));
  mkdirSync(join(cwd, 'from'));
  writeFileSync(join(cwd, 'from', ID), BYTES);
  writeFileSync(join(cwd, 'from', 'unrelated.txt'), 'nobody asked for this');
  return cwd;
}

describe('attachments of a CXF document', () => {
  test('come from one folder and go to another, and only those that are announced', async () => {
    const cwd = place();
    const flags = ['--attachments-from', 'from', '--attachments', 'to', '--report', 'r.json'];
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'cxf', '-o', 'out.json', ...flags], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('Nothing was lost')]);
    expect(listing(join(cwd, 'to'))).toEqual([`${ID} 600`]);
    expect(readFileSync(join(cwd, 'to', ID), 'utf8')).toBe(BYTES);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toContain('integrityHash');
  });

  test('travel into a ZIP and out of it again', async () => {
    const cwd = place();
    expect((await cxf(['convert', 'in.json', '-t', 'cxf:zip', '-o', 'v.zip', '--attachments-from', 'from'], { cwd })).code).toBe(0);
    expect(await cxf(['validate', 'v.zip'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ valid CXF\n') });
    expect((await cxf(['convert', 'v.zip', '-t', 'cxf', '-o', 'out.json', '--attachments', 'to'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'to', ID), 'utf8')).toBe(BYTES);
  });

  test('are a loss each when nothing takes them', async () => {
    const cwd = place();
    await cxf(['convert', 'in.json', '-t', 'cxf:zip', '-o', 'v.zip', '--attachments-from', 'from'], { cwd });
    const { code, stderr } = await cxf(['convert', 'v.zip', '-t', 'cxf', '-o', 'out.json', '--fail-on-loss'], { cwd });
    expect([code, stderr]).toEqual([4, expect.stringContaining('Use --attachments DIR')]);
  });

  test('that are nowhere are said to be missing', async () => {
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', 'cxf:zip', '-o', 'v.zip'], { cwd: place() });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/lost.*1 A file is announced[\s\S]*--attachments-from DIR/)]);
  });

  test.each([['--attachments', 'to'], []])('with other bytes than announced stay behind, all else goes (%s)', async (...beside) => {
    const cwd = place();
    writeFileSync(join(cwd, 'from', ID), BYTES.toUpperCase());
    const to = beside.length > 0 ? 'cxf' : 'cxf:zip';
    const { code, stderr } = await cxf(['convert', 'in.json', '-t', to, '-o', 'out', '--attachments-from', 'from', ...beside], { cwd });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/lost +1 The bytes of a file are damaged[\s\S]*\/accounts\/0\/items\/0\/credentials\/[0-9]/),
    ]);
    expect(names(cwd)).toContain('out');
    expect(names(cwd)).not.toContain(`to/${ID}`);
  });

  test('stay behind with the credentials that --only leaves out', async () => {
    const cwd = place();
    const flags = ['--attachments-from', 'from', '--attachments', 'to', '--only', 'basic-auth'];
    expect((await cxf(['convert', 'in.json', '-t', 'cxf', '-o', 'out.json', ...flags], { cwd })).code).toBe(0);
    expect(names(cwd)).not.toContain('to');
  });

  test('are not read through a link', async () => {
    const cwd = place();
    mkdirSync(join(cwd, 'links'));
    symlinkSync(join(cwd, 'from', ID), join(cwd, 'links', ID));
    const { stderr } = await cxf(['convert', 'in.json', '-t', 'cxf:zip', '-o', 'v.zip', '--attachments-from', 'links'], { cwd });
    expect(stderr).toContain('A file is announced');
  });

  test.each([
    ['nowhere', '[file.not-found]'],
    ['in.json', '[file.not-directory]'],
  ])('need a folder: %s', async (from, code) => {
    const ran = await cxf(['convert', 'in.json', '-t', 'cxf', '-o', 'out.json', '--attachments-from', from], { cwd: place() });
    expect([ran.code, ran.stderr]).toEqual([7, expect.stringContaining(code)]);
  });

  test('in a ZIP that are missing or not as announced are found by validate', async () => {
    const cwd = place();
    const entry = (name: string, text: string) => ({ name, data: utf8(text) });
    const index = entry('index.json', cxfDocument([item('aXRlbQ', 'One', fileOf(ID, BYTES))]));
    writeFileSync(join(cwd, 'changed.zip'), forge([index, entry(`documents/${ID}`, BYTES.toUpperCase())]));
    writeFileSync(join(cwd, 'missing.zip'), forge([index]));
    const changed = await cxf(['validate', 'changed.zip'], { cwd });
    expect([changed.code, changed.stdout]).toEqual([
      1,
      expect.stringMatching(/The bytes of a file are damaged[\s\S]*\/zip\/1[\s\S]*✗ not valid CXF/),
    ]);
    const missing = await cxf(['validate', 'missing.zip'], { cwd });
    expect([missing.code, missing.stdout]).toEqual([0, expect.stringContaining('A file is announced')]);
  });

  test('that no credential announces are a loss', async () => {
    const cwd = place();
    writeFileSync(join(cwd, 'more.zip'), forge([{ name: 'index.json', data: utf8(cxfDocument([])) }, { name: 'documents/eHh4' }]));
    const { code, stderr } = await cxf(['convert', 'more.zip', '-t', 'cxf', '-o', 'out.json'], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/lost[\s\S]*\/zip\/1/)]);
  });
});
