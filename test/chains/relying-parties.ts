import { createHash, type KeyObject } from 'node:crypto';
import { decodePKIXECDSASignature, ECDSAPublicKey, p256, verifyECDSASignature } from '@oslojs/crypto/ecdsa';
import { RSAPublicKey, sha256ObjectIdentifier, verifyRSASSAPKCS1v15Signature } from '@oslojs/crypto/rsa';
import { ClientDataType, createAssertionSignatureMessage, parseAuthenticatorData, parseClientDataJSON } from '@oslojs/webauthn';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { Fido2Lib } from 'fido2-lib';
import type { Assertion, PasskeyAlgorithm } from '../../src/passkey/index.js';

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

/** A relying-party library: resolves when the login counts, rejects when it does not. */
export type RelyingParty = (assertion: Assertion, site: Registration, challenge: string) => Promise<void>;

const ALL: readonly PasskeyAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256'];

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

function head(major: number, value: number): number[] {
  if (value < 24) return [(major << 5) | value];
  return value < 256 ? [(major << 5) | 24, value] : [(major << 5) | 25, value >> 8, value & 0xff];
}

function cbor(value: number | Uint8Array): number[] {
  if (typeof value !== 'number') return [...head(2, value.length), ...value];
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

/** The COSE_Key of a registration, by hand. */
export function coseOf({ algorithm, publicKey }: Registration): Uint8Array<ArrayBuffer> {
  const { x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const curve = { ES256: 1, ES384: 2, ES512: 3, EdDSA: 6, RS256: 0 }[algorithm];
  const alg = { ES256: -7, ES384: -35, ES512: -36, EdDSA: -8, RS256: -257 }[algorithm];
  const own: [number, number | Uint8Array][] =
    algorithm === 'RS256'
      ? [
          [-1, bytes(n)],
          [-2, bytes(e)],
        ]
      : [[-1, curve], [-2, bytes(x)], ...(algorithm === 'EdDSA' ? [] : [[-3, bytes(y)] satisfies [number, Uint8Array]])];
  const kty = algorithm === 'RS256' ? 3 : algorithm === 'EdDSA' ? 1 : 2;
  const entries: [number, number | Uint8Array][] = [[1, kty], [3, alg], ...own];
  return Uint8Array.from([...head(5, entries.length), ...entries.flatMap(([label, value]) => [...cbor(label), ...cbor(value)])]);
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
const oslo: RelyingParty = async ({ response }, site, challenge) => {
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
