import { type Bytes, equal, fromBase64Url, fromHex, toBase64Url } from '../../core/bytes.js';

/** An Android app: a package and the SHA-256 of the certificate it is signed with. */
export interface AndroidApp {
  readonly packageName: string;
  readonly fingerprint: Bytes;
}

const SHA256_BYTES = 32;
/** At least two segments, each beginning with a letter (Android, "Configure the app module", application id). */
const PACKAGE = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/;
const HEX = /^(?:[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})*|[0-9A-Fa-f]+)$/;
/** The only spelling that Google's verifier reads (google/digitalassetlinks, compatibility tests 2310 to 2314). */
const CANONICAL = /^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/;

/**
 * Reads `PACKAGE=FINGERPRINT`. The fingerprint is hexadecimal of either case, with colons (keytool, the Play Console) or without
 * (apksigner), or base64url (as in the origin). Undefined for anything else, a SHA-1 fingerprint too.
 */
export function readAndroidApp(text: string): AndroidApp | undefined {
  const at = text.indexOf('=');
  const packageName = text.slice(0, at);
  const fingerprint = readFingerprint(text.slice(at + 1));
  return at > 0 && PACKAGE.test(packageName) && fingerprint ? { packageName, fingerprint } : undefined;
}

function readFingerprint(text: string): Bytes | undefined {
  const bytes = HEX.test(text) ? fromHex(text.replaceAll(':', '')) : fromBase64Url(text.replace(/=$/, ''));
  // 43 letters of base64url may all be hexadecimal digits, but never an even number of them.
  const read = bytes ?? fromBase64Url(text);
  return read?.length === SHA256_BYTES ? read : undefined;
}

/** Whether a fingerprint of an assetlinks.json is this one, and whether it is spelt so that it counts. */
export function compareFingerprint(text: string, fingerprint: Bytes): 'same' | 'misspelt' | 'other' {
  const read = readFingerprint(text.trim());
  if (read === undefined || !equal(read, fingerprint)) return 'other';
  return CANONICAL.test(text) ? 'same' : 'misspelt';
}

/**
 * The origin that the assertions of an Android app carry: `android:apk-key-hash:` and the fingerprint in base64url without padding
 * (Android, "Sign in your user with Credential Manager", verify origin).
 */
export function androidOrigin(fingerprint: Uint8Array): string {
  return `android:apk-key-hash:${toBase64Url(fingerprint)}`;
}
