import type { Bytes } from './bytes.js';

/** HKDF-SHA-256 (RFC 5869) without salt. `length` is in bytes. */
export async function hkdfSha256(secret: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * length));
}
