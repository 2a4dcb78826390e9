import { isJsonArray, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { writeOtp } from '../../otp/otpauth.js';
import { fillSecret, settingsOf } from '../reading/one-time-password.js';
import type { Carries } from '../writing/carries.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { Writing } from '../writing/writing.js';
import { URI_MATCH } from './names.js';

/** scope → `uris`, with the match modes and the order that were carried. */
export function writeUris(item: Taker, carries: Carries, settings: JsonObject, writing: Writing): JsonValue[] {
  const scope = item.object('scope');
  if (!scope) return [];
  const texts = scope.texts('urls').map(({ value }) => value);
  const apps = scope.objects('androidApps').map((app) => `androidapp://${app.text('bundleId') ?? ''}`);
  const at = settings['androidAppsAt'];
  apps.forEach((app, i) => {
    const index = isJsonArray(at) ? at[i] : undefined;
    texts.splice(typeof index === 'number' ? index : texts.length, 0, app);
  });
  const matches = [...carries.entries('cx-url-match')];
  const uris = texts.map((uri) => {
    const index = matches.findIndex((entry) => entry['url'] === uri);
    const match = index < 0 ? null : matchNumber(matches.splice(index, 1)[0]?.['match']);
    return { match, uri };
  });
  if (matches.length > 0) writing.stale();
  return uris;
}

const NAMES: readonly string[] = URI_MATCH;

function matchNumber(match: JsonValue | undefined): JsonValue {
  const known = typeof match === 'string' ? NAMES.indexOf(match) : -1;
  return known >= 0 ? known : typeof match === 'number' ? match : null;
}

/** totp → `login.totp`: the carried spelling when its settings still hold, else `steam://` or the otpauth URI (bare when all is default). */
export function writeTotp(credential: Taker, spellings: readonly JsonObject[]): string | undefined {
  const otp = otpOfCredential(credential);
  if (!otp) return undefined;
  const settings = settingsOf(otp);
  const carried = spellings.find((entry) => entry['member'] === 'totp' && entry['of'] === settings)?.['is'];
  if (typeof carried === 'string') return fillSecret(carried, otp.secret);
  if (otp.kind === 'steam') return writeOtp(otp, 'steam');
  return writeOtp(otp, otp.issuer === undefined && otp.username === undefined ? 'secret' : 'uri');
}
