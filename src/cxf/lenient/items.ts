import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { ITEM } from '../schema/shapes.js';
import { CLEAN_CREDENTIALS } from '../schema/zod-credentials.js';
import { isCleanItem } from '../schema/zod-envelope.js';
import { knownType, mendCredential } from './credentials.js';
import { moveUrlsToScope } from './draft-urls.js';
import { mendObject } from './object.js';
import { hasPkcs8Key } from './passkey-key.js';
import type { Place } from './place.js';
import type { Run } from './run.js';
import { setAside, withShelf } from './set-aside.js';

/** True when an item and all its credentials are as the specification wants them. Most are, so this decides the speed. */
export function isCleanThrough(item: JsonValue): boolean {
  if (!isCleanItem(item) || !isJsonObject(item)) return false;
  const credentials = item['credentials'];
  return Array.isArray(credentials) && credentials.every(isCleanCredential);
}

function isCleanCredential(credential: JsonValue): boolean {
  if (!isJsonObject(credential)) return false;
  const { type } = credential;
  if (typeof type !== 'string') return false;
  if (type === 'passkey' && !hasPkcs8Key(credential)) return false;
  const isClean = CLEAN_CREDENTIALS.get(type);
  // A type nobody knows may be a known one under the name of a draft.
  return isClean ? isClean(credential) : knownType(type) === type;
}

/** One item; undefined when it is no object. `at` owns the shelf of the item. */
export function mendItem(value: JsonValue, at: Place, run: Run, exporterRpId: string): JsonObject | undefined {
  if (isCleanThrough(value) && isJsonObject(value)) return value;
  const shaped = mendObject(value, ITEM, at, run);
  if (!shaped) return undefined;
  const credentials = mendCredentials(shaped['credentials'], at.child('credentials'), run);
  const whole = credentials === shaped['credentials'] ? shaped : { ...shaped, credentials };
  return withShelf(moveUrlsToScope(whole, at, run), at, exporterRpId);
}

function mendCredentials(value: JsonValue | undefined, at: Place, run: Run): readonly JsonValue[] {
  const credentials: readonly JsonValue[] = Array.isArray(value) ? value : [];
  let out: JsonValue[] | undefined;
  credentials.forEach((credential, i) => {
    const place = at.child(i);
    const mended = run.attempt(place, () => mendCredential(credential, place, run));
    if (mended !== credential) out ??= credentials.slice(0, i);
    if (!mended) setAside(credential, place, run, 'cxf.credential-set-aside');
    else if (out) {
      if (out.length !== i) run.moved(mended, place);
      out.push(mended);
    }
  });
  return out ?? credentials;
}
