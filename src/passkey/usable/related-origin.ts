import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../../core/json.js';
import type { Limits } from '../../core/limits.js';
import { suffixFacts } from './public-suffix.js';
import { isDomain, isIp } from './rp-id.js';
import { no, type PlaceVerdict, yes } from './verdict.js';
import { usableOnOrigin } from './web-origin.js';

/** "MUST support at least five registrable origin labels" (WebAuthn L3 §5.11); Chromium honours exactly five (`remote_validation.cc`, kMaxLabels). */
const MAX_LABELS = 5;

/**
 * Can a passkey be used on this origin, given the file that its relying party serves at `https://RPID/.well-known/webauthn`
 * (WebAuthn L3 §5.11.1)? The file counts only where the names alone say no, as in a browser.
 *
 * Usable: `passkey.origin-related`, and what `usableOnOrigin` says. Not: its refusals, `passkey.related-unlisted`, `-over-limit`, `-invalid`.
 * An origin over http is `passkey.origin-insecure` even on localhost: the list is for https.
 * Throws what `parseJson` throws when the file is no JSON or over a limit.
 */
export async function usableOnRelatedOrigin(rpId: string, origin: string, file: Uint8Array, limits: Limits): Promise<PlaceVerdict> {
  const origins = originsOf(parseJson(file, limits, { unsafeNumbers: 'text' }).value);
  const alone = await usableOnOrigin(rpId, origin);
  // Without an origin the place or the relying party id itself is wrong, and no list helps.
  if (alone.usable || alone.origin === undefined) return alone;
  const notes = alone.notes.map(({ code }) => code);
  const facts = { origin: alone.origin, notes };
  if (!alone.origin.startsWith('https:')) return no('passkey.origin-insecure', facts);
  if (origins === undefined) return no('passkey.related-invalid', facts);
  const found = await findOrigin(origins, alone.origin);
  return found === 'passkey.origin-related' ? yes(found, { ...facts, notes: [...notes, 'passkey.related-support'] }) : no(found, facts);
}

/** The list; undefined when one entry is no text or there is no list (step 2.3: the whole file is refused). */
function originsOf(value: JsonValue): readonly string[] | undefined {
  const origins = isJsonObject(value) ? value['origins'] : undefined;
  if (!isJsonArray(origins)) return undefined;
  const texts = origins.filter((origin) => typeof origin === 'string');
  return texts.length === origins.length ? texts : undefined;
}

/** Steps 3 to 5. An entry that is no web address, or has no registrable domain, is passed over and takes up no place. */
async function findOrigin(
  origins: readonly string[],
  wanted: string,
): Promise<'passkey.origin-related' | 'passkey.related-over-limit' | 'passkey.related-unlisted'> {
  const labels = new Set<string>();
  let tooLate = false;
  for (const text of origins) {
    const entry = await entryOf(text);
    if (entry === undefined) continue;
    if (labels.size < MAX_LABELS) labels.add(entry.label);
    if (entry.origin !== wanted) continue;
    if (labels.has(entry.label)) return 'passkey.origin-related';
    tooLate = true;
  }
  return tooLate ? 'passkey.related-over-limit' : 'passkey.related-unlisted';
}

/** An entry's origin and its "registrable origin label": the first label of its registrable domain (WebAuthn L3 §4). */
async function entryOf(text: string): Promise<{ origin: string; label: string } | undefined> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const host = url.hostname;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || isIp(host) || !isDomain(host.replace(/\.$/, ''))) return undefined;
  const label = (await suffixFacts(host)).registrableDomain?.split('.', 1)[0];
  return label === undefined ? undefined : { origin: url.origin, label };
}
