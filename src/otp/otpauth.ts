import { normaliseBase32 } from './base32.js';
import { decodeParameter, labelOf, namesOf, parametersOf, percentEncode } from './key-uri.js';
import { OTP_DEFAULTS, type Otp, type OtpAlgorithm, STEAM_DIGITS } from './otp.js';

export { OTP_DEFAULTS, type Otp, STEAM_DIGITS } from './otp.js';

/** How Bitwarden and most CSV exports spell a generator in one text: an `otpauth:` URI, `steam://SECRET` or the bare secret. */
export type OtpSpelling = 'uri' | 'steam' | 'secret';

/** `exact`: `writeOtp(otp, spellingOf(text))` gives the text again. If not, something of it has no place in `otp`: keep the text too. */
export interface OtpReading {
  readonly otp: Otp;
  readonly exact: boolean;
}

const URI = /^otpauth:(?:\/\/)?(totp|hotp|steam)(?:\/([^?]*))?\?(.*)$/is;
const ALGORITHMS: ReadonlyMap<string, OtpAlgorithm> = new Map([
  ['1', 'sha1'],
  ['256', 'sha256'],
  ['512', 'sha512'],
]);
const STEAM = /^steam:\/\//i;

/** Which spelling a text has, by its scheme alone. */
export function spellingOf(text: string): OtpSpelling {
  const start = text.trimStart();
  if (/^otpauth:/i.test(start)) return 'uri';
  return STEAM.test(start) ? 'steam' : 'secret';
}

/**
 * Reads any of the three spellings. Undefined when it makes no codes: no or bad base32, an unknown type or algorithm, digits outside
 * 1–10, a period outside 1–65535 seconds, a counter that is no non-negative safe integer.
 * Steam is what says so itself (`steam://`, `otpauth://steam/`, KeePassXC's `encoder=steam`), never a guess from the issuer or five digits.
 */
export function readOtp(text: string): OtpReading | undefined {
  const spelling = spellingOf(text);
  const otp = spelling === 'uri' ? readUri(text.trim()) : readSecret(text.trim(), spelling);
  return otp && { otp, exact: writeOtp(otp, spelling) === text };
}

/**
 * One canonical text for a generator. The URI is `otpauth://TYPE/ISSUER:USER?secret&issuer&algorithm&digits&period` (hotp: `counter` in
 * place of `period`; steam: type totp and a closing `encoder=steam`), percent-encoded, every default written out: most exporters write
 * this (Bitwarden, Aegis, Stratum), and no reader's own defaults can change the codes.
 * `secret` and `steam` hold no issuer and no user name, which the caller reports; under a spelling that would change the codes, the URI
 * is written.
 */
export function writeOtp(otp: Otp, spelling: OtpSpelling = 'uri'): string {
  if (spelling === 'secret' && otp.kind === 'totp' && hasDefaults(otp, OTP_DEFAULTS.digits)) return otp.secret;
  if (spelling === 'steam' && otp.kind === 'steam' && hasDefaults(otp, STEAM_DIGITS)) return `steam://${otp.secret}`;
  const issuer = otp.issuer ? `&issuer=${percentEncode(otp.issuer)}` : '';
  const moving = otp.kind === 'hotp' ? `counter=${otp.counter ?? 0}` : `period=${otp.period}`;
  return (
    `otpauth://${otp.kind === 'hotp' ? 'hotp' : 'totp'}/${labelOf(otp)}?secret=${otp.secret}${issuer}` +
    `&algorithm=${otp.algorithm.toUpperCase()}&digits=${otp.digits}&${moving}${otp.kind === 'steam' ? '&encoder=steam' : ''}`
  );
}

function hasDefaults(otp: Otp, digits: number): boolean {
  return otp.period === OTP_DEFAULTS.period && otp.algorithm === OTP_DEFAULTS.algorithm && otp.digits === digits;
}

function readSecret(text: string, spelling: 'steam' | 'secret'): Otp | undefined {
  const secret = normaliseBase32(spelling === 'steam' ? text.replace(STEAM, '') : text);
  if (secret === undefined) return undefined;
  return spelling === 'steam'
    ? { ...OTP_DEFAULTS, kind: 'steam', secret, digits: STEAM_DIGITS }
    : { ...OTP_DEFAULTS, kind: 'totp', secret };
}

function readUri(text: string): Otp | undefined {
  const match = URI.exec(text);
  if (!match) return undefined;
  const [, type = '', label = '', query = ''] = match;
  const raw = parametersOf(query);
  const value = (name: string): string | undefined => decodeParameter(raw.get(name));
  const kind = kindOf(type, value('encoder'));
  const secret = normaliseBase32(value('secret') ?? '');
  const algorithm = algorithmOf(value('algorithm'));
  const digits = wholeNumber(value('digits'), kind === 'steam' ? STEAM_DIGITS : OTP_DEFAULTS.digits, 1, 10);
  // A member that the kind does not use cannot make the text unreadable.
  const period = kind === 'hotp' ? OTP_DEFAULTS.period : wholeNumber(value('period'), OTP_DEFAULTS.period, 1, 65535);
  const counter = kind === 'hotp' ? wholeNumber(value('counter'), 0, 0, Number.MAX_SAFE_INTEGER) : 0;
  if (secret === undefined || algorithm === undefined || digits === undefined || period === undefined || counter === undefined)
    return undefined;
  return {
    kind,
    secret,
    period,
    digits: kind === 'steam' ? STEAM_DIGITS : digits,
    algorithm,
    ...namesOf(label, raw.get('issuer')),
    ...(kind === 'hotp' ? { counter } : {}),
  };
}

function kindOf(type: string, encoder: string | undefined): Otp['kind'] {
  const lower = type.toLowerCase();
  if (lower === 'steam' || encoder?.toLowerCase() === 'steam') return 'steam';
  return lower === 'hotp' ? 'hotp' : 'totp';
}

/** `SHA1`, `sha-256`, `HMACSHA512`, `HmacSHA1` … as exporters spell them. */
function algorithmOf(text: string | undefined): OtpAlgorithm | undefined {
  if (text === undefined) return OTP_DEFAULTS.algorithm;
  return ALGORITHMS.get(/^(?:hmac[-_]?)?sha[-_]?(1|256|512)$/i.exec(text)?.[1] ?? '');
}

function wholeNumber(text: string | undefined, fallback: number, min: number, max: number): number | undefined {
  if (text === undefined) return fallback;
  const value = /^[0-9]{1,20}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
