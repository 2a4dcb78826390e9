import { beforeAll, describe, expect, it } from 'vitest';
import type { ConvertOptions } from '../../src/index.js';
import { type CxfPasskey, documentOf, move, passkeyIn } from './cxf-passkey.js';
import { answer, logIn } from './login.js';
import { generateKey, register } from './registration.js';
import { allIn, RELYING_PARTIES, type Registration } from './relying-parties.js';

/** Moves that went wrong, each in one way: whoever looks at that part refuses the login, and a sound move is let in beside it. */

const ALGORITHMS = ['ES256', 'EdDSA', 'RS256'] as const;
const STEPS: ConvertOptions = { to: 'cxf' };
const THROUGH_BITWARDEN: ConvertOptions[] = [{ to: 'bitwarden' }, { to: 'cxf', policy: { resetCounters: true } }];

describe.each(ALGORITHMS)('%s', (algorithm) => {
  let site: Registration;
  let moved: CxfPasskey;

  beforeAll(async () => {
    const registered = await register({ algorithm, counter: 5 });
    site = registered.site;
    moved = passkeyIn((await move(documentOf(registered.passkey), STEPS)).bytes);
    expect(await logIn(moved, site, { counter: 6 })).toEqual(allIn(algorithm));
  });

  const judges = Object.entries(RELYING_PARTIES).filter(([, { knows }]) => knows.includes(algorithm));

  describe.each(judges)('%s refuses', (name, { login }) => {
    const refusal = async (passkey: CxfPasskey, at = site, facts = {}): Promise<string> => {
      const { challenge, made } = await answer(passkey, at.origin, { counter: 6, ...facts });
      return login(made, at, challenge).then(
        () => 'let in',
        (error: unknown) => String(error),
      );
    };

    it('a wrong key', async () => {
      const key = generateKey(algorithm).export({ format: 'der', type: 'pkcs8' }).toString('base64url');
      expect(await refusal({ ...moved, key })).toMatch(/verif|signature/i);
    });

    // @simplewebauthn/server leaves the user handle to the site, which finds the account by it.
    if (name !== '@simplewebauthn/server') {
      it('a changed user handle', async () => {
        expect(await refusal({ ...moved, userHandle: 'b3RoZXI' })).toMatch(/user ?handle/i);
      });
    }

    it('a wrong relying party id', async () => {
      // The page is one of the other domain, and the site is told to take that origin: what is left to see is the hash of the id.
      const { challenge, made } = await answer({ ...moved, rpId: 'example.org' }, 'https://login.example.org', { counter: 6 });
      const fooled = { ...site, origin: 'https://login.example.org' };
      await expect(login(made, fooled, challenge)).rejects.toThrow(/rp ?id|data/i);
    });

    it('a counter that went back, or stood still', async () => {
      for (const counter of [5, 4, 0]) expect(await refusal(moved, site, { counter })).toMatch(/counter/i);
    });
  });

  it('our own authenticator refuses to sign for another relying party', async () => {
    const { origin } = site;
    await expect(answer({ ...moved, rpId: 'example.org' }, origin)).rejects.toMatchObject({ code: 'passkey.origin-refused' });
  });
});

it('a counter that was reset on the way is refused by every library, as the report warns', async () => {
  const { passkey, site } = await register({ algorithm: 'ES256', counter: 5 });
  const { bytes, says } = await move(documentOf(passkey, 5), ...THROUGH_BITWARDEN);
  expect(says).toContain('change passkey.counter-reset');
  const said = await logIn(passkeyIn(bytes), site);
  expect(Object.keys(said)).toEqual(Object.keys(allIn('ES256')));
  for (const verdict of Object.values(said)) expect(verdict).toMatch(/refused: .*counter/i);
});
