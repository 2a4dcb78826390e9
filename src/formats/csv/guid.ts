import { fromBase64Url, toBase64Url } from '../../core/bytes.js';

const GUID = /^\{([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}$/;
const GUID_BYTES = 16;

/** The 16 bytes of a `{guid}` as an identifier; undefined for any other text. */
export function idOfGuid(text: string): string | undefined {
  const hex = GUID.exec(text)?.slice(1).join('');
  if (hex === undefined) return undefined;
  return toBase64Url(Uint8Array.from({ length: GUID_BYTES }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)));
}

/** The `{guid}` of an identifier of 16 bytes; undefined for any other. */
export function guidOfId(id: string): string | undefined {
  const bytes = fromBase64Url(id);
  if (bytes?.length !== GUID_BYTES) return undefined;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `{${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}}`;
}
