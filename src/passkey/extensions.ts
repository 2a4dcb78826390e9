import { type Bytes, fromAnyBase64, toBase64Url } from '../core/bytes.js';
import { type Code, CxError } from '../core/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { DEFAULT_LIMITS, type Limits } from '../core/limits.js';
import { child, type Pointer } from '../core/pointer.js';
import { deflateBlob, inflateBlob } from './large-blob.js';
import { derivedSeed, type PrfSeeds, SEED_BYTES } from './prf.js';

/** What WebAuthn extensions stored with a passkey, as bytes: `fido2Extensions` of CXF §3.3.12.2. */
export interface PasskeyExtensions {
  readonly prf?: PrfSeeds;
  readonly credBlob?: Bytes;
  /** Inflated. */
  readonly largeBlob?: Bytes;
  /** Enabled for Secure Payment Confirmation. */
  readonly payments?: boolean;
}

/** Something of the extensions that could not be read as it stands; the rest is read all the same. */
export interface ExtensionFault {
  readonly code: Code;
  /** Below `fido2Extensions`. A member that nobody knows is named by its place: its name may be anything. */
  readonly pointer: Pointer;
}

export interface ReadExtensions {
  readonly extensions: PasskeyExtensions;
  /** The missing one of two seeds was derived from the other. */
  readonly seedDerived: boolean;
  readonly faults: readonly ExtensionFault[];
}

/** `HS256` is what samples of the first edition call it. */
const HMAC_NAMES: readonly JsonValue[] = ['hmac-sha256', 'HS256'];

/**
 * Reads `fido2Extensions`, also with the `hmacSecret` of drafts (one seed, which is the one with user verification). Faults are
 * `passkey.prf-invalid`, `passkey.prf-algorithm`, `passkey.blob-invalid` and `passkey.extension-unknown`. Throws only `limit.exceeded`.
 */
export async function readExtensions(value: JsonObject, limits: Limits = DEFAULT_LIMITS): Promise<ReadExtensions> {
  const { hmacCredentials, hmacSecret, credBlob, largeBlob, payments, ...unknown } = value;
  const names = Object.keys(value);
  const faults: ExtensionFault[] = Object.keys(unknown)
    .filter((name) => isThere(unknown[name]))
    .map((name) => ({ code: 'passkey.extension-unknown', pointer: child('', names.indexOf(name)) }));
  const fault = (code: Code, pointer: Pointer): undefined => {
    faults.push({ code, pointer });
  };
  const hmac = isThere(hmacCredentials) ? hmacCredentials : hmacSecret;
  const at = isThere(hmacCredentials) ? '/hmacCredentials' : '/hmacSecret';
  const prf = isThere(hmac) ? await readSeeds(hmac, (code, name) => fault(code, at + name)) : undefined;
  const cred = isThere(credBlob) ? bytesOf(credBlob) : undefined;
  if (isThere(credBlob) && !cred) fault('passkey.blob-invalid', '/credBlob');
  const large = isThere(largeBlob) ? await readLargeBlob(largeBlob, limits) : undefined;
  if (isThere(largeBlob) && !large) fault('passkey.blob-invalid', '/largeBlob');
  if (isThere(payments) && typeof payments !== 'boolean') fault('passkey.extension-unknown', '/payments');
  const extensions = {
    ...(prf && { prf: prf.seeds }),
    ...(cred && { credBlob: cred }),
    ...(large && { largeBlob: large }),
    ...(typeof payments === 'boolean' && { payments }),
  };
  return { extensions, seedDerived: prf?.derived ?? false, faults };
}

/** Writes `fido2Extensions` as CXF 1.0 with its errata has them; undefined when there is nothing to write. */
export async function writeExtensions(extensions: PasskeyExtensions): Promise<JsonObject | undefined> {
  const { prf, credBlob, largeBlob, payments } = extensions;
  const deflated = largeBlob && (await deflateBlob(largeBlob));
  const out = {
    ...(prf && {
      hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: toBase64Url(prf.withUV), credWithoutUV: toBase64Url(prf.withoutUV) },
    }),
    ...(credBlob && { credBlob: toBase64Url(credBlob) }),
    ...(deflated && { largeBlob: { uncompressedSize: deflated.uncompressedSize, data: toBase64Url(deflated.data) } }),
    ...(payments !== undefined && { payments }),
  };
  return Object.keys(out).length > 0 ? out : undefined;
}

async function readSeeds(
  hmac: JsonValue,
  fault: (code: Code, pointer: Pointer) => undefined,
): Promise<{ readonly seeds: PrfSeeds; readonly derived: boolean } | undefined> {
  if (!isJsonObject(hmac)) return fault('passkey.prf-invalid', '');
  // An importer must ignore seeds of an algorithm that it does not know (CXF §3.3.12.3).
  if (!HMAC_NAMES.includes(hmac['algorithm'] ?? 'hmac-sha256')) return fault('passkey.prf-algorithm', '/algorithm');
  let wrong = false;
  const seedAt = (name: string): Bytes | undefined => {
    const value = hmac[name];
    if (!isThere(value) || value === '') return undefined;
    const seed = bytesOf(value);
    if (seed?.length === SEED_BYTES) return seed;
    fault('passkey.prf-invalid', child('', name));
    wrong = true;
    return undefined;
  };
  const [old, own, withoutUV] = [seedAt('secret'), seedAt('credWithUV'), seedAt('credWithoutUV')];
  // A seed that is there and wrong is not replaced by a derived one: the site would get another secret than it knows.
  if (wrong) return undefined;
  const withUV = own ?? old;
  if (withUV) return { seeds: { withUV, withoutUV: withoutUV ?? (await derivedSeed(withUV)) }, derived: !withoutUV };
  if (withoutUV) return { seeds: { withUV: await derivedSeed(withoutUV), withoutUV }, derived: true };
  return fault('passkey.prf-invalid', '');
}

async function readLargeBlob(value: JsonValue, limits: Limits): Promise<Bytes | undefined> {
  if (!isJsonObject(value)) return undefined;
  const { uncompressedSize } = value;
  const data = bytesOf(value['data']);
  if (typeof uncompressedSize !== 'number' || !data) return undefined;
  try {
    return await inflateBlob({ uncompressedSize, data }, limits);
  } catch (error) {
    if (error instanceof CxError && error.code === 'passkey.blob-invalid') return undefined;
    throw error;
  }
}

function bytesOf(value: JsonValue | undefined): Bytes | undefined {
  return typeof value === 'string' ? fromAnyBase64(value) : undefined;
}

function isThere(value: JsonValue | undefined): value is Exclude<JsonValue, null> {
  return value !== undefined && value !== null;
}
