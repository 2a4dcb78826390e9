import { type Bytes, fromAnyBase64, textOf, toBase64Url, utf8 } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { isJsonObject, type JsonObject, parseJson } from '../core/json.js';
import { enforce, type Limits } from '../core/limits.js';
import { ecKey, sizeOfCurve } from '../keys/curves.js';
import { ed25519Key } from '../keys/key.js';
import { readPkcs8 } from '../keys/pkcs8.js';
import { ALGORITHMS, algorithmOf, type PasskeyAlgorithm } from './algorithm.js';
import { readCose } from './cose.js';
import { broken, type FoundKey } from './found.js';
import { readJwk } from './jwk.js';
import { readDerKey } from './read-der.js';
import { readPemKey } from './read-pem.js';

/** A key in bytes (DER, COSE, a bare scalar, or the bytes of a text), in text (PEM, JWK, or base64 of bytes), or a JWK already parsed. */
export type KeyInput = Uint8Array | string | JsonObject;

/** A key as it was found. `exact` says that the input was the bytes of the key itself, or strict base64url of them. */
export type KeyReading = FoundKey & { readonly exact: boolean };

/**
 * Finds the private key in an input of any shape. Nothing of the public half is believed yet. Throws `limit.exceeded` for an input over
 * `key.bytes`, and the codes of the single shapes.
 */
export async function readKey(input: KeyInput, stated: PasskeyAlgorithm | undefined, limits: Limits): Promise<KeyReading> {
  const found = await readAny(input, stated, limits);
  if (stated !== undefined && stated !== (found.named ?? algorithmOf(found.key))) throw new CxError('passkey.key-algorithm');
  return found;
}

async function readAny(input: KeyInput, stated: PasskeyAlgorithm | undefined, limits: Limits): Promise<KeyReading> {
  if (typeof input === 'string') {
    enforce(limits, 'key.bytes', input.length);
    return readText(input, stated, limits);
  }
  if (!(input instanceof Uint8Array)) {
    // Callers without types hand over what their file held: null, a number.
    if (!isJsonObject(input)) throw broken();
    return { ...readJwk(input), exact: false };
  }
  enforce(limits, 'key.bytes', input.length);
  return readBytes(Uint8Array.from(input), stated, limits);
}

async function readText(text: string, stated: PasskeyAlgorithm | undefined, limits: Limits): Promise<KeyReading> {
  const trimmed = text.trim();
  if (trimmed.startsWith('-----BEGIN ')) return { ...readPemKey(trimmed, stated), exact: false };
  if (trimmed.startsWith('{')) return { ...readJwk(parseJwk(trimmed, limits)), exact: false };
  const bytes = fromAnyBase64(trimmed.replaceAll(/\s/g, ''));
  if (!bytes) throw broken();
  const found = await readBytes(bytes, stated, limits);
  return { ...found, exact: found.exact && toBase64Url(bytes) === text };
}

function parseJwk(text: string, limits: Limits): JsonObject {
  try {
    const { value } = parseJson(utf8(text), limits, { unsafeNumbers: 'text' });
    if (isJsonObject(value)) return value;
  } catch {
    // What is wrong with the JSON says nothing to who holds a broken key, and its place might.
  }
  throw broken();
}

async function readBytes(bytes: Bytes, stated: PasskeyAlgorithm | undefined, limits: Limits): Promise<KeyReading> {
  // A bare scalar may begin like anything; no structure of that length is a key of that algorithm.
  if (stated !== undefined && bytes.length === rawSize(stated) && !readPkcs8(bytes)) return { ...readRaw(bytes, stated), exact: true };
  if (bytes[0] === 0x30) return { ...readDerKey(bytes, stated), exact: true };
  const cose = await readCose(bytes);
  if (cose) return { ...cose, exact: true };
  const text = textOf(bytes)?.trim();
  if (text?.startsWith('-----BEGIN ') || text?.startsWith('{')) return readText(text, stated, limits);
  // Of the length of a scalar, but of which curve?
  throw stated === undefined && RAW_SIZES.has(bytes.length) ? new CxError('passkey.key-algorithm') : broken();
}

function rawSize(algorithm: PasskeyAlgorithm): number {
  const { curve } = ALGORITHMS[algorithm];
  return curve ? sizeOfCurve(curve) : algorithm === 'EdDSA' ? 32 : 0;
}

const RAW_SIZES: ReadonlySet<number> = new Set([32, 48, 66]);

function readRaw(bytes: Bytes, stated: PasskeyAlgorithm): FoundKey {
  const { curve } = ALGORITHMS[stated];
  const key = curve ? ecKey(curve, bytes, undefined) : ed25519Key(bytes);
  if (!key) throw broken();
  return { key, shape: 'raw', named: stated };
}
