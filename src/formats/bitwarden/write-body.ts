import { isJsonArray, isJsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { takeField } from '../writing/fields.js';
import type { Writing } from '../writing/writing.js';
import type { Body } from './names.js';
import { isPlaceable } from './read-body.js';
import { BODIES, STATES } from './tables.js';

/** The first credential of each type: Bitwarden has one place for each. */
export type Credentials = ReadonlyMap<string, Taker>;

/** A custom field that stands for a member of the body. */
export interface MovedField {
  readonly label: string;
  readonly value: string;
  readonly concealed: boolean;
  readonly pointer: string;
}

/** Custom fields that stand for members of this body, by `body.member`; taken as they are used. */
export type Moved = Map<string, MovedField>;

/** Writes a body by its table; the other half of `readBody`. Every member is present, null when there is nothing. */
export function writeBody(body: keyof typeof BODIES, credentials: Credentials, moved: Moved, writing: Writing): Record<string, JsonValue> {
  const out: Record<string, JsonValue> = {};
  const country = body === 'identity' || body === 'driversLicense' ? countryOf(body, credentials) : '';
  for (const { vendor, credential, member } of BODIES[body].mapped) {
    const source = credentials.get(credential);
    const taken = source && takeField(credential, source, member, writing);
    out[vendor] = (typeof taken?.spelling === 'string' ? taken.spelling : taken?.value) ?? null;
    if (taken && !isPlaceable(credential, member, taken.value)) writing.change('field.moved', taken.pointer);
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
  const field = moved.get(key);
  moved.delete(key);
  return field?.value;
}

function writeExpiry(out: Record<string, JsonValue>, credentials: Credentials, writing: Writing): void {
  const card = credentials.get('credit-card');
  const taken = card && takeField('credit-card', card, 'expiryDate', writing);
  const [, year, month] = /^([0-9]{4})-(0[1-9]|1[0-2])$/.exec(taken?.value ?? '') ?? [];
  const spelled = isJsonObject(taken?.spelling) ? taken.spelling : {};
  out['expMonth'] = spelled['expMonth'] ?? (month === undefined ? null : String(Number(month)));
  out['expYear'] = spelled['expYear'] ?? year ?? null;
  if (!taken || year !== undefined) return;
  // Not a year-month: nothing above could take it, so it stays visible in the year.
  out['expYear'] = taken.value;
  writing.change('field.moved', taken.pointer);
}

function writeAddressLines(out: Record<string, JsonValue>, credentials: Credentials, writing: Writing): void {
  const address = credentials.get('address');
  const taken = address && takeField('address', address, 'streetAddress', writing);
  if (!taken) return;
  const lines = linesOf(taken.value, taken.spelling);
  const [first = '', second = '', ...rest] = lines;
  // A fourth line has no place of its own and shares the third.
  const third = rest.join('\n');
  out['address1'] = first === '' ? null : first;
  out['address2'] = second === '' ? null : second;
  out['address3'] = third === '' ? null : third;
  // Empty lines at the end are not there any more when this is read.
  if (/(?:^|\n)$/.test(taken.value)) writing.change('value.normalised', taken.pointer);
}

/** `cx-spelling` tells how many lines of the street each of the three members held. */
function linesOf(street: string, spelling: JsonValue | undefined): readonly string[] {
  const lines = street.split('\n');
  const counts = isJsonArray(spelling) ? spelling.filter((count) => typeof count === 'number') : [];
  if (counts.reduce((sum, count) => sum + count, 0) !== lines.length) return lines;
  const ends = counts.map((_, i) => counts.slice(0, i + 1).reduce((sum, count) => sum + count, 0));
  return ends.map((end, i) => lines.slice(ends[i - 1] ?? 0, end).join('\n'));
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
  if (taken && !isPlaceable(credential, 'territory', taken.value)) writing.change('field.moved', taken.pointer);
}

/** Looked at, not taken: the state's short form only holds beside its own country. */
function countryOf(body: 'identity' | 'driversLicense', credentials: Credentials): string {
  const field = credentials.get(STATES[body].credential)?.value['country'];
  const value = isJsonObject(field) ? field['value'] : undefined;
  return typeof value === 'string' ? value : '';
}
