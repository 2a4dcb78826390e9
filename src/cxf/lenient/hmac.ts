import { type Bytes, fromAnyBase64, toBase64Url } from '../../core/bytes.js';
import type { JsonObject, JsonValue } from '../../core/json.js';
import { derivedSeed } from '../../passkey/prf.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/**
 * PRF seeds (CXF §3.3.12.3). The form of drafts, `hmacSecret`, has one seed: it becomes the one with user verification, the only one that
 * WebAuthn uses. A missing seed is derived, never random, so that every conversion of a vault gives the same one.
 */
export function mendHmac(value: JsonObject, at: Place, run: Run): JsonObject {
  const draft = value['secret'];
  if (typeof draft !== 'string' || isThere(value['credWithUV'])) return withBothSeeds(value, at, run);
  run.warning('cxf.hmac-single-secret', at.child('secret'));
  const { secret: _, ...rest } = value;
  return withBothSeeds({ ...rest, credWithUV: draft }, at, run);
}

function withBothSeeds(value: JsonObject, at: Place, run: Run): JsonObject {
  const missing = SEEDS.find((name) => !isThere(value[name]));
  const other = SEEDS.map((name) => value[name]).find(isThere);
  const seed = typeof other === 'string' ? fromAnyBase64(other) : undefined;
  if (!missing || !seed) return value;
  run.change('cxf.hmac-seed-derived', at.child(missing));
  const derived = run.answers.ask(`seed ${at.pointer}`, () => deriveSeed(seed));
  return derived === undefined ? value : { ...value, [missing]: derived };
}

const SEEDS = ['credWithUV', 'credWithoutUV'] as const;

function isThere(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

async function deriveSeed(seed: Bytes): Promise<string> {
  return toBase64Url(await derivedSeed(seed));
}
