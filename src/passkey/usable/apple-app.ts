import type { Code } from '../../core/codes/index.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../core/json.js';
import type { Limits } from '../../core/limits.js';
import { rpIdProblems } from './rp-id.js';
import { no, type PlaceVerdict, yes } from './verdict.js';

/**
 * `<application identifier prefix>.<bundle identifier>`. The prefix is ten characters, mostly the team's id, and another
 * for apps from before 2011; a bundle identifier holds letters, digits, hyphens and dots (Apple, CFBundleIdentifier).
 */
const APP_ID = /^[A-Z0-9]{10}\.[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;

/**
 * Can a passkey be used in this app of Apple (iOS, iPadOS, macOS, visionOS), given the file that its relying party serves at
 * `https://RPID/.well-known/apple-app-site-association`? `app` is `TEAM.BUNDLE`.
 *
 * Apple, "Supporting passkeys": a request needs an associated domain of the service `webcredentials`; "Supporting associated
 * domains": the file lists the apps in `webcredentials.apps`, and each subdomain serves a file of its own. No wildcard is
 * described for that list, so none is honoured; `*.` and `?mode=developer` belong to the app's entitlement, which is not seen here.
 * The origin is `https://RPID`, as for a web page (Apple's engineers, developer forums, thread 719003).
 *
 * Usable: `passkey.app-listed`. Not: an error of `rpIdProblems`, `passkey.apple-app-invalid`, `passkey.aasa-invalid`, `passkey.app-unlisted`,
 * `passkey.app-relation-missing`, `passkey.apple-case-differs`. Throws what `parseJson` throws when the file is no JSON or over a limit.
 */
export async function usableInAppleApp(rpId: string, app: string, file: Uint8Array, limits: Limits): Promise<PlaceVerdict> {
  const { value } = parseJson(file, limits, { unsafeNumbers: 'text' });
  const problems = await rpIdProblems(rpId);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) return no(wrong.code);
  const notes = problems.map(({ code }) => code);
  const origin = `https://${rpId}`;
  if (!APP_ID.test(app)) return no('passkey.apple-app-invalid', { notes });
  const refusal = refusalOf(value, app);
  return refusal === undefined
    ? yes('passkey.app-listed', { origin, notes: [...notes, 'passkey.apple-entitlement'] })
    : no(refusal, { origin, notes });
}

function refusalOf(file: JsonValue, app: string): Code | undefined {
  if (!isJsonObject(file)) return 'passkey.aasa-invalid';
  const service = file['webcredentials'];
  const apps = service === undefined ? [] : textsOf(service, 'apps');
  if (apps === undefined) return 'passkey.aasa-invalid';
  if (apps.includes(app)) return undefined;
  if (apps.some((other) => other.toLowerCase() === app.toLowerCase())) return 'passkey.apple-case-differs';
  return appsElsewhere(file).includes(app) ? 'passkey.app-relation-missing' : 'passkey.app-unlisted';
}

/** A member that must be an array of texts; undefined when it is not. */
function textsOf(value: JsonValue, member: string): string[] | undefined {
  const list = isJsonObject(value) ? value[member] : undefined;
  if (!isJsonArray(list)) return undefined;
  const texts = list.filter((text) => typeof text === 'string');
  return texts.length === list.length ? texts : undefined;
}

/** The apps that the file names for links, handoff or app clips; `appID` is the spelling from before iOS 13. */
function appsElsewhere(file: JsonObject): string[] {
  const found: string[] = [];
  for (const service of ['applinks', 'appclips', 'activitycontinuation']) {
    const value = file[service];
    if (!isJsonObject(value)) continue;
    found.push(...(textsOf(value, 'apps') ?? []));
    const details = value['details'];
    for (const detail of isJsonArray(details) ? details : []) {
      if (!isJsonObject(detail)) continue;
      found.push(...(textsOf(detail, 'appIDs') ?? []));
      if (typeof detail['appID'] === 'string') found.push(detail['appID']);
    }
  }
  return found;
}
