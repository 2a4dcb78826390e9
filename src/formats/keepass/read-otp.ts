import { fromAnyBase64, fromHex, utf8 } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import { normaliseBase32, toBase32 } from '../../otp/base32.js';
import { OTP_DEFAULTS, type Otp, readOtp, STEAM_DIGITS } from '../../otp/otpauth.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { settingsOf, totpOf, withoutSecret } from '../reading/one-time-password.js';
import { otpStrings, PERIOD, SECRET, TIME_OTP } from './otp-strings.js';
import type { StringField, Strings } from './read-strings.js';
import type { Reading } from './reading.js';

/** A generator as some strings of an entry spell it. */
interface Found {
  readonly otp: Otp;
  readonly fields: readonly StringField[];
  /** Each of its strings, the secret left open. */
  readonly templates: readonly string[];
  /** The secret as it was spelled, when that is not the canonical Base32. */
  readonly isRespelled: boolean;
}

/**
 * The four spellings of a one-time password → `totp`: an otpauth URI or KeeOtp's settings in `otp` (KeePassXC, Strongbox, KeePassium,
 * KeePassDX), `TOTP Seed` and `TOTP Settings` (older KeePassXC, KeeTrayTOTP), `TimeOtp-*` (KeePass 2.47). Spellings of one generator become
 * one credential; how it was spelled is carried. What makes no codes, or counts (HOTP), stays a field.
 */
export function readOtps(strings: Strings, item: ItemBuilder, reading: Reading): void {
  const groups: Found[][] = [];
  for (const find of [inOtp, inSeed, inTimeOtp]) {
    const found = find(strings, reading);
    if (!found) continue;
    const same = groups.find(([first]) => first && isSame(first.otp, found.otp));
    if (same) same.push(found);
    else groups.push([found]);
  }
  const spellings: JsonValue[] = [];
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    const { otp } = first;
    for (const { fields } of group) for (const field of fields) strings.use(field);
    for (const { fields, isRespelled } of group) {
      const [field] = fields;
      if (isRespelled && field) reading.findings.change('otp.secret-normalised', field.pointer);
    }
    item.add(totpOf(otp));
    const own = group.flatMap(({ fields, templates }) => fields.map(({ key }, i) => [key, templates[i] ?? ''] as const));
    const usual = otpStrings(otp, '{secret}');
    const isUsual = own.length === usual.length && own.every(([key, text], i) => usual[i]?.[0] === key && usual[i]?.[1] === text);
    if (!isUsual) spellings.push({ of: settingsOf(otp), strings: own.map((pair) => [...pair]) });
  }
  if (spellings.length > 0) item.setting('otp', spellings);
}

function isSame(a: Otp, b: Otp): boolean {
  return a.kind === b.kind && a.secret === b.secret && a.period === b.period && a.digits === b.digits && a.algorithm === b.algorithm;
}

function inOtp(strings: Strings, { findings }: Reading): Found | undefined {
  const field = strings.find('otp');
  if (!field || field.value === '') return undefined;
  const found = /^key=/i.test(field.value) ? keeOtp(field) : uri(field);
  if (!found) findings.warning('otp.unreadable', field.pointer);
  return found === 'counts' ? undefined : found;
}

function uri(field: StringField): Found | 'counts' | undefined {
  const otp = readOtp(field.value)?.otp;
  if (otp?.kind === 'hotp') return 'counts';
  const template = otp && withoutSecret(field.value);
  return otp && template && { otp, fields: [field], templates: [template.text], isRespelled: template.secret !== otp.secret };
}

/** `key=BASE32&size=6&step=30&otpHashMode=Sha256`, the settings of the plug-in KeeOtp. */
function keeOtp(field: StringField): Found | 'counts' | undefined {
  const parameters = new URLSearchParams(field.value.replaceAll('+', '%2B'));
  const value = (name: string): string | undefined => parameters.get(name) ?? undefined;
  if (/^hotp$/i.test(value('type') ?? '')) return 'counts';
  if (value('encoding') !== undefined && !/^base32$/i.test(value('encoding') ?? '')) return undefined;
  const raw = /^key=([^&]*)/i.exec(field.value)?.[1] ?? '';
  const otp = generator(normaliseBase32(value('key') ?? ''), value('step'), value('size'), value('otpHashMode'));
  return otp && { otp, fields: [field], templates: [`key={secret}${field.value.slice(4 + raw.length)}`], isRespelled: raw !== otp.secret };
}

