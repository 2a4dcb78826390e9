import { describe, expect, it } from 'vitest';
import { type ConvertOptions, validateCxf } from '../../src/index.js';
import { type PasskeyAlgorithm, passkeyKey } from '../../src/passkey/index.js';
import { coseOf } from './cose.js';
import { counterIn, documentOf, move, passkeyIn } from './cxf-passkey.js';
import { logIn } from './login.js';
import { register } from './registration.js';
import { allIn } from './relying-parties.js';

/** Passkeys that are registered, moved and used again, without a browser: node:crypto makes them, `assertion` answers for them. */

const BITWARDEN: ConvertOptions = { to: 'bitwarden' };
const RESET: ConvertOptions = { to: 'cxf', policy: { resetCounters: true } };
const IMPORTERS = ['compatible', 'spec', 'bitwarden'] as const;
const ALGORITHMS: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];

describe('CXF to Bitwarden to CXF: a passkey logs in', () => {
  it.each([
    [16, 32],
    [32, 64],
    [64, 1],
    [1, 16],
  ])('its id has %i bytes, its user handle %i', async (idSize, handleSize) => {
    const { passkey, site } = await register({ algorithm: 'ES256', idSize, handleSize });
    const { bytes, says } = await move(documentOf(passkey), BITWARDEN, { to: 'cxf' });
    expect(says.filter((line) => line.includes('passkey'))).toEqual([]);
    expect(passkeyIn(bytes)).toEqual(passkey);
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn('ES256'));
  });

  it.each(IMPORTERS)('in a document for %s', async (importer) => {
    const { passkey, site } = await register({ algorithm: 'ES256' });
    const { bytes } = await move(documentOf(passkey), BITWARDEN, { to: 'cxf', policy: { importer } });
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn('ES256'));
  });

  it('and again after five such journeys, ZIP among them', async () => {
    const { passkey, site } = await register({ algorithm: 'ES256', idSize: 20 });
    const zips: ConvertOptions[] = [
      { to: 'bitwarden', variant: 'zip' },
      { to: 'cxf', variant: 'zip' },
    ];
    const { bytes } = await move(documentOf(passkey), ...zips, ...zips, ...zips, ...zips, BITWARDEN, { to: 'cxf' });
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn('ES256'));
  });

  it('with its counter, where the host takes it from the carry', async () => {
    const { passkey, site } = await register({ algorithm: 'ES256', counter: 5 });
    const { bytes, says } = await move(documentOf(passkey, 5), BITWARDEN, RESET);
    expect(says).toContain('change passkey.counter-reset');
    expect(await logIn(passkeyIn(bytes), site, { counter: counterIn(bytes) + 1 })).toEqual(allIn('ES256'));
  });

  it('and stays behind with its counter where it may not be reset', async () => {
    const { passkey } = await register({ algorithm: 'ES256', counter: 5 });
    const { bytes, says } = await move(documentOf(passkey, 5), BITWARDEN, { to: 'cxf' });
    expect(says).toContain('loss passkey.counter-nonzero');
    expect(() => passkeyIn(bytes)).toThrow('one passkey was expected');
  });
});

describe.each(ALGORITHMS)('CXF to CXF: %s', (algorithm) => {
  it.each(['compatible', 'spec'] as const)('logs in from a document for %s', async (importer) => {
    const { passkey, site } = await register({ algorithm });
    const { bytes, says } = await move(documentOf(passkey), { to: 'cxf', policy: { importer } });
    expect(says.filter((line) => line.startsWith('loss'))).toEqual([]);
    expect((await validateCxf(bytes)).valid).toBe(true);
    expect(passkeyIn(bytes)).toEqual(passkey);
    const { publicCose } = await passkeyKey(passkeyIn(bytes).key);
    expect(Buffer.from(publicCose).toString('hex')).toBe(Buffer.from(coseOf(site)).toString('hex'));
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn(algorithm));
  });
});

it.each(ALGORITHMS.slice(1))('%s is left behind by Bitwarden, which signs with ES256 only, and that is said', async (algorithm) => {
  const { passkey } = await register({ algorithm });
  const { bytes, says } = await move(documentOf(passkey), BITWARDEN);
  expect(says).toContain('loss passkey.unsupported');
  const file = Buffer.from(bytes).toString();
  expect(JSON.parse(file)).toMatchObject({ items: [{ name: 'Example' }] });
  expect(file).not.toContain(passkey.key);
});
