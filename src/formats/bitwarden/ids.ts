import { fromAnyBase64, fromBase64Url, fromHex, toBase64Url, toHex } from '../../core/bytes.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** base64url of the 16 bytes of a UUID in lower case, its hexadecimal digits in the order they are written. */
export function idOfUuid(text: string): string | undefined {
  const bytes = UUID.test(text) ? fromHex(text.replaceAll('-', '')) : undefined;
  return bytes && toBase64Url(bytes);
}

/** The UUID text of an identifier of exactly 16 bytes. */
export function uuidOfId(id: string): string | undefined {
  const bytes = fromBase64Url(id);
  return bytes?.length === 16 ? uuidOf(bytes) : undefined;
}

/** The text of 16 bytes as a UUID. */
export function uuidOf(bytes: Uint8Array): string {
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * A passkey's credential id: UUID text for 16 bytes, or `b64.` and base64url for any length (the Bitwarden SDK's CXF import writes that
 * even for 16). Plain base64url is read too: others write it. `prefixed` says which.
 */
export function readCredentialId(text: string): { readonly id: string; readonly prefixed: boolean } | undefined {
  const ofUuid = idOfUuid(text.toLowerCase());
  if (ofUuid !== undefined) return { id: ofUuid, prefixed: false };
  const prefixed = text.startsWith('b64.');
  const bytes = fromAnyBase64(prefixed ? text.slice(4) : text);
  return bytes && bytes.length > 0 ? { id: toBase64Url(bytes), prefixed } : undefined;
}

/** UUID text exactly for 16 bytes, because KeePassXC 2.7.12 misreads the prefixed form (keepassxc issue 13667). */
export function writeCredentialId(id: string): string {
  return uuidOfId(id) ?? `b64.${id}`;
}
