import type { Bytes } from '../core/bytes.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Lengths modulo 8 that no whole number of bytes has (RFC 4648 §6). */
const IMPOSSIBLE_TAILS: ReadonlySet<number> = new Set([1, 3, 6]);

/** base32 in upper case without padding (RFC 4648 §6). */
export function toBase32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      out += ALPHABET[(bits >> held) & 31];
    }
  }
  return held > 0 ? out + ALPHABET[(bits << (5 - held)) & 31] : out;
}

/** Strict base32: upper case, no padding, a possible length, no stray bits. Undefined when the text is anything else. */
export function fromBase32(text: string): Bytes | undefined {
  const decoded = decode(text);
  return decoded?.stray === 0 ? decoded.bytes : undefined;
}

/**
 * The one spelling that `toBase32` gives for the bytes a person's spelling means: either case, white space, dashes and closing `=`.
 * Stray bits after the last byte are cleared: no authenticator uses them and strict decoders refuse them.
 * Undefined when nothing is left, another character stands in it, or the length is impossible.
 */
export function normaliseBase32(text: string): string | undefined {
  const dense = text.replaceAll(/[\s-]/g, '');
  // Not /=+$/: backtracking makes that quadratic on a long run of `=`.
  let end = dense.length;
  while (dense[end - 1] === '=') end--;
  const digits = dense.slice(0, end);
  // Checked before the case is changed: `ı` and `ſ` have the upper cases I and S.
  if (!/^[A-Za-z2-7]+$/.test(digits)) return undefined;
  const decoded = decode(digits.toUpperCase());
  return decoded && toBase32(decoded.bytes);
}

function decode(text: string): { bytes: Bytes; stray: number } | undefined {
  if (IMPOSSIBLE_TAILS.has(text.length % 8)) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return undefined;
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return { bytes, stray: bits & ((1 << held) - 1) };
}
