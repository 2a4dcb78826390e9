import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const demo = fileURLToPath(new URL('../../examples/demo/', import.meta.url));

const text = readFileSync(join(demo, 'bitwarden-vault.json'), 'utf8');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'demo-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs the demo with a temporary folder of its own; `left` is what it leaves there. */
function run(...args: string[]) {
  const place = folder();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(demo, 'demo.mjs'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], TMPDIR: place, TERM: 'xterm' },
  });
  return { status, lines: stdout.split('\n'), stderr, left: readdirSync(place) };
}

/** A copy of the sample in which one text is another. */
function sampleWith(before: string, after: string): string {
  const copy = folder();
  cpSync(demo, copy, { recursive: true });
  expect(text).toContain(before);
  writeFileSync(join(copy, 'bitwarden-vault.json'), text.replace(before, after));
  return copy;
}

describe('the demo', () => {
  test('brings everything back, says so in plain text without a secret, and leaves nothing behind', () => {
    const { status, lines, stderr, left } = run();
    expect({ status, stderr, left }).toEqual({ status: 0, stderr: '', left: [] });
    expect(lines).toContain('  ✓ valid CXF');
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}✓ ([0-9]{3}) members went in, and the same \1 came back$/));
    expect(lines).toContain('  ✓ 2 attachments went in, and the same 2 came back');
    for (const site of ['shop', 'games']) {
      expect(lines).toContain(`  ✓ the passkey of ${site}.example.com signs, and the public key it was made with agrees`);
    }
    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(lines.at(-2)).toBe('Nothing was lost.');
    const output = lines.join('\n');
    expect(output).not.toContain('\x1b');
    for (const secret of ['correct horse', 'Tr0ub4dor', 'JBSWY3DPEHPK3PXP', '4111111111111111', 'differential']) {
      expect(text).toContain(secret);
      expect(output).not.toContain(secret);
    }
  });

  test('sees a member that does not come back, and names its place', () => {
    // The key of an item belongs to the encryption of an account: no other file holds it.
    const { status, lines, left } = run(sampleWith('"reprompt": 1,', '"reprompt": 1, "key": "2.AAAA|BBBB|CCCC",'));
    expect({ status, left }).toEqual({ status: 1, left: [] });
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}✗ 1 of [0-9]{3} members differ: \/items\/0\/key$/));
    expect(lines.at(-2)).toBe('Something differs.');
  });

  test('sees a passkey that stays behind', () => {
    const { status, lines } = run(sampleWith('"counter": "0"', '"counter": "7"'));
    expect(status).toBe(1);
    expect(lines).toContain('  ✗ the passkey of shop.example.com does not sign');
    expect(lines).toContain('  ✓ the passkey of games.example.com signs, and the public key it was made with agrees');
  });

  test('sees an attachment that belongs to no item', () => {
    const copy = folder();
    cpSync(demo, copy, { recursive: true });
    for (const item of readdirSync(join(copy, 'attachments'))) {
      cpSync(join(copy, 'attachments', item), join(copy, 'attachments', 'nobody'), { recursive: true });
    }
    const { status, lines } = run(copy);
    expect(status).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}✗ 2 of 4 attachments differ: /));
  });

  test('says so when the command refuses the vault', () => {
    const { status, lines, left } = run(sampleWith('"encrypted": false', '"encrypted": true'));
    expect({ status, left }).toEqual({ status: 1, left: [] });
    expect(lines).toContain('  ✗ cxf ended with 3');
  });
});

describe('the sample', () => {
  test('names no real host', () => {
    const hosts = [...text.matchAll(/"uri": "[a-z]+:\/\/([^/:"?]+)/g)].map(([, host = '']) => host);
    expect(hosts.length).toBeGreaterThan(5);
    // RFC 2606 and RFC 5737 set these apart for examples.
    expect(hosts.filter((host) => !/(?:^|\.)example(?:\.(?:com|net|org))?$|^192\.0\.2\.[0-9]+$|^com\.example\./.test(host))).toEqual([]);
  });

  test('holds what the demo promises', () => {
    const types = [...text.matchAll(/^ {6}"type": ([0-9]),$/gm)].map(([, type]) => type);
    expect([...new Set(types)].sort()).toEqual(['1', '2', '3', '4', '5']);
    for (const member of ['fido2Credentials', 'passwordHistory', 'steam://', 'otpauth://', 'Work/Operations', 'OPENSSH PRIVATE KEY']) {
      expect(text).toContain(member);
    }
  });
});
