import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { CredentialScope } from '../../cxf/schema/item.js';
import { readOtp } from '../../otp/otpauth.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { addOtp } from '../reading/one-time-password.js';
import { URI_MATCH } from './names.js';
import type { Reading } from './reading.js';

const ANDROID = 'androidapp://';

/** URIs with their match modes → scope. `androidapp://PACKAGE` names an app; Bitwarden knows no certificate. */
export function readUris(login: Taker, item: ItemBuilder): CredentialScope | undefined {
  const urls: string[] = [];
  const androidApps: { bundleId: string }[] = [];
  const matches: JsonValue[] = [];
  const apps: number[] = [];
  for (const entry of login.objects('uris')) {
    const uri = entry.text('uri') ?? '';
    if (uri === '') continue;
    const match = entry.number('match');
    const app = uri.startsWith(ANDROID) && uri.length > ANDROID.length;
    if (app) {
      androidApps.push({ bundleId: uri.slice(ANDROID.length) });
      apps.push(urls.length + androidApps.length - 1);
    } else urls.push(uri);
    if (match !== undefined) matches.push({ url: uri, match: URI_MATCH[match] ?? match });
  }
  if (matches.length > 0) item.extend('cx-url-match', { entries: matches });
  // The order among URLs and apps is only worth carrying when an app does not stand at the end.
  if (apps.length > 0 && apps[0] !== urls.length) item.setting('androidAppsAt', apps);
  return urls.length + androidApps.length > 0 ? { urls, androidApps } : undefined;
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
