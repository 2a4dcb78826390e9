import { fromHex, toBase64Url } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import type { AndroidAppId, CredentialScope } from '../../cxf/schema/item.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { ANDROID_APP, APP_SCHEME, FURTHER_URL } from './names.js';
import type { Strings } from './read-strings.js';
import type { Reading } from './reading.js';
import { resolved } from './resolve-references.js';
import { appKey, signatureKey, urlKey } from './url-keys.js';

/** URLs and apps → scope. Names other than those that would be written are carried with what they stood for. */
export function readScope(strings: Strings, item: ItemBuilder, reading: Reading): CredentialScope | undefined {
  const urls: string[] = [];
  const apps: { readonly bundleId: string; readonly key: string; readonly scheme: boolean }[] = [];
  const urlKeys: Told[] = [];
  const references: Told[] = [];
  const fields = strings.rest.filter(({ key, value }) => (key === 'URL' || FURTHER_URL.test(key) || ANDROID_APP.test(key)) && value !== '');
  // The entry's own URL comes first, wherever it stands.
  for (const field of [...fields].sort((a, b) => Number(b.key === 'URL') - Number(a.key === 'URL'))) {
    const { key, value } = field;
    const scheme = value.startsWith(APP_SCHEME) && value.length > APP_SCHEME.length;
    // An entry has one of each name; a second one stays a field.
    if (strings.find(key) !== field) continue;
    strings.use(field);
    if (scheme || ANDROID_APP.test(key)) {
      apps.push({ bundleId: scheme ? value.slice(APP_SCHEME.length) : value, key, scheme });
      continue;
    }
    const url = resolved(field, reading);
    references.push({ value: url, is: value, isUsual: url === value });
    urlKeys.push({ value: url, key, isUsual: key === urlKey(urls.length) });
    urls.push(url);
  }
  carryUnusual('urls', 'url', urlKeys, item);
  carryUnusual('urlReferences', 'url', references, item);
  const androidApps = readApps(apps, strings, item);
  return urls.length + androidApps.length > 0 ? { urls, androidApps } : undefined;
}

function readApps(
  apps: readonly { readonly bundleId: string; readonly key: string; readonly scheme: boolean }[],
  strings: Strings,
  item: ItemBuilder,
): AndroidAppId[] {
  const told: Told[] = [];
  const found = apps.map(({ bundleId, key, scheme }, i): AndroidAppId => {
    told.push({ value: bundleId, key, ...(scheme && { scheme }), isUsual: key === appKey(i) && !scheme });
    const field = strings.find(signatureKey(key) ?? '');
    const fingerprint = field && field.key !== '' ? fingerprintOf(field.value) : undefined;
    if (!field || fingerprint === undefined) return { bundleId };
    strings.use(field);
    return { bundleId, certificate: { fingerprint, hashAlg: 'sha256' } };
  });
  carryUnusual('androidApps', 'of', told, item);
  return found;
}

/** How a value was told; `isUsual` when it would be written like that. */
interface Told {
  readonly value: string;
  readonly isUsual: boolean;
  readonly [member: string]: JsonValue;
}

/** A value that stands there twice needs an entry for each, so that none gets the other's name. */
function carryUnusual(setting: string, member: string, told: readonly Told[], item: ItemBuilder): void {
  const unusual = new Set(told.flatMap(({ value, isUsual }) => (isUsual ? [] : [value])));
  const entries = told.filter(({ value }) => unusual.has(value)).map(({ value, isUsual: _, ...how }) => ({ [member]: value, ...how }));
  if (entries.length > 0) item.setting(setting, entries);
}

/** One SHA-256 as KeePassDX writes it. CXF has room for one certificate: of several the text stays as it is. */
function fingerprintOf(text: string): string | undefined {
  const bytes = /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(text) ? fromHex(text.replaceAll(':', '')) : undefined;
  return bytes && toBase64Url(bytes);
}
