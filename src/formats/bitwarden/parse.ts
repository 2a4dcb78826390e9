import type { Bytes } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject, type ParsedJson, parseJson } from '../../core/json.js';
import type { Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { BITWARDEN_NAMES } from './names.js';

/** The text of a JSON export, before anything in it is believed. */
export interface ExportText extends ParsedJson {
  readonly bytes: Bytes;
  /** Where the text stands in the input: "" unless another file holds it. */
  readonly at: Pointer;
}

/** Throws what `parseJson` throws, with the place in the input. */
export function parseExport(bytes: Bytes, at: Pointer, limits: Limits): ExportText {
  try {
    return { ...parseJson(bytes, limits, { unsafeNumbers: 'text', names: BITWARDEN_NAMES }), bytes, at };
  } catch (error) {
    throw error instanceof CxError && at !== '' ? error.at(at) : error;
  }
}

/** True for an export that a password of its own protects, not the account's key. */
export function isProtected(value: unknown): value is JsonObject {
  return isJsonObject(value) && value['encrypted'] === true && value['passwordProtected'] === true;
}

/** The object of a plain export. Throws `format.mismatch`, and for the encrypted forms a code of their own. */
export function plainExport({ value, at }: ExportText): JsonObject {
  const facts = at === '' ? {} : { pointer: at };
  if (!isJsonObject(value) || (value['encrypted'] !== true && !Array.isArray(value['items']))) throw new CxError('format.mismatch', facts);
  if (value['passwordProtected'] === true) throw new CxError('bitwarden.password-protected', facts);
  if (value['encrypted'] === true) throw new CxError('bitwarden.account-restricted', facts);
  return value;
}
