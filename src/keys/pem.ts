import { type Bytes, fromAnyBase64, toBase64Url } from '../core/bytes.js';

/** One armoured block (RFC 7468). `locked` says that its RFC 1421 headers announce encryption; then there are no bytes. */
export interface Pem {
  readonly label: string;
  readonly locked: boolean;
  readonly bytes: Bytes;
}

/** base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const digits = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return digits.padEnd(Math.ceil(digits.length / 4) * 4, '=');
}

/**
 * Exactly one block, whatever its line length and line ends, with white space around it. Undefined for no block, for several, for
 * text beside it and for other headers.
 */
export function readPem(text: string): Pem | undefined {
  const trimmed = text.trim();
  const label = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(trimmed)?.[1];
  if (label === undefined) return undefined;
  const begin = `-----BEGIN ${label}-----`;
  const end = `-----END ${label}-----`;
  if (trimmed.length < begin.length + end.length || !trimmed.endsWith(end)) return undefined;
  const body = trimmed.slice(begin.length, -end.length);
  if (/^\s*Proc-Type: *4, *ENCRYPTED\s/.test(body)) return { label, locked: true, bytes: new Uint8Array() };
  const digits = body.replaceAll(/\s/g, '');
  const bytes = /[-_]/.test(digits) ? undefined : fromAnyBase64(digits);
  return bytes && { label, locked: false, bytes };
}

/** A block with LF line ends and lines of `width` characters: 70 as ssh-keygen's own form has, 64 as RFC 7468 §2 asks. */
export function writePem(label: string, bytes: Uint8Array, width: 64 | 70): string {
  const digits = toBase64(bytes);
  let out = `-----BEGIN ${label}-----\n`;
  for (let at = 0; at < digits.length; at += width) out += `${digits.slice(at, at + width)}\n`;
  return `${out}-----END ${label}-----\n`;
}
