import { createHash, type KeyObject } from 'node:crypto';
import { decodePKIXECDSASignature, ECDSAPublicKey, p256, verifyECDSASignature } from '@oslojs/crypto/ecdsa';
import { RSAPublicKey, sha256ObjectIdentifier, verifyRSASSAPKCS1v15Signature } from '@oslojs/crypto/rsa';
import { ClientDataType, createAssertionSignatureMessage, parseAuthenticatorData, parseClientDataJSON } from '@oslojs/webauthn';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { Fido2Lib } from 'fido2-lib';
import type { Assertion, PasskeyAlgorithm } from '../../src/passkey/index.js';
import { coseOf } from './cose.js';

/** What a site keeps of a registration. The public key is node's: the code under test had no part in it. */
export interface Registration {
  readonly rpId: string;
  readonly origin: string;
  readonly credentialId: string;
  readonly userHandle: string;
  readonly algorithm: PasskeyAlgorithm;
  readonly publicKey: KeyObject;
  readonly counter: number;
}

/** What a browser sends for a login, or our `assertion` in its place. */
export type LoginResponse = Pick<Assertion, 'id' | 'rawId' | 'type' | 'response'>;

/** A relying-party library: resolves when the login counts, rejects when it does not. */
export type RelyingParty = (login: LoginResponse, site: Registration, challenge: string) => Promise<void>;

const ALL: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

const simplewebauthn: RelyingParty = async (response, site, challenge) => {
  const { verified } = await verifyAuthenticationResponse({
    response: { ...response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    credential: { id: site.credentialId, publicKey: coseOf(site), counter: site.counter },
    requireUserVerification: true,
  });
  if (!verified) throw new Error('not verified');
};

const fido2lib: RelyingParty = async ({ rawId, response }, site, challenge) => {
  const library = new Fido2Lib({ rpId: site.rpId });
  const id = bytes(rawId).buffer;
  await library.assertionResult(
    {
      id,
      rawId: id,
      response: {
        clientDataJSON: response.clientDataJSON,
        authenticatorData: bytes(response.authenticatorData).buffer,
        signature: response.signature,
        ...(response.userHandle !== undefined && { userHandle: response.userHandle }),
      },
    },
    {
      challenge,
      origin: site.origin,
      rpId: site.rpId,
      factor: 'first',
      publicKey: site.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      prevCounter: site.counter,
      userHandle: site.userHandle,
      allowCredentials: [{ id: bytes(site.credentialId).buffer, type: 'public-key' }],
    },
  );
};

/** Oslo gives the parts; what a site does with them stands here. */
const oslo: RelyingParty = async ({ id, response }, site, challenge) => {
  if (id !== site.credentialId) throw new Error('credential id');
  const [data, client, signature] = [bytes(response.authenticatorData), bytes(response.clientDataJSON), bytes(response.signature)];
  const [parsed, said] = [parseAuthenticatorData(data), parseClientDataJSON(client)];
  if (!parsed.verifyRelyingPartyIdHash(site.rpId) || !parsed.userPresent || !parsed.userVerified) throw new Error('data');
  if (site.counter > 0 && parsed.signatureCounter <= site.counter) throw new Error('counter');
  const asked = Buffer.from(said.challenge).toString('base64url') === challenge;
  if (said.type !== ClientDataType.Get || said.origin !== site.origin || !asked) throw new Error('client data');
  if (response.userHandle !== site.userHandle) throw new Error('user handle');
  const hash = new Uint8Array(createHash('sha256').update(createAssertionSignatureMessage(data, client)).digest());
  const { x = '', y = '', n = '', e = '' } = site.publicKey.export({ format: 'jwk' });
  const number = (text: string): bigint => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  const verified =
    site.algorithm === 'ES256'
      ? verifyECDSASignature(new ECDSAPublicKey(p256, number(x), number(y)), hash, decodePKIXECDSASignature(signature))
      : verifyRSASSAPKCS1v15Signature(new RSAPublicKey(number(n), number(e)), sha256ObjectIdentifier, hash, signature);
  if (!verified) throw new Error('signature');
};

/** Each library and the algorithms that it knows, at the versions of package.json. */
export const RELYING_PARTIES: Readonly<Record<string, { readonly login: RelyingParty; readonly knows: readonly PasskeyAlgorithm[] }>> = {
  '@simplewebauthn/server': { login: simplewebauthn, knows: ALL },
  'fido2-lib': { login: fido2lib, knows: ['ES256', 'RS256'] },
  '@oslojs/webauthn': { login: oslo, knows: ['ES256', 'RS256'] },
};

/** What every library that knows the algorithm says of a login: `in`, or why not. */
export async function verdicts(login: LoginResponse, site: Registration, challenge: string): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const [name, party] of Object.entries(RELYING_PARTIES)) {
    if (!party.knows.includes(site.algorithm)) continue;
    said[name] = await party.login(login, site, challenge).then(
      () => 'in',
      (error: unknown) => `refused: ${String(error)}`,
    );
  }
  return said;
}

/** What `verdicts` gives when all that know the algorithm let the login in. */
export function allIn(algorithm: PasskeyAlgorithm): Record<string, string> {
  const names = Object.keys(RELYING_PARTIES).filter((name) => RELYING_PARTIES[name]?.knows.includes(algorithm));
  return Object.fromEntries(names.map((name) => [name, 'in']));
}
