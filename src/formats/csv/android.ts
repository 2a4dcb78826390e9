import { fromBase64Url } from '../../core/bytes.js';
import type { AndroidAppId } from '../../cxf/schema/item.js';

/**
 * Chromium names an Android app `android://HASH@PACKAGE/` (`affiliation_utils.h`): HASH is the SHA-512 of the app's signing certificate,
 * base64url with its padding, which is what CXF §3.2.4.1.1 holds without it.
 */
const URL_OF_APP = /^android:\/\/([A-Za-z0-9_-]{86})==@([A-Za-z0-9_.]+)\/$/;
const SHA512_BYTES = 64;

/** The app that a URL names; undefined for any other URL, and for one that would not come back as it was. */
export function appOfUrl(url: string): AndroidAppId | undefined {
  const [, fingerprint = '', bundleId = ''] = URL_OF_APP.exec(url) ?? [];
  if (fromBase64Url(fingerprint)?.length !== SHA512_BYTES) return undefined;
  return { bundleId, certificate: { fingerprint, hashAlg: 'sha512' } };
}

/** The URL of an app; undefined where its certificate is not known by that hash. */
export function urlOfApp(bundleId: string, fingerprint: string, hashAlg: string): string | undefined {
  const url = `android://${fingerprint}==@${bundleId}/`;
  return hashAlg === 'sha512' && appOfUrl(url) ? url : undefined;
}
