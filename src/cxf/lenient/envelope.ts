import { fromAnyBase64 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../core/json.js';
import type { Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { NAMES } from '../schema/names.js';

/** What the input turned out to be, and where in it the header or account stands. */
export interface Envelope {
  readonly kind: 'header' | 'account';
  readonly value: JsonObject;
  readonly pointer: Pointer;
  /** The members beside the payload, of the envelope of early Android versions. */
  readonly around?: JsonObject;
}

/**
 * Opens the input: a header, a bare account (what Apple's bridge hands over), or the envelope of early Android versions around either.
 * Throws `cxf.not-a-document`, and the codes of `parseJson`.
 */
export function openEnvelope(bytes: Uint8Array, limits: Limits): Envelope {
  const value = readJson(bytes, limits);
  if (!isJsonObject(value)) throw new CxError('cxf.not-a-document');
  const direct = recognise(value);
  if (direct) return { kind: direct, value, pointer: '' };
  const payload = value['payload'];
  const inner = typeof payload === 'string' && typeof value['exporterRpId'] === 'string' ? fromAnyBase64(payload) : undefined;
  const wrapped = inner && readJson(inner, limits);
  const kind = isJsonObject(wrapped) ? recognise(wrapped) : undefined;
  if (!isJsonObject(wrapped) || !kind) throw new CxError('cxf.not-a-document');
  const { payload: _, ...around } = value;
  return { kind, value: wrapped, pointer: '/payload', around };
}

function readJson(bytes: Uint8Array, limits: Limits): JsonValue {
  return parseJson(bytes, limits, { unsafeNumbers: 'refuse', names: NAMES }).value;
}

/** An account without any item is only one if it says whose it is: many other formats have `items`. */
function recognise(value: JsonObject): Envelope['kind'] | undefined {
  if (Array.isArray(value['accounts'])) return 'header';
  const items = value['items'];
  if (!Array.isArray(items)) return undefined;
  if (items.length === 0) return Array.isArray(value['collections']) && typeof value['id'] === 'string' ? 'account' : undefined;
  return items.some((item: JsonValue) => isJsonObject(item) && Array.isArray(item['credentials'])) ? 'account' : undefined;
}
