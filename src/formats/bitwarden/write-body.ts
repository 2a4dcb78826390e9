import { isJsonArray, isJsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { takeField } from '../writing/fields.js';
import type { Writing } from '../writing/writing.js';
import type { Body } from './names.js';
import { BODIES, STATES } from './tables.js';

/** The first credential of each type: Bitwarden has one place for each. */
export type Credentials = ReadonlyMap<string, Taker>;

/** Values of custom fields that stand for members of this body, by `body.member`; taken as they are used. */
export type Moved = Map<string, string>;

/** Writes a body by its table; the other half of `readBody`. Every member is present, null when there is nothing. */
export function writeBody(body: keyof typeof BODIES, credentials: Credentials, moved: Moved, writing: Writing): Record<string, JsonValue> {
  const out: Record<string, JsonValue> = {};
  const country = body === 'identity' || body === 'driversLicense' ? countryOf(body, credentials) : '';
  for (const { vendor, credential, member } of BODIES[body].mapped) {
    const source = credentials.get(credential);
    const taken = source && takeField(credential, source, member, writing);
    out[vendor] = (typeof taken?.spelling === 'string' ? taken.spelling : taken?.value) ?? null;
  }
  if (body === 'card') writeExpiry(out, credentials, writing);
  if (body === 'identity') writeAddressLines(out, credentials, writing);
  if (body === 'identity' || body === 'driversLicense') writeState(body, out, country, credentials, writing);
  for (const { vendor } of BODIES[body].custom) out[vendor] = null;
  for (const vendor of Object.keys(out)) {
    if (out[vendor] === null) out[vendor] = takeMoved(moved, body, vendor) ?? null;
  }
  return out;
}

/** A custom field's value that goes back to its member; at most once. */
export function takeMoved(moved: Moved, body: Body, vendor: string): string | undefined {
  const key = `${body}.${vendor}`;
  const value = moved.get(key);
  moved.delete(key);
  return value;
}

function writeExpiry(out: Record<string, JsonValue>, credentials: Credentials, writing: Writing): void {
  const card = credentials.get('credit-card');
  const taken = card && takeField('credit-card', card, 'expiryDate', writing);
  const [, year, month] = /^([0-9]{4})-([0-9]{2})$/.exec(taken?.value ?? '') ?? [];
  const spelled = isJsonObject(taken?.spelling) ? taken.spelling : {};
  out['expMonth'] = spelled['expMonth'] ?? (month === undefined ? null : String(Number(month)));
  out['expYear'] = spelled['expYear'] ?? year ?? null;
  // Not a year-month: nothing above could take it, so it stays visible in the year.
  if (taken && year === undefined) out['expYear'] = taken.value;
}

function writeAddressLines(out: Record<string, JsonValue>, credentials: Credentials, writing: Writing): void {
  const address = credentials.get('address');
  const taken = address && takeField('address', address, 'streetAddress', writing);
  const lines = isJsonArray(taken?.spelling) ? taken.spelling : (taken?.value.split('\n') ?? []);
  const [first, second, ...rest] = lines;
  out['address1'] = first || null;
  out['address2'] = second || null;
  // A fourth line has no place of its own and shares the third.
  out['address3'] = rest.join('\n') || null;
}

function writeState(
  body: 'identity' | 'driversLicense',
  out: Record<string, JsonValue>,
  country: string,
  credentials: Credentials,
  writing: Writing,
): void {
  const { state, credential } = STATES[body];
  const source = credentials.get(credential);
  const taken = source && takeField(credential, source, 'territory', writing);
  const spelled = typeof taken?.spelling === 'string' && taken.value === `${country}-${taken.spelling}` ? taken.spelling : undefined;
  out[state] = spelled ?? taken?.value ?? null;
}

/** Looked at, not taken: the state's short form only holds beside its own country. */
function countryOf(body: 'identity' | 'driversLicense', credentials: Credentials): string {
  const field = credentials.get(STATES[body].credential)?.value['country'];
  const value = isJsonObject(field) ? field['value'] : undefined;
  return typeof value === 'string' ? value : '';
}
