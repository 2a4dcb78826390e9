import { fromBase64Url } from '../../../core/bytes.js';
import { isDomain } from '../../domain.js';
import { isPlainP256Key, privateKeyKind } from '../../private-key.js';
import type { PasskeyCredential } from '../../schema/credentials/passkey.js';
import type { Fido2Extensions, LargeBlob } from '../../schema/fido2-extensions.js';
import { FIDO2, HMAC } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { byteLength } from './byte-length.js';
import { namesOf, unknownMembers } from './members.js';

const FIDO2_NAMES = namesOf(FIDO2);
const HMAC_NAMES = namesOf(HMAC);
const BLOB_NAMES = namesOf({}, 'uncompressedSize', 'data');

/** WebAuthn §5.4.3. */
const USER_HANDLE_BYTES = 64;
const SEED_BYTES = 32;
/** DEFLATE makes at most 258 bytes of two bits (RFC 1951 §3.2.5). */
const DEFLATE_RATIO = 1032;

/** CXF §3.3.12. */
export function passkeyRules(passkey: PasskeyCredential, walk: Walk): void {
  const { credentialId, rpId, userHandle, key, fido2Extensions } = passkey;
  if (credentialId === '') walk.breach('cxf.passkey-credential-id', 'credentialId');
  else if (walk.passkeys.has(credentialId)) walk.breach('cxf.passkey-duplicate', 'credentialId');
  walk.passkeys.add(credentialId);
  if (!isDomain(rpId)) walk.breach('cxf.passkey-rp-id', 'rpId');
  if (userHandle === '' || byteLength(userHandle) > USER_HANDLE_BYTES) walk.breach('cxf.passkey-user-handle', 'userHandle');
  if (!isPlainP256Key(key)) keyRules(key, walk);
  if (!fido2Extensions) return;
  walk.enter('fido2Extensions');
  fido2Rules(fido2Extensions, walk);
  walk.leave();
}

function keyRules(key: string, walk: Walk): void {
  const kind = privateKeyKind(fromBase64Url(key));
  if (kind === undefined) walk.breach('cxf.passkey-key-invalid', 'key');
  else if (kind === 'other' || kind === 'Ed448') walk.breach('cxf.passkey-key-unusual', 'key');
}

function fido2Rules(extensions: Fido2Extensions, walk: Walk): void {
  const { hmacCredentials: hmac, largeBlob } = extensions;
  unknownMembers(extensions, FIDO2_NAMES, walk);
  if (hmac) {
    walk.enter('hmacCredentials');
    unknownMembers(hmac, HMAC_NAMES, walk);
    if (hmac.algorithm !== 'hmac-sha256') walk.breach('cxf.hmac-algorithm-unknown', 'algorithm');
    if (byteLength(hmac.credWithUV) !== SEED_BYTES) walk.breach('cxf.hmac-seed-length', 'credWithUV');
    if (byteLength(hmac.credWithoutUV) !== SEED_BYTES) walk.breach('cxf.hmac-seed-length', 'credWithoutUV');
    walk.leave();
  }
  if (!largeBlob) return;
  walk.enter('largeBlob');
  unknownMembers(largeBlob, BLOB_NAMES, walk);
  if (!isPlausibleBlob(largeBlob)) walk.breach('cxf.large-blob-broken', 'data');
  walk.leave();
}

/** What shows without inflating: the first block has a type, a stored one says its length twice, and the size is within reach. */
function isPlausibleBlob({ uncompressedSize, data }: LargeBlob): boolean {
  const bytes = fromBase64Url(data);
  const first = bytes?.[0];
  if (!bytes || first === undefined || uncompressedSize > DEFLATE_RATIO * bytes.length) return false;
  const type = (first >> 1) & 3;
  if (type !== 0) return type !== 3;
  const [, a = 0, b = 0, c = 0, d = 0] = bytes;
  return bytes.length >= 5 && (a ^ c) === 0xff && (b ^ d) === 0xff;
}
