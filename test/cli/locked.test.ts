import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../src/core/brand.js';
import { LEAST_ARGON2, openExport, parseProtected, sealExport } from '../formats/bitwarden/protected-export.js';
import { folder, names, sh } from './run.js';
import { onTerminal } from './terminal.js';

const EXPORT = { encrypted: false, folders: [], items: [{ type: 2, name: 'Kanarie', notes: 'kanarie note', secureNote: { type: 0 } }] };
const OLD = 'old kanarie';
const NEW = 'new kanarie';

/** A folder with a locked vault, its password, and a new one. */
function place(kdf?: typeof LEAST_ARGON2): string {
  const cwd = folder();
  const put = (name: string, text: string) => writeFileSync(join(cwd, name), text, { mode: 0o600 });
  put('in.json', JSON.stringify(sealExport(JSON.stringify(EXPORT), OLD, kdf)));
  put('old', `${OLD}\n`);
  put('new', NEW);
  return cwd;
}

function opened(cwd: string, password: string): unknown {
  return jsonOf(openExport(parseProtected(readFileSync(join(cwd, 'out.json'))), password));
}

const CONVERT = 'cxf convert in.json -t bitwarden:json-encrypted -o out.json';

describe('a locked vault', () => {
  test.each([
    ['PBKDF2', undefined],
    ['Argon2id', LEAST_ARGON2],
  ])('becomes another locked vault in one command (%s), and nothing is told of either', async (_, kdf) => {
    const cwd = place(kdf);
    const { code, stdout, stderr } = await sh(
      `${CONVERT} --report r --password-file in=old --password-file out=new; code=$?; cat r; exit $code`,
      { cwd },
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining('Nothing was lost.')]);
    expect(stdout + stderr + readFileSync(join(cwd, 'out.json'), 'utf8')).not.toMatch(/kanarie/i);
    expect(opened(cwd, NEW)).toMatchObject(EXPORT);
  });

  test('is told apart: locked, opened, wrong password, damaged, over a limit', async () => {
    const cwd = place();
    const told = await sh('cxf inspect in.json --json', { cwd });
    expect(jsonOf(told.stdout)).toMatchObject({ source: { format: 'bitwarden', variant: 'json-encrypted' }, locked: true, findings: [] });
    const inside = await sh('cxf inspect in.json --json --password-file old', { cwd });
    expect(jsonOf(inside.stdout)).toMatchObject({ counts: { items: 1, credentials: { note: 1 } } });
    const runs = [
      `${CONVERT} --password-file in=new --password-file out=new`,
      `${CONVERT} --password-file out=new`,
      `sed -i 's/"data":"2\\../"data":"2.-/' in.json; ${CONVERT} --password-file in=old --password-file out=new`,
      `sed -i 's/"kdfIterations":5000/"kdfIterations":5000000/' in.json; ${CONVERT} --password-file in=old --password-file out=new`,
    ];
    const ends = [];
    for (const run of runs) {
      const { code, stdout, stderr } = await sh(run, { cwd: place() });
      expect(stdout + stderr).not.toMatch(/kanarie/i);
      ends.push(`${code} ${/\[[a-z.-]+\]/.exec(stderr)?.[0]}`);
    }
    expect(ends).toEqual(['5 [secret.wrong]', '5 [secret.missing]', '3 [bitwarden.data-damaged]', '6 [limit.exceeded]']);
  });

  test('with a blank new password is not written', async () => {
    const cwd = place();
    const { code, stderr } = await sh(`echo > blank; ${CONVERT} --password-file in=old --password-file out=blank`, { cwd });
    expect([code, stderr, names(cwd)]).toEqual([
      5,
      expect.stringContaining('[bitwarden.password-unusable]'),
      expect.not.arrayContaining(['out.json']),
    ]);
  });
});

describe('on a terminal', () => {
  const ask = { sees: 'Password of the input: ', types: `${OLD}\r` };

  test('both passwords are asked for, the new one twice; a line tells of the key', async () => {
    const cwd = place();
    const wrong = { sees: 'Password of the input: ', types: 'no\r' };
    const again = { sees: 'That was not it. Password of the input: ', types: `${OLD}\r` };
    const first = { sees: 'New password for the output: ', types: `${NEW}\r` };
    const second = { sees: 'New password for the output, again: ', types: `${NEW}\r` };
    const { code, screen } = await onTerminal(CONVERT, { cwd }, [wrong, again, first, second]);
    expect(code).toBe(0);
    expect(opened(cwd, NEW)).toMatchObject(EXPORT);
    expect(screen).toContain('deriving the key');
    // Titles are for the owner's eyes; passwords for nobody's.
    expect(screen).not.toMatch(/(?:old|new) kanarie/);
  });

  test.each([
    ['PBKDF2', { kdfType: 0, kdfIterations: 2_000_000_000 }],
    ['Argon2id', { kdfType: 1, kdfIterations: 100_000, kdfMemory: 16, kdfParallelism: 1 }],
  ])('Ctrl-C ends it while a key is derived (%s)', async (_, kdf) => {
    const cwd = place();
    const file = { ...parseProtected(readFileSync(join(cwd, 'in.json'))), ...kdf };
    writeFileSync(join(cwd, 'in.json'), JSON.stringify(file));
    const limits = '--limit kdf.pbkdf2-iterations=2000000000 --limit kdf.memory-work=999999999999999';
    const { code, screen } = await onTerminal(`${CONVERT} ${limits}`, { cwd }, [ask, { sees: 'deriving the key', types: '\x03' }]);
    expect([code, screen]).toEqual([130, expect.stringContaining('[interrupted]')]);
    expect(names(cwd)).not.toContain('out.json');
  });
});