/** `TOTP Settings` is `30;6`, or `30;S` for Steam. */
function inSeed(strings: Strings, { findings }: Reading): Found | undefined {
  const seed = strings.find('TOTP Seed');
  if (!seed || seed.value === '') return undefined;
  const settings = strings.find('TOTP Settings');
  const [, period, digits] = /^([0-9]+);([0-9]+|S)$/i.exec(settings?.value ?? '') ?? [];
  const isKnown = settings === undefined || settings.value === '' || period !== undefined;
  const plain = isKnown ? generator(normaliseBase32(seed.value), period, /^S$/i.test(digits ?? '') ? '5' : digits, undefined) : undefined;
  if (!plain) {
    findings.warning('otp.unreadable', seed.pointer);
    return undefined;
  }
  const otp: Otp = /^S$/i.test(digits ?? '') ? { ...plain, kind: 'steam', digits: STEAM_DIGITS } : plain;
  const templates = ['{secret}', settings?.value ?? ''];
  return { otp, fields: settings ? [seed, settings] : [seed], templates, isRespelled: seed.value !== otp.secret };
}

/** The secret as UTF-8 text, hexadecimal, Base32 or base64. */
function inTimeOtp(strings: Strings, { findings }: Reading): Found | undefined {
  const [form] = Object.entries(SECRET).filter(([, { key }]) => (strings.find(key)?.value ?? '') !== '');
  const field = form && strings.find(form[1].key);
  if (!form || !field) return undefined;
  const [name, { write }] = form;
  const period = strings.find(TIME_OTP.period);
  const length = strings.find(TIME_OTP.length);
  const algorithm = strings.find(TIME_OTP.algorithm);
  const otp = generator(SECRET_READERS[name]?.(field.value), period?.value, length?.value, algorithm?.value);
  if (!otp) {
    findings.warning('otp.unreadable', field.pointer);
    return undefined;
  }
  const fields = [field, ...[length, period, algorithm].filter((one) => one !== undefined)];
  const templates = [`{secret${name === 'base32' ? '' : `:${name}`}}`, ...fields.slice(1).map(({ value }) => value)];
  return { otp, fields, templates, isRespelled: write(otp.secret) !== field.value };
}

const SECRET_READERS: Readonly<Record<string, (text: string) => string | undefined>> = {
  base32: normaliseBase32,
  utf8: (text) => base32Of(utf8(text)),
  hex: (text) => base32Of(fromHex(text.replaceAll(/\s/g, ''))),
  base64: (text) => base32Of(fromAnyBase64(text)),
};

function base32Of(bytes: Uint8Array | undefined): string | undefined {
  return bytes && bytes.length > 0 ? toBase32(bytes) : undefined;
}

/** Undefined when it would make no codes. */
function generator(secret: string | undefined, period = '', digits = '', algorithm = ''): Otp | undefined {
  const seconds = period === '' ? OTP_DEFAULTS.period : PERIOD.test(period) ? Number(period) : 0;
  const length = digits === '' ? OTP_DEFAULTS.digits : /^[0-9]{1,2}$/.test(digits) ? Number(digits) : 0;
  const size = algorithm === '' ? '1' : /^(?:hmac-?)?sha-?(1|256|512)$/i.exec(algorithm)?.[1];
  if (secret === undefined || size === undefined || seconds < 1 || seconds > 65_535 || length < 1 || length > 10) return undefined;
  return {
    kind: 'totp',
    secret,
    period: seconds,
    digits: length,
    algorithm: size === '256' ? 'sha256' : size === '512' ? 'sha512' : 'sha1',
  };
}
