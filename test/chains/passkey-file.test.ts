import { describe, expect, it } from 'vitest';
import type { ConvertOptions } from '../../src/index.js';
import { passkeyKey } from '../../src/passkey/index.js';
import { coseOf } from './cose.js';
import { documentOf, move, passkeyIn } from './cxf-passkey.js';
import { logIn } from './login.js';
import { register } from './registration.js';
import { allIn } from './relying-parties.js';

const FILE: ConvertOptions = { to: 'keepass', variant: 'passkey' };

describe.each(['ES256', 'EdDSA', 'RS256'] as const)('CXF to a passkey file to CXF: %s', (algorithm) => {
  it('id, handle and key are unchanged, and the passkey logs in', async () => {
    const { passkey, site } = await register({ algorithm });
    const { bytes, says } = await move(documentOf(passkey), FILE, { to: 'cxf' });
    expect(says.filter((line) => line.startsWith('loss passkey') || line.includes('key-normalised'))).toEqual([]);
    const found = passkeyIn(bytes);
    expect(found).toEqual({ ...passkey, userDisplayName: '' });
    expect(Buffer.from((await passkeyKey(found.key)).publicCose).toString('hex')).toBe(Buffer.from(coseOf(site)).toString('hex'));
    expect(await logIn(found, site)).toEqual(allIn(algorithm));
  });
});

it('by way of Bitwarden', async () => {
  const { passkey, site } = await register({ algorithm: 'ES256', idSize: 20 });
  const { bytes } = await move(documentOf(passkey), FILE, { to: 'bitwarden' }, FILE, { to: 'cxf' });
  expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn('ES256'));
});

it.each(['ES384', 'ES512'] as const)('%s, with which KeePassXC does not sign, is refused', async (algorithm) => {
  const { passkey } = await register({ algorithm });
  await expect(move(documentOf(passkey), FILE)).rejects.toMatchObject({ code: 'keepass.passkey-none' });
});
