import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder } from './run.js';
import { bitwarden, login, passkey } from './vaults.js';

const STAYED = '1 passkey stayed behind. Keep the old vault: only there can it still log you in.';

/** What `--quiet` leaves on standard error of a conversion of one login with one passkey. */
async function lastWords(target: string, facts: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), bitwarden(login('Secret title', {}, { fido2Credentials: [passkey(facts)] })));
  const { code, stderr } = await cxf(['convert', 'in.json', '-t', target, '-o', 'out', '--quiet'], { cwd });
  expect(code).toBe(0);
  return stderr.trimEnd().split('\n');
}

describe('a conversion that leaves passkeys behind ends with their way', () => {
  test.each([
    ['apple', 'The way for passkeys: hand over from Bitwarden to Apple Passwords on iOS 26.', 'apple'],
    ['microsoft', 'The way for passkeys: make Bitwarden the provider of passkeys in Windows 11.', 'microsoft'],
    ['bitwarden:csv', 'The way for passkeys: import bitwarden:json in Bitwarden.', 'bitwarden'],
    ['lastpass', 'LastPass takes no passkeys by any way that is known.', 'lastpass'],
  ])('into %s', async (target, way, to) => {
    expect(await lastWords(target)).toEqual([STAYED, way, `See \`cxf formats --from bitwarden --to ${to}\`.`]);
  });

  test('unless the target holds passkeys, and the report says why this one stayed', async () => {
    expect(await lastWords('cxf', { counter: '7' })).toEqual([STAYED]);
  });

  test('by way of a manager that imports passkeys from a file, when only an exchange leads in', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'in.json'), bitwarden(login('One', {}, { fido2Credentials: [passkey()] })));
    expect((await cxf(['convert', 'in.json', '-t', 'cxf', '-o', 'v.json', '-q'], { cwd })).code).toBe(0);
    const { stderr } = await cxf(['convert', 'v.json', '-t', 'google', '-o', 'out', '-q'], { cwd });
    expect(stderr.replaceAll(/\n +/g, ' ').split('\n')).toEqual([
      STAYED,
      'The way for passkeys: convert to bitwarden:json, import it in Bitwarden; then hand over from Bitwarden to Google Password Manager on iOS 26 or Android with Google Play services 26.21.',
      'See `cxf formats --from cxf --to google`.',
      '',
    ]);
  });
});
