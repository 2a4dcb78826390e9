import { type Bytes, concat } from './bytes.js';

const BLOCK_BYTES = 16;
const NO_BYTES = new Uint8Array();

/*
 * AES-CBC piece by piece over WebCrypto, which knows it only as a whole and only with padding: a chain goes on when the last cipher block
 * is the next initialisation vector, and a padding block that WebCrypto wants to see is encrypted just for it.
 */

export async function aesCbcKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt', 'decrypt']);
}

/** Whole blocks, encrypted without padding. The last 16 bytes are the `iv` of what follows. */
export async function encryptBlocks(key: CryptoKey, iv: Bytes, data: Bytes): Promise<Bytes> {
  const padded = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, data));
  return padded.subarray(0, data.length);
}

/** The end of a message of any length, with its padding (PKCS #7): a multiple of 16 bytes. */
export async function encryptLast(key: CryptoKey, iv: Bytes, data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, data));
}

/** Whole blocks, decrypted, whatever stands in them: padding is not looked at. */
export async function decryptBlocks(key: CryptoKey, iv: Bytes, data: Bytes): Promise<Bytes> {
  if (data.length === 0) return NO_BYTES;
  const padding = await encryptLast(key, data.slice(-BLOCK_BYTES), NO_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, concat(data, padding)));
}

/** Without its padding (PKCS #7); undefined when it ends with none. */
export function unpadded(data: Bytes): Bytes | undefined {
  const count = data.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= Math.min(BLOCK_BYTES, data.length) && data.subarray(-count).every((byte) => byte === count);
  return isPadding ? data.subarray(0, -count) : undefined;
}
