import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder } from './run.js';
import { cxfDocument, item } from './vaults.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const text = (key: typeof ec): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64url');

function passkey(key: string, more: object = {}): object {
  const credentialId = Buffer.from(`id of ${key.slice(-9)}`).toString('base64url');
  return { type: 'passkey', credentialId, rpId: 'example.com', username: 'alice', userDisplayName: '', userHandle: 'AQ', key, ...more };
}

function place(...passkeys: readonly object[]): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), cxfDocument([item('aXRlbQ', 'One', ...passkeys)]));
  writeFileSync(join(cwd, 'webauthn'), JSON.stringify({ origins: ['https://example.org'] }));
  writeFileSync(join(cwd, 'aasa'), JSON.stringify({ webcredentials: { apps: ['ABCDE12345.com.example'] } }));
  const target = { namespace: 'android_app', package_name: 'com.example', sha256_cert_fingerprints: [Array(32).fill('AB').join(':')] };
  writeFileSync(join(cwd, 'links'), JSON.stringify([{ relation: ['delegate_permission/common.get_login_creds'], target }]));
  return cwd;
}

describe('cxf passkey check', () => {
  test('of sound passkeys exits 0 and says where they can go; Node’s experiments are not its matter', async () => {
    const { code, stdout, stderr } = await cxf(['passkey', 'check', 'in.json'], { cwd: place(passkey(text(ec)), passkey(text(ed))) });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/✓ example\.com +alice +ES256\n +✓ example\.com +alice +EdDSA\n/);
    expect(stdout).toMatch(/Bitwarden +from a file +1 of 2\n +It cannot use the algorithm/);
    expect(stdout).toMatch(/KeePassXC +from a file +all\n/);
    expect(stdout).toMatch(/✓ All 2 passkeys are sound\.\n$/);
  });

  test('of a damaged key exits 1 with a code and its pointer, and shows nothing of it', async () => {
    const damaged = text(ec).slice(0, 120);
    const cwd = place(passkey(text(ed)), passkey(damaged), passkey('###'));
    const { code, stdout } = await cxf(['passkey', 'check', '--json', 'in.json'], { cwd });
    const answer: unknown = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(answer).toMatchObject({
      version: 1,
      source: { format: 'cxf', variant: 'json' },
      valid: false,
      passkeys: [
        { ok: true, findings: [], importers: expect.arrayContaining([expect.objectContaining({ importer: 'bitwarden', takes: 'no' })]) },
        { ok: false, findings: [{ code: 'passkey.key-broken', severity: 'error', source: '/accounts/0/items/0/credentials/1/key' }] },
      ],
      findings: [{ code: 'passkey.unreadable', severity: 'error', source: '/accounts/0/items/0/credentials/2' }],
    });
    const human = await cxf(['passkey', 'check', 'in.json'], { cwd });
    expect(human.code).toBe(1);
    expect(human.stdout).toMatch(/\/accounts\/0\/items\/0\/credentials\/1\/key[\s\S]*✗ 2 of 3 passkeys can never log in\.\n$/);
    for (const shown of [stdout, human.stdout])
      for (const secret of [damaged.slice(50, 70), text(ed).slice(-20)]) expect(shown).not.toContain(secret);
  });

  test('tells what reading had to change about a passkey beside what checking found', async () => {
    const sec1 = ec.export({ format: 'der', type: 'sec1' }).toString('base64url');
    const cwd = place(passkey(sec1, { userHandle: '' }), passkey(text(ed)));
    const { code, stdout } = await cxf(['passkey', 'check', '--json', 'in.json'], { cwd });
    const at = '/accounts/0/items/0/credentials/0';
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      passkeys: [
        {
          findings: [
            { code: 'cxf.passkey-key-shape', severity: 'change', source: `${at}/key` },
            { code: 'passkey.handle-missing', severity: 'warning', source: `${at}/userHandle` },
          ],
        },
        { findings: [] },
      ],
    });
  });

  test('of a vault without passkeys exits 0', async () => {
    const { code, stdout } = await cxf(['passkey', 'check', 'in.json'], { cwd: place() });
    expect([code, stdout]).toEqual([0, 'CXF JSON · 0 passkeys\nThere are no passkeys.\n']);
  });

  test.each([
    [['--origin', 'https://app.example.com'], 0, 'passkey.origin-subdomain'],
    [['--origin', 'https://example.org'], 1, 'passkey.origin-foreign'],
    [['--origin', 'https://example.org', '--related', 'webauthn'], 0, 'passkey.origin-related'],
    [['--ios-app', 'ABCDE12345.com.example', '--aasa', 'aasa'], 0, 'passkey.app-listed'],
    [['--ios-app', 'ABCDE12345.com.other', '--aasa', 'aasa'], 1, 'passkey.app-unlisted'],
    [['--android-app', `com.example=${'ab'.repeat(32)}`, '--assetlinks', 'links'], 0, 'passkey.app-listed'],
    [['--android-app', `com.example=${'ac'.repeat(32)}`, '--assetlinks', 'links'], 1, 'passkey.fingerprint-mismatch'],
  ])('%j exits %i with %s', async (flags, exit, verdict) => {
    const cwd = place(passkey(text(ec)));
    const { code, stdout } = await cxf(['passkey', 'check', '--json', 'in.json', ...flags], { cwd });
    const answer: unknown = JSON.parse(stdout);
    expect([code, answer]).toEqual([exit, expect.objectContaining({ valid: true, passkeys: [expect.anything()] })]);
    expect(answer).toMatchObject({ places: [{ name: flags[1] }], passkeys: [{ places: [{ code: verdict, usable: exit === 0 }] }] });
    expect((await cxf(['passkey', 'check', 'in.json', ...flags], { cwd })).code).toBe(exit);
  });

  test('several places at once; one that nobody can use makes it 1', async () => {
    const flags = ['--origin', 'https://example.com', '--ios-app', 'ABCDE12345.com.other', '--aasa', 'aasa'];
    const { code, stdout } = await cxf(['passkey', 'check', 'in.json', ...flags], { cwd: place(passkey(text(ec))) });
    expect(code).toBe(1);
    expect(stdout).toMatch(/At https:\/\/example\.com\n +✓ +1 [\s\S]*At ABCDE12345\.com\.other\n +✗ +1 /);
  });

  test.each([
    [['--related', 'webauthn'], '--related goes with --origin'],
    [['--ios-app', 'X'], '--ios-app needs --aasa FILE'],
    [['--aasa', 'aasa'], '--aasa needs --ios-app'],
    [['--android-app', 'X'], '--android-app needs --assetlinks FILE'],
    [['--assetlinks', 'links'], '--assetlinks needs --android-app'],
    [['--origin', 'https://example.com', '--related', '-'], 'Standard input is for the vault'],
  ])('%j is a mistake of usage', async (flags, says) => {
    const { code, stderr } = await cxf(['passkey', 'check', 'in.json', ...flags], { cwd: place() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  test('a file of the site that is no JSON is named by its code', async () => {
    const cwd = place(passkey(text(ec)));
    writeFileSync(join(cwd, 'webauthn'), '<html>');
    const { code, stderr } = await cxf(['passkey', 'check', 'in.json', '--origin', 'https://example.org', '--related', 'webauthn'], {
      cwd,
    });
    expect([code, stderr]).toEqual([3, expect.stringContaining('JSON')]);
  });
});

describe('cxf passkey list', () => {
  test('shows site, user, algorithm and the shape of the key, and never the key', async () => {
    const sec1 = ec.export({ format: 'der', type: 'sec1' }).toString('base64url');
    const cwd = place(passkey(text(ed)), passkey(sec1, { username: 'bob\u001b[31m', userHandle: '' }), passkey(''), passkey('###'));
    const { code, stdout, stderr } = await cxf(['passkey', 'list', 'in.json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /example\.com +alice +EdDSA\n +example\.com +bob\\x1b\[31m +ES256 +no user handle\n +example\.com +alice +no usable key\n/,
    );
    expect(stdout).toMatch(/1 passkey could not be read\.\n$/);
    expect(stdout).not.toContain(sec1.slice(20, 40));
  });

  test('as JSON has the facts without the checks', async () => {
    const { code, stdout } = await cxf(['passkey', 'list', '--json', 'in.json'], { cwd: place(passkey(text(ec)), passkey('###')) });
    const answer: unknown = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      passkeys: [{ rpId: 'example.com', username: 'alice', key: { algorithm: 'ES256', shape: 'pkcs8', canonical: true } }],
      unreadable: ['/accounts/0/items/0/credentials/1'],
    });
    expect(stdout).not.toMatch(/importers|findings/);
  });
});

test('cxf passkey alone shows what there is', async () => {
  const { code, stdout, stderr } = await cxf(['passkey', '--help'], {});
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/list[\s\S]*check/);
  expect((await cxf(['passkey'], {})).code).toBe(2);
});
