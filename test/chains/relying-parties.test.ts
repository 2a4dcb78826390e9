import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Assertion, type LoginFacts, type PasskeyAlgorithm, passkeyKey } from '../../src/passkey/index.js';
import { coseOf } from './cose.js';
import type { CxfPasskey } from './cxf-passkey.js';
import { answer } from './login.js';
import { register } from './registration.js';
import { RELYING_PARTIES, type Registration } from './relying-parties.js';

/** What our authenticator makes, before the independent libraries; and that each of them would notice what is wrong. */

const ALGORITHMS: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];

const JUDGES = Object.entries(RELYING_PARTIES).flatMap(([name, { login, knows }]) =>
  ALGORITHMS.filter((algorithm) => knows.includes(algorithm)).map((algorithm) => ({ name, algorithm, login })),
);

it('every algorithm has a judge, and ES256 and RS256 have three', () => {
  const counts = ALGORITHMS.map((algorithm) => JUDGES.filter((judge) => judge.algorithm === algorithm).length);
  expect(counts).toEqual([3, 1, 1, 1, 3]);
});

describe.each(JUDGES)('$name and $algorithm', ({ name, algorithm, login }) => {
  let passkey: CxfPasskey;
  let site: Registration;

  beforeAll(async () => {
    ({ passkey, site } = await register({ algorithm, counter: 6 }));
  });

  const next: Partial<LoginFacts> = { counter: 7 };
  const make = (of = passkey, facts = next): ReturnType<typeof answer> => answer(of, site.origin, facts);

  it('lets a passkey in', async () => {
    const { challenge, made } = await make();
    await login(made, site, challenge);
  });

  it('lets it in whatever shape its key was in', async () => {
    const key = await passkeyKey(passkey.key);
    for (const shape of [key.pem(), JSON.stringify(key.jwk()), Buffer.from(await key.cose()).toString('base64')]) {
      const { challenge, made } = await make({ ...passkey, key: shape });
      await login(made, site, challenge);
    }
  });

  it('lets it in without a counter where the site never saw one', async () => {
    const { challenge, made } = await make(passkey, {});
    await login(made, { ...site, counter: 0 }, challenge);
  });

  const refused = async (change: (made: Assertion) => { made?: Assertion; at?: Partial<Registration> }, facts = next): Promise<void> => {
    const { challenge, made } = await make(passkey, facts);
    const changed = change(made);
    await expect(login(changed.made ?? made, { ...site, ...changed.at }, challenge)).rejects.toThrow();
  };
  const withByte = (made: Assertion, at: number, change: (byte: number) => number): Assertion => {
    const data = Buffer.from(made.response.authenticatorData, 'base64url');
    data[at] = change(data[at] ?? 0);
    return { ...made, response: { ...made.response, authenticatorData: data.toString('base64url') } };
  };

  it('refuses the key of another passkey', async () => {
    const { publicKey } = (await register({ algorithm })).site;
    await refused(() => ({ at: { publicKey } }));
  });
  it('refuses another relying party', () => refused(() => ({ at: { rpId: 'example.org' } })));
  it('refuses another origin', () => refused(() => ({ at: { origin: 'https://example.com' } })));
  it('refuses a counter that went back', () => refused(() => ({ at: { counter: 8 } })));
  it('refuses a user who was not verified', () => refused(() => ({}), { ...next, userVerified: false }));
  it('refuses a user who was not there', () => refused(() => ({}), { ...next, userPresent: false }));
  it('refuses another challenge', async () => {
    const { made } = await make();
    await expect(login(made, site, randomBytes(32).toString('base64url'))).rejects.toThrow();
  });
  it('refuses flags and counters that were changed after signing', async () => {
    await refused((made) => ({ made: withByte(made, 32, (byte) => byte & ~0x10) }));
    await refused((made) => ({ made: withByte(made, 36, (byte) => byte + 1) }));
  });

  // The site finds account and key by these; @simplewebauthn/server leaves that to it.
  if (name !== '@simplewebauthn/server') {
    it('refuses another credential id', () => refused(() => ({ at: { credentialId: 'b3RoZXI' } })));
    it('refuses a changed user handle', () => refused(() => ({ at: { userHandle: 'b3RoZXI' } })));
  }
});

it.each(ALGORITHMS)('the public key of %s is the one that the site stored, byte by byte', async (algorithm) => {
  const { passkey, site } = await register({ algorithm });
  const { publicCose } = await passkeyKey(passkey.key);
  expect(Buffer.from(publicCose).toString('hex')).toBe(Buffer.from(coseOf(site)).toString('hex'));
});
