import type { AndroidAppId, CredentialScope } from '../../schema/item.js';
import { SCOPE } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { byteLength } from './byte-length.js';
import { namesOf, unknownMembers } from './members.js';

const SCOPE_NAMES = namesOf(SCOPE);
const APP_NAMES = namesOf({}, 'bundleId', 'certificate', 'name');
const CERTIFICATE_NAMES = namesOf({}, 'fingerprint', 'hashAlg');

/** Scheme, colon, and the characters that RFC 3986 §2 allows. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
/** Bytes of the hashes that CXF §3.2.4.1.1 names. */
const HASHES: Readonly<Record<string, number>> = { sha256: 32, sha512: 64 };

/** Where credentials may be offered. CXF §3.2.4. */
export function scopeRules(scope: CredentialScope, walk: Walk): void {
  const { urls, androidApps } = scope;
  walk.enter('scope');
  unknownMembers(scope, SCOPE_NAMES, walk);
  for (let i = 0; i < urls.length; i++) {
    if (!URI.test(urls[i] ?? '')) walk.breach('cxf.url-not-absolute', 'urls', i);
  }
  androidApps.forEach((app, i) => {
    walk.enter('androidApps', i);
    appRules(app, walk);
    walk.leave(2);
  });
  walk.leave();
}

function appRules(app: AndroidAppId, walk: Walk): void {
  unknownMembers(app, APP_NAMES, walk);
  const { certificate, name } = app;
  if (!certificate || !name) walk.breach('cxf.app-unverifiable');
  if (!certificate) return;
  const { fingerprint, hashAlg } = certificate;
  if (!Object.hasOwn(HASHES, hashAlg) || byteLength(fingerprint) !== HASHES[hashAlg]) walk.breach('cxf.app-fingerprint', 'certificate');
  walk.enter('certificate');
  unknownMembers(certificate, CERTIFICATE_NAMES, walk);
  walk.leave();
}
