import { type Bytes, concat, toBase64Url, utf8 } from '../core/bytes.js';
import type { Pointer } from '../core/pointer.js';

/** CXF §1.3: an identifier decodes to at most this many bytes. */
export const MAX_ID_BYTES = 64;

const SEPARATOR = new Uint8Array([0]);

/** A run derives many identifiers from one digest; importing the key takes longer than the HMAC itself. */
const keys = new WeakMap<Bytes, ReturnType<typeof importKey>>();

/**
 * An identifier for something that has none of its own: the first 16 bytes of HMAC-SHA-256(`inputDigest`, format ‖ 0 ‖ pointer), base64url.
 * The same input gives the same identifiers; without the input nobody can tell what they were made from.
 *
 * @param inputDigest SHA-256 of the whole input
 * @param format      the id of the format the input is in
 * @param pointer     where the thing stands in the input
 */
export async function deriveId(inputDigest: Bytes, format: string, pointer: Pointer): Promise<string> {
  const key = keys.get(inputDigest) ?? importKey(inputDigest);
  keys.set(inputDigest, key);
  const tag = await crypto.subtle.sign('HMAC', await key, concat(utf8(format), SEPARATOR, utf8(pointer)));
  return toBase64Url(new Uint8Array(tag, 0, 16));
}

function importKey(digest: Bytes) {
  return crypto.subtle.importKey('raw', digest, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
