import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { Fido2Lib } from 'fido2-lib';
import type { PasskeyAlgorithm } from '../../src/passkey/index.js';
import { COSE_ALGORITHMS, cbor, coseOf } from './cose.js';
import type { CxfPasskey } from './cxf-passkey.js';
import { RELYING_PARTIES, type Registration } from './relying-parties.js';

const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;
const UP_UV_BE_BS_AT = 0x5d;

export function generateKey(algorithm: PasskeyAlgorithm): KeyObject {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519').privateKey;
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: CURVES[algorithm] }).privateKey;
}

/** What a site asked for when a passkey was made. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly algorithm: PasskeyAlgorithm;
}

/**
 * A site takes a registration in: the libraries verify it, and what they found in the attestation is what the site keeps. The browser's
 * word for the public key counts only if it is the one in the attestation, byte by byte. Rejects when a library refuses.
 */
export async function remember(response: RegistrationResponseJSON, asked: Ceremony): Promise<Registration> {
  const { challenge, origin, rpId, userHandle, algorithm } = asked;
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [COSE_ALGORITHMS[algorithm]],
  });
  if (!verified) throw new Error('not verified');
  const { id, publicKey: cose, counter } = registrationInfo.credential;
  const publicKey = createPublicKey({ key: response.response.publicKey ?? '', format: 'der', type: 'spki', encoding: 'base64url' });
  if (!Buffer.from(cose).equals(coseOf({ algorithm, publicKey }))) throw new Error('the browser names another key than the attestation');
  if (RELYING_PARTIES['fido2-lib']?.knows.includes(algorithm)) {
    const pem = await attestedKey(response, asked);
    if (!createPublicKey(pem).equals(publicKey)) throw new Error('the libraries found two different keys');
  }
  return { rpId, origin, credentialId: id, userHandle, algorithm, publicKey, counter };
}

/** The public key that fido2-lib finds in an attestation that it accepts, as PEM. */
async function attestedKey({ rawId, response }: RegistrationResponseJSON, { challenge, origin, rpId }: Ceremony): Promise<string> {
  const id = new Uint8Array(Buffer.from(rawId, 'base64url')).buffer;
  const { clientDataJSON, attestationObject } = response;
  const result = await new Fido2Lib({ rpId }).attestationResult(
    { id, rawId: id, response: { clientDataJSON, attestationObject } },
    { challenge, origin, rpId, factor: 'first' },
  );
  return String(result.authnrData.get('credentialPublicKeyPem'));
}

export interface Choices {
  readonly algorithm: PasskeyAlgorithm;
  /** Bytes. */
  readonly idSize?: number;
  readonly handleSize?: number;
  readonly counter?: number;
}

/** Stands in for the browser where there is none: a passkey made by node:crypto, registered at the site `login.example.com` of `example.com`. */
export async function register(choices: Choices): Promise<{ readonly passkey: CxfPasskey; readonly site: Registration }> {
  const { algorithm, idSize = 16, handleSize = 32, counter = 0 } = choices;
  const privateKey = generateKey(algorithm);
  const [credentialId, handle, challenge] = [idSize, handleSize, 32].map((size) => randomBytes(size));
  if (!credentialId || !handle || !challenge) throw new Error('three texts');
  const asked = {
    challenge: challenge.toString('base64url'),
    origin: 'https://login.example.com',
    rpId: 'example.com',
    userHandle: handle.toString('base64url'),
    algorithm,
  };
  const id = credentialId.toString('base64url');
  const site = await remember(attestation(privateKey, id, counter, asked), asked);
  const passkey: CxfPasskey = {
    type: 'passkey',
    credentialId: id,
    rpId: asked.rpId,
    username: 'ada',
    userDisplayName: 'Ada Lovelace',
    userHandle: asked.userHandle,
    key: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  };
  return { passkey, site };
}

/** A registration with attestation `none` (WebAuthn §6.5, §8.7). */
function attestation(privateKey: KeyObject, credentialId: string, counter: number, asked: Ceremony): RegistrationResponseJSON {
  const publicKey = createPublicKey(privateKey);
  const id = Buffer.from(credentialId, 'base64url');
  const head = Buffer.alloc(5 + 16 + 2);
  head.writeUInt8(UP_UV_BE_BS_AT);
  head.writeUInt32BE(counter, 1);
  head.writeUInt16BE(id.length, 21);
  const rpIdHash = createHash('sha256').update(asked.rpId).digest();
  const authData = Buffer.concat([rpIdHash, head, id, coseOf({ algorithm: asked.algorithm, publicKey })]);
  const attested = cbor([
    ['fmt', 'none'],
    ['attStmt', []],
    ['authData', authData],
  ]);
  const client = { type: 'webauthn.create', challenge: asked.challenge, origin: asked.origin, crossOrigin: false };
  return {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: Buffer.from(JSON.stringify(client)).toString('base64url'),
      attestationObject: Buffer.from(attested).toString('base64url'),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    },
  };
}
