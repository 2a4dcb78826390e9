import { isJsonArray, isJsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { type Otp, readOtp } from '../../otp/otpauth.js';
import { fillSecret, settingsOf } from '../reading/one-time-password.js';
import type { Carries } from '../writing/carries.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { Writing } from '../writing/writing.js';
import { otpStrings, SECRET } from './otp-strings.js';
import type { EntryStrings } from './write-strings.js';

interface Spelling {
  readonly of: JsonValue | undefined;
  readonly strings: readonly (readonly [key: string, template: string])[];
}

/**
 * totp → the strings that spell it: as carried while the settings still hold, else `otp` and `TimeOtp-*`, which an entry has once. Gives the
 * credentials that were written; what of them could not be (or a second one) is left for the caller.
 */
export function writeOtps(credentials: readonly Taker[], carries: Carries, strings: EntryStrings, writing: Writing): ReadonlySet<Taker> {
  const spellings = spellingsOf(carries.setting('otp'));
  const written = new Set<Taker>();
  for (const credential of credentials) {
    const otp = otpOfCredential(credential);
    if (!otp) continue;
    const of = settingsOf(otp);
    const index = spellings.findIndex((one) => one.of === of);
    const carried = index < 0 ? undefined : spellings.splice(index, 1)[0];
    const own = carried ? filled(carried, otp) : otpStrings(faithful(otp, credential));
    if (own.length === 0 || own.some(([key]) => strings.has(key))) {
      for (const member of MEMBERS) credential.leave(member);
      continue;
    }
    for (const [key, value] of own) strings.add(key, value, credential.pointer);
    if (otp.secret !== credential.value['secret']) writing.change('otp.secret-normalised', credential.at('secret'));
    if (credential.value['digits'] !== otp.digits) writing.change('value.normalised', credential.at('digits'));
    written.add(credential);
  }
  if (spellings.length > 0) writing.stale();
  return written;
}

const MEMBERS = ['secret', 'algorithm', 'period', 'digits', 'issuer', 'username'] as const;

function spellingsOf(carried: JsonValue | undefined): Spelling[] {
  return (isJsonArray(carried) ? carried.filter(isJsonObject) : []).map(({ of, strings }) => ({
    of,
    strings: (isJsonArray(strings) ? strings : []).flatMap((pair) => {
      const [key, template] = isJsonArray(pair) ? pair : [];
      return typeof key === 'string' && typeof template === 'string' ? [[key, template] as const] : [];
    }),
  }));
}

function filled({ strings }: Spelling, { secret }: Otp): (readonly [string, string])[] {
  return strings.map(([key, template]) => {
    const form = /^\{secret:([a-z0-9]+)\}$/.exec(template)?.[1];
    if (form !== undefined) return [key, SECRET[form]?.write(secret) ?? secret] as const;
    return [
      key,
      fillSecret(
        template.replace(/^key=\{secret\}/, () => `key=${secret}`),
        secret,
      ),
    ] as const;
  });
}

/** A URI cannot hold every name (a lone surrogate): such a name is given back. */
function faithful(otp: Otp, credential: Taker): Otp {
  const [, uri = ''] = otpStrings(otp)[0] ?? [];
  const again = readOtp(uri)?.otp;
  const rest: { -readonly [K in keyof Otp]: Otp[K] } = { ...otp };
  for (const name of ['issuer', 'username'] as const) {
    if (again?.[name] === otp[name]) continue;
    credential.leave(name);
    delete rest[name];
  }
  return rest.issuer === otp.issuer && rest.username === otp.username ? otp : faithful(rest, credential);
}
