import { describe, expect, it } from 'vitest';
import { CODES } from '../../../src/core/codes/index.js';
import { type Carried, importVerdict } from '../../../src/passkey/check/import-verdict.js';
import { PASSKEY_IMPORTERS } from '../../../src/passkey/index.js';

const PLAIN: Carried = { algorithm: 'ES256', idBytes: 16, hasUserHandle: true, counts: false, hasPrf: false, hasBlobs: false };

function verdict(id: string, more: Partial<Carried> = {}): string {
  const importer = PASSKEY_IMPORTERS.find((one) => one.id === id);
  if (!importer) throw new Error(`no importer ${id}`);
  const { takes, codes } = importVerdict({ ...PLAIN, ...more }, importer);
  return [takes, ...codes].join(' ').replaceAll('passkey.import-', '');
}

describe('the table of importers', () => {
  it('says for each how it is known and when it was looked at', () => {
    expect(new Set(PASSKEY_IMPORTERS.map(({ id }) => id)).size).toBe(PASSKEY_IMPORTERS.length);
    for (const { evidence } of PASSKEY_IMPORTERS) {
      expect(evidence.of).not.toBe('');
      expect(evidence.seen).toMatch(/^202[3-9]-(0[1-9]|1[0-2])$/);
    }
  });

  it('takes an ordinary passkey wherever passkeys are taken at all', () => {
    const answers = PASSKEY_IMPORTERS.map((importer) => [importer.way, importVerdict(PLAIN, importer).takes]);
    for (const [way, takes] of answers) expect(takes === 'no').toBe(way === 'none');
  });

  it.each<[string, Partial<Carried>, string]>([
    ['bitwarden', {}, 'yes'],
    ['bitwarden', { algorithm: 'EdDSA' }, 'no algorithm'],
    ['bitwarden', { counts: true }, 'yes'],
    ['bitwarden', { hasPrf: true, hasBlobs: true }, 'partly prf blob'],
    ['apple', { algorithm: 'RS256' }, 'no algorithm'],
    ['apple', { hasPrf: true }, 'partly prf-unknown'],
    ['google', { algorithm: 'EdDSA' }, 'unknown unknown'],
    ['microsoft', {}, 'no none'],
    ['keepassxc', { algorithm: 'EdDSA' }, 'yes'],
    ['keepassxc', { algorithm: 'RS256', counts: true, hasPrf: true }, 'partly prf-half counter'],
    ['keepassxc', { algorithm: 'ES384' }, 'no algorithm'],
    ['keepassxc', { hasUserHandle: false }, 'no handle'],
    ['protonpass', { hasPrf: true, counts: true }, 'yes'],
    ['aliasvault', { algorithm: 'RS256' }, 'yes'],
    ['aliasvault', { idBytes: 32 }, 'no id-length'],
    ['dashlane', { idBytes: 0 }, 'no passkey.id-missing'],
    ['google', { algorithm: undefined }, 'no passkey.key-broken'],
  ])('%s with %j: %s', (id, more, expected) => {
    expect(verdict(id, more)).toBe(expected);
  });

  it('gives reasons that a person understands', () => {
    for (const importer of PASSKEY_IMPORTERS)
      for (const code of importVerdict({ ...PLAIN, hasPrf: true, counts: true, hasBlobs: true, idBytes: 3 }, importer).codes)
        expect(CODES[code].says).toMatch(/^[A-Z].*\.$/);
  });
});
