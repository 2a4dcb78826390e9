import { type Bytes, concat } from './bytes.js';
import { CxError } from './errors.js';
import { enforce, type Limits } from './limits.js';

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/** HKDF-SHA-256 (RFC 5869) without salt. `length` is in bytes. */
export async function hkdfSha256(secret: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * length));
}

/**
 * The first block of HKDF-Expand with SHA-256 (RFC 5869 §2.3), 32 bytes, of a secret that is a uniformly random key already: WebCrypto's own
 * HKDF always extracts first.
 */
export async function hkdfExpandSha256(key: Bytes, info: Bytes): Promise<Bytes> {
  const mac = await crypto.subtle.importKey('raw', key, HMAC, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', mac, concat(info, Uint8Array.of(1))));
}

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), 32 bytes; the host computes it beside the thread that calls. Before anything is computed, throws
 * `kdf.parameters-invalid`, or `limit.exceeded` with the limit `kdf.pbkdf2-iterations`.
 */
export async function pbkdf2Sha256(password: Bytes, salt: Bytes, iterations: number, limits: Limits): Promise<Bytes> {
  checkPbkdf2Cost(iterations, limits);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256));
}

/** The same check alone, for a file that should be refused before anybody is asked for its password. */
export function checkPbkdf2Cost(iterations: number, limits: Limits): void {
  if (!Number.isInteger(iterations) || iterations < 1) throw new CxError('kdf.parameters-invalid');
  enforce(limits, 'kdf.pbkdf2-iterations', iterations);
  // OpenSSL, which is Node's WebCrypto, counts in 31 bits, whatever the limits say.
  if (iterations > 0x7fff_ffff) throw new CxError('kdf.parameters-invalid');
}
