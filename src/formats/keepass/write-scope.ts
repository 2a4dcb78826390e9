import { fromBase64Url, toHex } from '../../core/bytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import { APP_SCHEME } from './names.js';
import { appKey, signatureKey, urlKey } from './url-keys.js';
import type { EntryStrings } from './write-strings.js';

/** scope → `URL`, `KP2A_URL…`, `AndroidApp…`: under the names they had, else under those that most programs read. */
export function writeScope(item: Taker, carries: Carries, strings: EntryStrings, writing: Writing): void {
  const keys = listOf(carries.setting('urls'));
  const references = listOf(carries.setting('urlReferences'));
  const apps = listOf(carries.setting('androidApps'));
  const scope = item.object('scope');
  const urls = scope?.texts('urls') ?? [];
  for (const { value: url, index } of urls) {
    if (url === '') continue;
    const pointer = `${item.pointer}/scope/urls/${index}`;
    // Read back, this is an app.
    if (url.startsWith(APP_SCHEME) && url.length > APP_SCHEME.length) writing.change('field.moved', pointer);
    const key = textOf(takeOf(keys, 'url', url)?.['key']);
    const spelled = textOf(takeOf(references, 'url', url)?.['is']);
    strings.add(free(key ?? urlKey(index), index, urlKey, strings), spelled ?? url, pointer);
  }
  for (const [index, app] of (scope?.objects('androidApps') ?? []).entries()) {
    const bundleId = app.text('bundleId');
    if (bundleId === undefined) continue;
    const carried = takeOf(apps, 'of', bundleId);
    const isUri = carried?.['scheme'] === true || bundleId.startsWith(APP_SCHEME);
    const key = free(textOf(carried?.['key']) ?? appKey(index), index, appKey, strings);
    strings.add(key, isUri ? APP_SCHEME + bundleId : bundleId, app.pointer);
    const signature = signatureKey(key);
    if (signature !== undefined && !strings.has(signature)) writeCertificate(app, signature, strings);
  }
  if (keys.length + references.length + apps.length > 0) writing.stale();
}

/** KeePassDX compares SHA-256 in upper case with colons. */
function writeCertificate(app: Taker, key: string, strings: EntryStrings): void {
  const certificate = app.object('certificate');
  const fingerprint = certificate?.value['fingerprint'];
  const bytes = typeof fingerprint === 'string' ? fromBase64Url(fingerprint) : undefined;
  if (!certificate || bytes?.length !== 32 || certificate.value['hashAlg'] !== 'sha256') return;
  certificate.settle('fingerprint', 'hashAlg');
  strings.add(key, (toHex(bytes).toUpperCase().match(/../g) ?? []).join(':'), certificate.pointer);
}

function free(wanted: string, n: number, keyOf: (n: number) => string, strings: EntryStrings): string {
  let key = wanted;
  for (let next = n; strings.has(key); next++) key = keyOf(next);
  return key;
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function takeOf(list: JsonObject[], member: string, value: string): JsonObject | undefined {
  const index = list.findIndex((one) => one[member] === value);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
