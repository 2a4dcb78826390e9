import { describe, expect, it } from 'vitest';
import type { ConvertOptions } from '../../src/index.js';
import { cheaply, keyed } from '../law/locked.js';
import { documentOf, move, passkeyIn } from './cxf-passkey.js';
import { logIn } from './login.js';
import { register } from './registration.js';
import { allIn } from './relying-parties.js';

/** A database opens with the same password as it was written with, at the least cost that is allowed. */
function locked(variant: 'kdbx' | 'xml'): ConvertOptions {
  return { to: 'keepass', variant, policy: cheaply({}, 'keepass'), ...keyed() };
}

describe.each(['kdbx', 'xml'] as const)('by way of a KeePass %s', (variant) => {
  it('and Bitwarden: id, user handle and key are unchanged, and it logs in', async () => {
    const { passkey, site } = await register({ algorithm: 'ES256' });
    const { bytes } = await move(documentOf(passkey), locked(variant), { to: 'bitwarden', ...keyed() }, { to: 'cxf' });
    const { credentialId, userHandle, key, rpId } = passkeyIn(bytes);
    expect({ credentialId, userHandle, key, rpId }).toEqual({
      credentialId: passkey.credentialId,
      userHandle: passkey.userHandle,
      key: passkey.key,
      rpId: passkey.rpId,
    });
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn('ES256'));
  });

  it.each(['ES256', 'EdDSA', 'RS256'] as const)('%s comes back whole and logs in', async (algorithm) => {
    const { passkey, site } = await register({ algorithm });
    const { bytes } = await move(documentOf(passkey), locked(variant), { to: 'cxf', ...keyed() });
    expect(passkeyIn(bytes)).toEqual(passkey);
    expect(await logIn(passkeyIn(bytes), site)).toEqual(allIn(algorithm));
  });
});
