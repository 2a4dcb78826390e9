import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Assertion,
  assertion,
  type LoginFacts,
  type LoginPasskey,
  type PasskeyAlgorithm,
  passkeyKey,
} from '../../src/passkey/index.js';
import { coseOf, RELYING_PARTIES, type Registration } from './relying-parties.js';

const ALGORITHMS: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];
const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

function generate(algorithm: PasskeyAlgorithm): KeyObject {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519').privateKey;
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: CURVES[algorithm] }).privateKey;
}

/** A passkey of a site, and what the site remembers of it. */
function register(algorithm: PasskeyAlgorithm, counter = 0): { passkey: LoginPasskey; site: Registration } {
  const privateKey = generate(algorithm);
  const [credentialId, userHandle] = [16, 32].map((size) => randomBytes(size).toString('base64url'));
  if (credentialId === undefined || userHandle === undefined) throw new Error('two ids');
  const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  const site = { rpId: 'example.com', origin: 'https://login.example.com', credentialId, userHandle, algorithm, counter };
  return { passkey: { credentialId, rpId: 'example.com', userHandle, key }, site: { ...site, publicKey: createPublicKey(privateKey) } };
}

const FACTS: LoginFacts = { origin: 'https://login.example.com', userVerified: true };

async function answer(passkey: LoginPasskey, facts: LoginFacts = FACTS): Promise<{ challenge: string; made: Assertion }> {
  const challenge = randomBytes(32).toString('base64url');
  return { challenge, made: await assertion(passkey, { challenge, rpId: passkey.rpId, userVerification: 'required' }, facts) };
}

const JUDGES = Object.entries(RELYING_PARTIES).flatMap(([name, { login, knows }]) =>
  ALGORITHMS.filter((algorithm) => knows.includes(algorithm)).map((algorithm) => ({ name, algorithm, login })),
);

it('every algorithm has a judge, and ES256 and RS256 have three', () => {
  const counts = ALGORITHMS.map((algorithm) => JUDGES.filter((judge) => judge.algorithm === algorithm).length);
  expect(counts).toEqual([3, 1, 1, 1, 3]);
});

describe.each(JUDGES)('$name and $algorithm', ({ algorithm, login }) => {
  it('lets a passkey in', async () => {
    const { passkey, site } = register(algorithm);
    const { challenge, made } = await answer(passkey);
    await login(made, site, challenge);
  });

  it('lets it in whatever shape its key was in', async () => {
    const { passkey, site } = register(algorithm);
    const key = await passkeyKey(passkey.key);
    for (const shape of [key.pem(), JSON.stringify(key.jwk()), Buffer.from(await key.cose()).toString('base64')]) {
      const { challenge, made } = await answer({ ...passkey, key: shape });
      await login(made, site, challenge);
    }
  });

  it('lets it in with a counter that went up', async () => {
    const { passkey, site } = register(algorithm, 5);
    const { challenge, made } = await answer(passkey, { ...FACTS, counter: 6 });
    await login(made, site, challenge);
  });

  const refused = async (change: (site: Registration, made: Assertion) => [Registration, Assertion], facts = FACTS): Promise<void> => {
    const { passkey, site } = register(algorithm);
    const { challenge, made } = await answer(passkey, facts);
    await login(made, site, challenge);
    const [changedSite, changed] = change(site, made);
    await expect(login(changed, changedSite, challenge)).rejects.toThrow();
  };

  it('refuses the key of another passkey', () =>
    refused((site, made) => [{ ...site, publicKey: register(algorithm).site.publicKey }, made]));
  it('refuses another relying party', () => refused((site, made) => [{ ...site, rpId: 'example.org' }, made]));
  it('refuses another origin', () => refused((site, made) => [{ ...site, origin: 'https://example.com' }, made]));
  it('refuses a counter that went back', () => refused((site, made) => [{ ...site, counter: 7 }, made], { ...FACTS, counter: 6 }));
  it('refuses another challenge', async () => {
    const { passkey, site } = register(algorithm);
    const { made } = await answer(passkey);
    await expect(login(made, site, randomBytes(32).toString('base64url'))).rejects.toThrow();
  });
  it('refuses data that was changed after signing', () =>
    refused((site, made) => {
      const data = Buffer.from(made.response.authenticatorData, 'base64url');
      data[32] = (data[32] ?? 0) & ~0x10;
      return [site, { ...made, response: { ...made.response, authenticatorData: data.toString('base64url') } }];
    }));
});

it.each(ALGORITHMS)('the public key of %s is the one that the site stored, byte by byte', async (algorithm) => {
  const { passkey, site } = register(algorithm);
  const { publicCose } = await passkeyKey(passkey.key);
  expect(Buffer.from(publicCose).toString('hex')).toBe(Buffer.from(coseOf(site)).toString('hex'));
});

describe.each(['fido2-lib', '@oslojs/webauthn'])('%s', (name) => {
  it('refuses a changed user handle', async () => {
    const { passkey, site } = register('ES256');
    const { challenge, made } = await answer({ ...passkey, userHandle: 'b3RoZXI' });
    await expect(RELYING_PARTIES[name]?.login(made, site, challenge)).rejects.toThrow();
  });
});
