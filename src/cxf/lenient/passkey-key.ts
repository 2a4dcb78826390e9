import { fromAnyBase64, fromBase64Url, toBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { passkeyKey } from '../../passkey/key.js';
import type { KeyInput } from '../../passkey/read-key.js';
import { readSshPrivateKey } from '../../ssh/index.js';
import { isPlainP256Key, privateKeyKind } from '../private-key.js';
import { mendBase64Url } from './encodings.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** The body of PEM of PKCS#8 is the very bytes that CXF wants. */
const PKCS8_PEM = /^\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END PRIVATE KEY-----\s*$/;

/** A private key, of a passkey or of SSH, as base64url of PKCS#8. Also as PEM of any kind, and as JWK: of the draft of 2024-05-22, or in text. */
export function mendKey(value: JsonValue, at: Place, run: Run): string | undefined {
  if (typeof value === 'string' && value.trimStart().startsWith('-----BEGIN ')) return mendPem(value, at, run);
  // A JWK as text, as AliasVault keeps it: no base64 begins with a brace.
  if (typeof value === 'string' && !value.trimStart().startsWith('{')) return mendBase64Url(value, at, run);
  if (typeof value !== 'string' && !isJsonObject(value)) return undefined;
  const pkcs8 = run.answers.ask(`jwk ${at.pointer}`, () => toPkcs8(value));
  if (pkcs8 !== undefined) run.change('cxf.passkey-key-jwk', at);
  return pkcs8;
}

function mendPem(text: string, at: Place, run: Run): string | undefined {
  const body = text.length <= run.limits['key.bytes'] ? PKCS8_PEM.exec(text)?.[1] : undefined;
  const bytes = body === undefined ? undefined : fromAnyBase64(body.replaceAll(/\s/g, ''));
  const pkcs8 = bytes ? toBase64Url(bytes) : run.answers.ask(`pem ${at.pointer}`, () => pemToPkcs8(text));
  if (pkcs8 !== undefined) run.change('cxf.key-pem', at);
  return pkcs8;
}

async function pemToPkcs8(text: string): Promise<string | undefined> {
  if (!/^\s*-----BEGIN OPENSSH /.test(text)) return toPkcs8(text);
  const read = await readSshPrivateKey(text);
  return typeof read === 'object' ? toBase64Url(read.pkcs8) : undefined;
}

/** True when the key of a passkey is PKCS#8 as far as its structure goes. */
export function hasPkcs8Key({ key }: JsonObject): boolean {
  return typeof key === 'string' && (isPlainP256Key(key) || privateKeyKind(fromBase64Url(key)) !== undefined);
}

/**
 * A passkey whose key is base64url of another shape than PKCS#8: SEC1, PKCS#1, COSE and whatever else `passkeyKey` reads. What is no key stays
 * as it is: `validate` names it. So does a bare number, which does not say its curve; a guess would be a passkey that looks well and never logs in.
 */
export function withPkcs8Key(passkey: JsonObject, at: Place, run: Run): JsonObject {
  const { key } = passkey;
  if (typeof key !== 'string' || key === '' || hasPkcs8Key(passkey)) return passkey;
  const place = at.child('key');
  const pkcs8 = run.answers.ask(`key ${place.pointer}`, () => toPkcs8(key));
  if (pkcs8 === undefined) return passkey;
  run.change('cxf.passkey-key-shape', place);
  return { ...passkey, key: pkcs8 };
}

/** Undefined when it is no private key of a kind that passkeys use. */
async function toPkcs8(input: KeyInput): Promise<string | undefined> {
  try {
    return toBase64Url((await passkeyKey(input)).pkcs8);
  } catch (error) {
    if (error instanceof CxError) return undefined;
    throw error;
  }
}
