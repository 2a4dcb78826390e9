import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { Edit } from './edit.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** Drafts kept the URLs in the login, or beside the title: CXF 1.0 keeps them in the scope of the item (§3.2.4). */
export function moveUrlsToScope(item: JsonObject, at: Place, run: Run): JsonObject {
  const edit = new Edit(item);
  const found = take(edit, at, run);
  const credentials = item['credentials'];
  if (Array.isArray(credentials)) edit.set('credentials', withoutUrls(credentials, at.child('credentials'), run, found));
  if (found.length === 0) return edit.result();
  const scope = isJsonObject(item['scope']) ? item['scope'] : { urls: [], androidApps: [] };
  const urls: readonly JsonValue[] = Array.isArray(scope['urls']) ? scope['urls'] : [];
  // Those of the scope itself stay as they are, also when one stands there twice.
  const more = new Set(found.filter((url) => !urls.includes(url)));
  edit.set('scope', { ...scope, urls: [...urls, ...more] });
  // Several logins of an item may name the same URL: how many is not kept.
  if (more.size < found.length) run.change('value.normalised', at.child('scope'));
  return edit.result();
}

function withoutUrls(credentials: readonly JsonValue[], at: Place, run: Run, found: string[]): readonly JsonValue[] {
  const out = credentials.map((credential, i) => {
    if (!isJsonObject(credential) || credential['type'] !== 'basic-auth') return credential;
    const edit = new Edit(credential);
    const origin = run.origins.get(credential);
    found.push(...take(edit, at.child(i), run));
    const result = edit.result();
    if (origin !== undefined) run.origins.set(result, origin);
    return result;
  });
  return out.some((credential, i) => credential !== credentials[i]) ? out : credentials;
}

/** Takes the URLs out of an object, when they are texts and nothing else. */
function take(edit: Edit, at: Place, run: Run): string[] {
  const raw = edit.raw['urls'];
  const urls = typeof raw === 'string' ? [raw] : raw;
  if (!Array.isArray(urls) || !urls.every((url) => typeof url === 'string')) return [];
  edit.set('urls', undefined);
  run.warning('cxf.urls-moved', at.child('urls'));
  return urls;
}
