import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { CredentialScope } from '../../cxf/schema/item.js';
import { readOtp } from '../../otp/otpauth.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { addOtp } from '../reading/one-time-password.js';
import { appOfUri } from './android.js';
import { URI_MATCH } from './names.js';
import type { Reading } from './reading.js';

/** URIs with their match modes → scope. `androidapp://PACKAGE` names an app; Bitwarden knows no certificate. */
export function readUris(login: Taker, item: ItemBuilder): CredentialScope | undefined {
  const uris: string[] = [];
  const matches: { readonly url: string; readonly match: JsonValue }[] = [];
  for (const entry of login.objects('uris')) {
    const uri = entry.text('uri') ?? '';
    if (uri === '') continue;
    uris.push(uri);
    const match = entry.number('match');
    matches.push({ url: uri, match: match === undefined ? null : (URI_MATCH[match] ?? match) });
  }
  // A URL that stands there twice needs an entry for each, so that none gets the other's mode.
  const entries = matches.filter(({ url, match }) => match !== null || matches.some((other) => other.url === url && other.match !== null));
  if (entries.length > 0) item.extend('cx-url-match', { entries });
  return scopeOf(uris, item);
}

/** Tells apps from URLs, and carries their order where an app does not stand at the end. */
export function scopeOf(uris: readonly string[], item: ItemBuilder): CredentialScope | undefined {
  const isApp = (uri: string): boolean => appOfUri(uri) !== undefined;
  const urls = uris.filter((uri) => !isApp(uri));
  const apps = uris.flatMap((uri, index) => (isApp(uri) ? [index] : []));
  if (apps.some((index, i) => index !== urls.length + i)) item.setting('androidAppsAt', apps);
  const androidApps = uris.flatMap((uri) => appOfUri(uri) ?? []).map((bundleId) => ({ bundleId }));
  return uris.length > 0 ? { urls, androidApps } : undefined;
}

/** The three spellings of `login.totp`: an otpauth URI, `steam://SECRET`, a bare Base32 secret. */
export function readTotp(login: Taker, item: ItemBuilder, reading: Reading): void {
  const text = login.text('totp');
  if (text === undefined) return;
  const read = readOtp(text);
  const added =
    read &&
    read.otp.kind !== 'hotp' &&
    addOtp(read.otp, text, item, () => reading.findings.change('otp.secret-normalised', login.at('totp')));
  if (added) return;
  if (!read) reading.findings.warning('otp.unreadable', login.at('totp'));
  item.custom('One-time password', text, 'concealed-string', 'login.totp');
}
