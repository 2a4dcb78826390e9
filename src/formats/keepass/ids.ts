import { fromAnyBase64, toBase64Url } from '../../core/bytes.js';

/** The identifier that the base64 of a UUID stands for: its 16 bytes. Undefined for anything else. */
export function idOfUuid(text: string): string | undefined {
  const bytes = fromAnyBase64(text);
  return bytes?.length === 16 ? toBase64Url(bytes) : undefined;
}
