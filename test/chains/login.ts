import { randomBytes } from 'node:crypto';
import { type Assertion, type AssertionRequest, assertion, type LoginFacts } from '../../src/passkey/index.js';
import type { CxfPasskey } from './cxf-passkey.js';
import { type Registration, verdicts } from './relying-parties.js';

/** Our authenticator answers a usernameless request of the site with a passkey as a file holds it. */
export async function answer(
  passkey: CxfPasskey,
  origin: string,
  facts: Partial<LoginFacts> = {},
  extensions: NonNullable<AssertionRequest['extensions']> = {},
): Promise<{ readonly challenge: string; readonly made: Assertion }> {
  const challenge = randomBytes(32).toString('base64url');
  const userVerification = facts.userVerified === false ? 'preferred' : 'required';
  const request = { challenge, rpId: passkey.rpId, userVerification, allowCredentials: [], extensions };
  return { challenge, made: await assertion(passkey, request, { origin, userVerified: true, ...facts }) };
}

/** What every library that knows the algorithm says of a login with the passkey, against what the site stored. */
export async function logIn(passkey: CxfPasskey, site: Registration, facts: Partial<LoginFacts> = {}): Promise<Record<string, string>> {
  const { challenge, made } = await answer(passkey, site.origin, facts);
  return verdicts(made, site, challenge);
}
