import { type Bytes, concat, fromAnyBase64, fromBase64Url, sha256, toBase64Url } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import { authenticatorData, clientData } from './authenticator-data.js';
import { type PasskeyExtensions, readExtensions } from './extensions.js';
import { passkeyKey } from './key.js';
import { type PrfSeeds, prfResult } from './prf.js';
import { type AssertionExtensions, type AssertionRequest, audienceOf, requestBytes } from './request.js';
import { sign } from './signature.js';

/** A passkey as CXF §3.3.12 holds it; members that a login does not need are left out. */
export interface LoginPasskey {
  /** base64url. */
  readonly credentialId: string;
  readonly rpId: string;
  /** base64url; "" when there is none. */
  readonly userHandle: string;
  /** base64url of the private key, or any other text that `passkeyKey` reads. */
  readonly key: string;
  readonly fido2Extensions?: object;
}

/** What the host says of the login. */
export interface LoginFacts {
  /** The origin of the page, as the browser knows it and never as the page says: `https://app.example.com`. */
  readonly origin: string;
  /** Whether the host has verified the user just now. */
  readonly userVerified: boolean;
  /** Whether the user is there and agreed; true when left out. */
  readonly userPresent?: boolean;
  /** The counter to send, 32 bits. Zero when left out, as for every passkey that lives on several devices. */
  readonly counter?: number;
  /** Backup flags; both true when left out: a passkey that was moved here is a backed up one. They must be those of its registration. */
  readonly backup?: { readonly eligible: boolean; readonly state: boolean };
}

/** AuthenticationResponseJSON (WebAuthn Level 3 §5.1.8); bytes are base64url. */
export interface Assertion {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly authenticatorAttachment: 'platform';
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string;
  };
  readonly clientExtensionResults: AssertionOutputs;
}

export interface AssertionOutputs {
  /** 32 bytes each. */
  readonly prf?: { readonly results: { readonly first: string; readonly second?: string } };
  readonly largeBlob?: { readonly blob?: string };
}

/**
 * The assertion that an authenticator makes with a passkey for a request (WebAuthn §6.3.3), with the client data of the browser around it.
 *
 * **User verification is the host's duty.** This function asks nobody: who calls it has decided that this user may use this passkey now,
 * and `userVerified` goes into what is signed. A request that requires verification is refused without it. The passkey must be of the
 * relying party of the request, and that must fit the origin (`audienceOf`); public suffixes and related origins are the host's to check.
 * PRF uses the seed with user verification after a verification and the other one without.
 *
 * Throws `passkey.request-invalid`, `passkey.origin-refused`, `passkey.not-allowed`, `passkey.unverified`, `passkey.id-invalid`,
 * `passkey.handle-invalid`, `passkey.algorithm-unavailable`, and what `passkeyKey` throws.
 */
export async function assertion(passkey: LoginPasskey, request: AssertionRequest, facts: LoginFacts): Promise<Assertion> {
  const audience = audienceOf(facts.origin, request.rpId);
  if (audience.rpId !== passkey.rpId) throw new CxError('passkey.origin-refused');
  const id = fromBase64Url(passkey.credentialId);
  if (!id || id.length === 0) throw new CxError('passkey.id-invalid');
  if (!isAllowed(passkey.credentialId, request)) throw new CxError('passkey.not-allowed');
  if (request.userVerification === 'required' && !facts.userVerified) throw new CxError('passkey.unverified');
  const { counter = 0, userPresent = true, userVerified, backup = { eligible: true, state: true } } = facts;
  // A backup without eligibility is a contradiction that sites refuse (WebAuthn §6.1.3).
  if (!Number.isInteger(counter) || counter < 0 || counter > 0xffffffff || (backup.state && !backup.eligible)) {
    throw new CxError('passkey.request-invalid');
  }
  const key = await passkeyKey(passkey.key);
  const stored = await extensionsOf(passkey);
  const flags = { userPresent, userVerified, backupEligible: backup.eligible, backupState: backup.state };
  const wantsBlob = request.extensions?.getCredBlob === true && stored.credBlob;
  const outputs = new Map(wantsBlob ? [['credBlob', wantsBlob] as const] : []);
  const data = await authenticatorData(audience.rpId, flags, counter, outputs);
  const client = clientData(requestBytes(request.challenge), audience);
  const signature = await sign(key, concat(data, await sha256(client)));
  return {
    id: passkey.credentialId,
    rawId: passkey.credentialId,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response: {
      clientDataJSON: toBase64Url(client),
      authenticatorData: toBase64Url(data),
      signature: toBase64Url(signature),
      ...(passkey.userHandle !== '' && { userHandle: toBase64Url(handleOf(passkey.userHandle)) }),
    },
    clientExtensionResults: await results(passkey.credentialId, request.extensions ?? {}, stored, userVerified),
  };
}

function isAllowed(credentialId: string, { allowCredentials = [] }: AssertionRequest): boolean {
  return allowCredentials.length === 0 || allowCredentials.some(({ id, type }) => type === 'public-key' && id === credentialId);
}

function handleOf(text: string): Bytes {
  const bytes = fromAnyBase64(text);
  // WebAuthn §5.4.3 has 1 to 64 bytes; longer handles are in use and must come back as they are.
  if (!bytes) throw new CxError('passkey.handle-invalid');
  return bytes;
}

async function extensionsOf(passkey: LoginPasskey): Promise<PasskeyExtensions> {
  const { extensions } = await readExtensions({ ...passkey.fido2Extensions } satisfies JsonObject);
  return extensions;
}

async function results(
  credentialId: string,
  asked: AssertionExtensions,
  stored: PasskeyExtensions,
  userVerified: boolean,
): Promise<AssertionOutputs> {
  const inputs = asked.prf?.evalByCredential?.[credentialId] ?? asked.prf?.eval;
  const blob = asked.largeBlob?.read === true ? stored.largeBlob : undefined;
  return {
    ...(inputs && stored.prf && { prf: { results: await prfResults(stored.prf, userVerified, inputs) } }),
    ...(asked.largeBlob?.read === true && { largeBlob: blob ? { blob: toBase64Url(blob) } : {} }),
  };
}

async function prfResults(seeds: PrfSeeds, userVerified: boolean, inputs: { readonly first: string; readonly second?: string }) {
  const seed = userVerified ? seeds.withUV : seeds.withoutUV;
  const resultOf = async (input: string): Promise<string> => toBase64Url(await prfResult(seed, requestBytes(input)));
  return { first: await resultOf(inputs.first), ...(inputs.second !== undefined && { second: await resultOf(inputs.second) }) };
}
