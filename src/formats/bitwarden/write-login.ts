import { isJsonArray, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { OTP_DEFAULTS, type Otp, readOtp, writeOtp } from '../../otp/otpauth.js';
import { fillSecret, settingsOf } from '../reading/one-time-password.js';
import type { Carries } from '../writing/carries.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { Writing } from '../writing/writing.js';
import { appOfUri, uriOfApp } from './android.js';
import { URI_MATCH } from './names.js';

/** scope → `uris`, with the match modes and the order that were carried. */
export function writeUris(item: Taker, carries: Carries, writing: Writing): JsonValue[] {
  const at = carries.setting('androidAppsAt');
  const matches = [...carries.entries('cx-url-match')];
  const scope = item.object('scope');
  const texts = (scope?.texts('urls') ?? []).map(({ value, index }) => {
    // Read back, this is an app.
    if (appOfUri(value) !== undefined) writing.change('field.moved', `${item.pointer}/scope/urls/${index}`);
    return value;
  });
  const apps = (scope?.objects('androidApps') ?? []).flatMap((app) => app.text('bundleId') ?? []).map(uriOfApp);
  apps.forEach((app, i) => {
    const index = isJsonArray(at) ? at[i] : undefined;
    texts.splice(typeof index === 'number' ? index : texts.length, 0, app);
  });
  const uris = texts.map((uri) => {
    const index = matches.findIndex((entry) => entry['url'] === uri);
    const match = index < 0 ? null : matchNumber(matches.splice(index, 1)[0]?.['match'], writing);
    return { match, uri };
  });
  if (matches.length > 0) writing.stale();
  return uris;
}

const NAMES: readonly string[] = URI_MATCH;

function matchNumber(match: JsonValue | undefined, writing: Writing): JsonValue {
  const known = typeof match === 'string' ? NAMES.indexOf(match) : -1;
  if (known >= 0) return known;
  if (typeof match === 'number') return match;
  if (match !== undefined && match !== null) writing.stale();
  return null;
}

/**
 * totp → `login.totp`: the carried spelling when its settings still hold, else `steam://` or the otpauth URI (bare when all is default).
 * What the spelling cannot hold is given back, to be spelled out.
 */
export function writeTotp(credential: Taker, carries: Carries, writing: Writing): string | undefined {
  const otp = otpOfCredential(credential);
  if (!otp) return undefined;
  if (otp.secret !== credential.value['secret']) writing.change('otp.secret-normalised', credential.at('secret'));
  const carried = carries.memberSpelling('totp', settingsOf(otp));
  if (typeof carried === 'string') return fillSecret(carried, otp.secret);
  if (otp.kind !== 'steam') return faithful(otp, credential);
  // Bitwarden makes Steam's codes for this spelling alone; it has no room for names.
  credential.leave('issuer');
  credential.leave('username');
  if (otp.period !== OTP_DEFAULTS.period) writing.change('value.normalised', credential.at('period'));
  if (credential.value['digits'] !== otp.digits) writing.change('value.normalised', credential.at('digits'));
  return `steam://${otp.secret}`;
}

/** A URI cannot hold every name (a lone surrogate): such a name is given back. */
function faithful(otp: Otp, credential: Taker): string {
  const text = writeOtp(otp, otp.issuer === undefined && otp.username === undefined ? 'secret' : 'uri');
  const again = readOtp(text)?.otp;
  const lost = (['issuer', 'username'] as const).filter((name) => again?.[name] !== otp[name]);
  if (lost.length === 0) return text;
  for (const name of lost) credential.leave(name);
  const rest: { -readonly [K in keyof Otp]: Otp[K] } = { ...otp };
  for (const name of lost) delete rest[name];
  return faithful(rest, credential);
}
