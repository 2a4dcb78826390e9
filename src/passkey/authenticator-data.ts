import { type Bytes, concat, sha256, toBase64Url, utf8 } from '../core/bytes.js';
import { type CborMap, writeCborMap } from './cbor.js';
import type { Audience } from './request.js';

/** WebAuthn §6.1. */
export interface AuthenticatorFlags {
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backupState: boolean;
}

const UP = 0x01;
const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const ED = 0x80;

/** Authenticator data of an assertion (WebAuthn §6.1): hash of the relying party id, flags, counter (32 bits), extension outputs. */
export async function authenticatorData(rpId: string, flags: AuthenticatorFlags, counter: number, outputs: CborMap): Promise<Bytes> {
  const extensions = outputs.size > 0 ? await writeCborMap(outputs) : new Uint8Array();
  const bits =
    (flags.userPresent ? UP : 0) |
    (flags.userVerified ? UV : 0) |
    (flags.backupEligible ? BE : 0) |
    (flags.backupState ? BS : 0) |
    (extensions.length > 0 ? ED : 0);
  const head = Uint8Array.of(bits, counter >>> 24, counter >>> 16, counter >>> 8, counter);
  return concat(await sha256(utf8(rpId)), head, extensions);
}

/** clientDataJSON of a login, in the one serialization that WebAuthn §5.8.1.1 gives. */
export function clientData(challenge: Bytes, audience: Audience): Bytes {
  const { origin } = audience;
  // JSON.stringify escapes what CCDToString does, in the same spelling; an origin holds nothing of it anyway.
  return utf8(`{"type":"webauthn.get","challenge":"${toBase64Url(challenge)}","origin":${JSON.stringify(origin)},"crossOrigin":false}`);
}
