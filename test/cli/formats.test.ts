import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { jsonFile, judge } from '../schemas/judge.js';
import { cxf } from './run.js';

describe('formats', () => {
  test('is a table within 100 columns', async () => {
    const { code, stdout } = await cxf(['formats']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cxf:json +CXF JSON +read +write +all but signature counters and\n +attachments$/m);
    expect(stdout).toMatch(/^bitwarden:csv +Bitwarden CSV +read +write +one-time passwords, notes, custom\n +fields and folders$/m);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('--from tells what leaves a manager, --to what enters it', async () => {
    const from = await cxf(['formats', '--from', 'apple']);
    expect([from.code, from.stderr]).toEqual([0, '']);
    expect(from.stdout).toMatch(/^Apple Passwords lets out\n {2}Apple Passwords CSV \(apple:csv\): logins/);
    expect(from.stdout).toContain('from app to app, on iOS 26: logins and passkeys');
    expect(from.stdout).not.toContain('takes in');
    const to = await cxf(['formats', '--to', 'bitwarden:zip']);
    expect(to.stdout).toMatch(/^Bitwarden takes in\n/);
    expect(to.stdout).toMatch(/^bitwarden:zip +Bitwarden ZIP +read +write/m);
    for (const { stdout } of [from, to]) expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('both tell the steps, with what survives each way', async () => {
    const { code, stdout, stderr } = await cxf(['formats', '--from', 'keepassxc', '--to', 'icloud']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^KeePassXC → Apple Passwords\n\nIn 2 steps, with passkeys\n {2}1\. Export from KeePassXC[\s\S]*cxf convert EXPORT -t bitwarden:json -o OUT\.json\n[\s\S]* {2}2\. From app to app, on iOS 26: Bitwarden hands its vault to Apple Passwords\.[\s\S]*travels +logins and passkeys\n/,
    );
    expect(stdout).toMatch(/stays behind +folders, password history and attachments$/m);
    expect(stdout).toMatch(/reported 2026-06: exchange on iOS 26/);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('where passkeys cannot go, the reason comes first', async () => {
    const { stdout } = await cxf(['formats', '--from', 'nordpass', '--to', 'safeincloud']);
    expect(stdout).toMatch(/^NordPass → SafeInCloud\n! NordPass lets passkeys out by no way that is known\.\n\nNo way is known/);
  });

  test('--json tells the same, as its schema says', async () => {
    const refused = judge(jsonFile('schemas/formats.json'));
    const runs = [
      [],
      ['--from', 'apple'],
      ['--to', 'keeper'],
      ['--from', 'bitwarden', '--to', 'microsoft'],
      ['--from', 'nordpass', '--to', 'aegis'],
    ];
    for (const ends of runs) {
      const { stdout } = await cxf(['formats', ...ends, '--json']);
      expect(refused(parseJson(new TextEncoder().encode(stdout), DEFAULT_LIMITS, { unsafeNumbers: 'refuse' }).value)).toEqual([]);
    }
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
      managers: [
        { id: 'bitwarden', exports: expect.any(Array) },
        { id: 'cxf', imports: expect.any(Array) },
      ],
      routes: [
        {
          steps: [{ how: 'file', exports: 'bitwarden:zip', imports: 'cxf:zip', command: 'cxf convert EXPORT -t cxf:zip -o OUT.zip' }],
          survives: expect.arrayContaining(['passkeys', 'files']),
          leftBehind: [],
        },
      ],
    });
  });

  test.each([
    ['bitwardn', 'Did you mean bitwarden?'],
    ['1pass', 'Did you mean 1password?'],
    ['sekret-word-that-nobody-knows', '`cxf formats` lists what this program reads and writes'],
  ])('of an unknown name exits 2, names the nearest and repeats nothing: %s', async (name, says) => {
    const { code, stdout, stderr } = await cxf(['formats', '--from', name]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('sekret');
  });
});
