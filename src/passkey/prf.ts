import { type Bytes, concat, sha256, utf8 } from '../core/bytes.js';
import { hkdfSha256 } from '../core/kdf.js';

/** The two seeds of PRF (CTAP hmac-secret, CXF §3.3.12.3), 32 bytes each: one for logins with user verification, one for those without. */
export interface PrfSeeds {
  readonly withUV: Bytes;
  readonly withoutUV: Bytes;
}

/** Bytes of a seed. */
export const SEED_BYTES = 32;

const CONTEXT = utf8('WebAuthn PRF\0');
const MISSING_SEED = utf8('credential-exchange/prf/without-uv/v1');

/** What a site gets for an input (WebAuthn Level 3 §10.1.4): HMAC-SHA-256 of the hashed input under a seed. 32 bytes. */
export async function prfResult(seed: Bytes, input: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, await sha256(concat(CONTEXT, input))));
}

/**
 * The seed that a source with one seed lacks. Derived from the other and never random, so that every conversion of a vault gives the
 * same one.
 */
export function derivedSeed(other: Bytes): Promise<Bytes> {
  return hkdfSha256(other, MISSING_SEED, SEED_BYTES);
}
