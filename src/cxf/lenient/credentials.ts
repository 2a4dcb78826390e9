import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { CREDENTIAL_SHAPES, type ObjectShape } from '../schema/shapes.js';
import { CLEAN_CREDENTIALS } from '../schema/zod-credentials.js';
import { mendObject } from './object.js';
import { withPkcs8Key } from './passkey-key.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** Names of drafts and of the enumeration of CXP that differ by more than their spelling. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['driverlicense', 'drivers-license'],
  ['publickey', 'passkey'],
]);
/** `BasicAuth`, `basic_auth` and `BASIC-AUTH` are the same letters. */
const BY_LETTERS: ReadonlyMap<string, string> = new Map([...CREDENTIAL_SHAPES.keys()].map((type) => [letters(type), type]));

/**
 * One credential. Those of unknown types stay as they are (CXF §3.3). Undefined when it is no object, has no type, or lacks
 * what its type requires.
 */
export function mendCredential(value: JsonValue, at: Place, run: Run): JsonObject | undefined {
  if (!isJsonObject(value) || typeof value['type'] !== 'string') return undefined;
  const type = knownType(value['type']);
  const shape = CREDENTIAL_SHAPES.get(type);
  if (!shape) return value;
  const mended = mendShape(value, type, shape, at, run);
  return mended && type === 'passkey' ? withPkcs8Key(mended, at, run) : mended;
}

function mendShape(value: JsonObject, type: string, shape: ObjectShape, at: Place, run: Run): JsonObject | undefined {
  if (type === value['type']) return CLEAN_CREDENTIALS.get(type)?.(value) ? value : mendObject(value, shape, at, run);
  run.warning('cxf.type-renamed', at.child('type'));
  return mendObject({ ...value, type }, shape, at, run);
}

/** The type of CXF 1.0 that a spelling means; the same text when it means none. */
export function knownType(type: string): string {
  if (CREDENTIAL_SHAPES.has(type)) return type;
  const plain = letters(type);
  return FORMER.get(plain) ?? BY_LETTERS.get(plain) ?? type;
}

function letters(type: string): string {
  return type.toLowerCase().replaceAll(/[_-]/g, '');
}
