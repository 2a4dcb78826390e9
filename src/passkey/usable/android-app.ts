import type { Code } from '../../core/codes/index.js';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../../core/json.js';
import type { Limits } from '../../core/limits.js';
import { type AndroidApp, androidOrigin, compareFingerprint, readAndroidApp } from './android-identity.js';
import { rpIdProblems } from './rp-id.js';
import { no, type PlaceVerdict, yes } from './verdict.js';

const CREDENTIALS = 'delegate_permission/common.get_login_creds';
const LINKS = 'delegate_permission/common.handle_all_urls';

/**
 * Can a passkey be used in this Android app, given the file that its relying party serves at `https://RPID/.well-known/assetlinks.json`?
 * `app` is `PACKAGE=FINGERPRINT` (see `readAndroidApp`).
 *
 * Android, "Prerequisites" of Credential Manager: a statement must share sign-in credentials (`get_login_creds`) with the package and its
 * certificate; `handle_all_urls` alone opens links and shares nothing. Google's codelab on credential sharing and Bitwarden
 * (bitwarden/android issue 5175) ask for both: a note says so when the second is missing.
 * A statement about a website is about passwords and passed over, whatever stands in its `sha256_cert_fingerprints`, `null` too.
 * One bad statement does not spoil the others (google/digitalassetlinks, compatibility test 2003). Included files are not followed: a note.
 *
 * Usable: `passkey.app-listed`. Not: an error of `rpIdProblems`, `passkey.android-app-invalid`, `passkey.assetlinks-invalid`, `passkey.app-unlisted`,
 * `passkey.app-relation-missing`, `passkey.fingerprint-mismatch`, `passkey.fingerprint-spelling`.
 * Throws what `parseJson` throws when the file is no JSON or over a limit.
 */
export async function usableInAndroidApp(rpId: string, app: string, file: Uint8Array, limits: Limits): Promise<PlaceVerdict> {
  const { value } = parseJson(file, limits, { unsafeNumbers: 'text' });
  const problems = await rpIdProblems(rpId);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) return no(wrong.code);
  const notes = problems.map(({ code }) => code);
  const wanted = readAndroidApp(app);
  if (!wanted) return no('passkey.android-app-invalid', { notes });
  const origin = androidOrigin(wanted.fingerprint);
  if (!isJsonArray(value)) return no('passkey.assetlinks-invalid', { origin, notes });
  const found = search(value, wanted);
  const facts = { origin, notes: [...notes, ...found.notes] };
  return found.code === 'passkey.app-listed' ? yes(found.code, facts) : no(found.code, facts);
}

/** What a file can say about an app, from nothing to all; the most that any statement says is the answer. */
const ANSWERS = [
  'passkey.app-unlisted',
  'passkey.fingerprint-mismatch',
  'passkey.app-relation-missing',
  'passkey.fingerprint-spelling',
  'passkey.app-listed',
] as const;
type Answer = (typeof ANSWERS)[number];

function search(statements: readonly JsonValue[], wanted: AndroidApp): { code: Answer; notes: Code[] } {
  const notes: Code[] = [];
  let best: Answer = 'passkey.app-unlisted';
  let links = false;
  for (const statement of statements) {
    const read = readStatement(statement);
    if (typeof read === 'string') notes.push(read);
    if (typeof read !== 'object' || read.packageName !== wanted.packageName) continue;
    const answer = answerOf(read, wanted);
    if (ANSWERS.indexOf(answer) > ANSWERS.indexOf(best)) best = answer;
    links ||= read.relations.includes(LINKS) && bestSpelling(read, wanted) === 'same';
  }
  if (best === 'passkey.app-listed' && !links) notes.push('passkey.app-links-missing');
  return { code: best, notes };
}

function answerOf(statement: Statement, wanted: AndroidApp): Answer {
  const spelling = bestSpelling(statement, wanted);
  if (spelling === 'other') return 'passkey.fingerprint-mismatch';
  if (!statement.relations.includes(CREDENTIALS)) return 'passkey.app-relation-missing';
  return spelling === 'same' ? 'passkey.app-listed' : 'passkey.fingerprint-spelling';
}

function bestSpelling({ fingerprints }: Statement, { fingerprint }: AndroidApp): 'same' | 'misspelt' | 'other' {
  const all = fingerprints.map((text) => compareFingerprint(text, fingerprint));
  return all.find((one) => one === 'same') ?? all.find((one) => one === 'misspelt') ?? 'other';
}

/** A statement about an Android app (Asset Links Specification, "Statement" and "AssetDescriptor"). */
interface Statement {
  readonly relations: readonly string[];
  readonly packageName: string;
  readonly fingerprints: readonly string[];
}

/** A code for what counts for nothing, undefined for a statement about something else. */
function readStatement(value: JsonValue): Statement | Code | undefined {
  if (!isJsonObject(value)) return 'passkey.statement-invalid';
  if (value['include'] !== undefined) return 'passkey.include-not-followed';
  const { relation, target } = value;
  if (!isJsonObject(target)) return 'passkey.statement-invalid';
  if (target['namespace'] !== 'android_app') return typeof target['namespace'] === 'string' ? undefined : 'passkey.statement-invalid';
  const packageName = target['package_name'];
  const relations = textsOf(relation);
  const fingerprints = textsOf(target['sha256_cert_fingerprints']);
  return typeof packageName === 'string' && relations && fingerprints
    ? { relations, packageName, fingerprints }
    : 'passkey.statement-invalid';
}

/** An array of one text or more; undefined for anything else. */
function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (!isJsonArray(value) || value.length === 0) return undefined;
  const texts = value.filter((text) => typeof text === 'string');
  return texts.length === value.length ? texts : undefined;
}
