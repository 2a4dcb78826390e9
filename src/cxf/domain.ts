/** One label: letters and digits of any script, as browsers allow them before they spell them in ASCII; underscores are in use. */
const DOMAIN = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,62})\.)*[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,62})$/u;
const ASCII_DOMAIN = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** True for what can be an RP ID: a domain without scheme, port, path or closing dot (WebAuthn Level 3 §4). */
export function isDomain(text: string): boolean {
  if (text.length > 253) return false;
  return ASCII_DOMAIN.test(text) || DOMAIN.test(text);
}
