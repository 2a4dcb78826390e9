import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { COUNTRIES } from '../../cxf/countries.js';
import { fits } from '../../cxf/fits.js';
import { CREDENTIALS, type CredentialType } from '../../cxf/schema/credential.js';
import type { MemberSpec } from '../../cxf/schema/member.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import type { Body } from './names.js';
import { BODIES, STATES } from './tables.js';

type TableBody = keyof typeof BODIES;

/** True for a body that the table describes. */
export function isTableBody(body: Body): body is TableBody {
  return Object.hasOwn(BODIES, body);
}

/** Reads a body by its table. A value that does not fit its CXF member becomes a custom field, visible everywhere. */
export function readBody(body: TableBody, object: Taker, item: ItemBuilder): void {
  const { mapped, custom } = BODIES[body];
  for (const { vendor, credential, member, label } of mapped) {
    const value = object.text(vendor);
    if (value !== undefined && !place(item, credential, member, value)) item.custom(label, value, 'string', `${body}.${vendor}`);
  }
  if (body === 'card') readExpiry(object, item);
  if (body === 'identity') readAddressLines(object, item);
  if (body === 'identity' || body === 'driversLicense') readState(body, object, item);
  for (const { vendor, label, fieldType } of custom) {
    const value = object.text(vendor);
    if (value !== undefined) item.custom(label, value, fieldType, `${body}.${vendor}`);
  }
}

/** ICAO 9303-4: P and one more letter or filler. CXF §3.3.13 demands such a code. */
const PASSPORT_TYPE = /^P[A-Z<]?$/;

function place(item: ItemBuilder, credential: CredentialType, member: string, value: string, spelling?: JsonValue): boolean {
  return isPassportType(credential, member, value) && item.set(credential, member, value, spelling);
}

function isPassportType(credential: CredentialType, member: string, value: string): boolean {
  return credential !== 'passport' || member !== 'passportType' || PASSPORT_TYPE.test(value);
}

/** True when reading would put the value of a body into its CXF member again, instead of a custom field. */
export function isPlaceable(credential: CredentialType, member: string, value: string): boolean {
  const members: Readonly<Record<string, MemberSpec>> = CREDENTIALS[credential].members;
  const spec = Object.hasOwn(members, member) ? members[member] : undefined;
  return spec?.kind === 'field' && spec.fieldTypes.some((type) => fits(type, value)) && isPassportType(credential, member, value);
}

/** `expMonth` "1" to "12" and `expYear` "2032" → one year-month. Half a date, or another spelling, stays visible as it is. */
function readExpiry(card: Taker, item: ItemBuilder): void {
  const month = card.text('expMonth');
  const year = card.text('expYear');
  if (month !== undefined && year !== undefined && /^(?:0?[1-9]|1[0-2])$/.test(month) && /^[0-9]{4}$/.test(year)) {
    const value = `${year}-${month.padStart(2, '0')}`;
    if (place(item, 'credit-card', 'expiryDate', value, month === String(Number(month)) ? undefined : { expMonth: month, expYear: year }))
      return;
  }
  if (month !== undefined) item.custom('Expiration month', month, 'string', 'card.expMonth');
  if (year !== undefined) item.custom('Expiration year', year, 'string', 'card.expYear');
}

/** `address1` to `address3` → one street address of several lines (CXF §3.3.1). */
function readAddressLines(identity: Taker, item: ItemBuilder): void {
  const members = ['address1', 'address2', 'address3'].map((member) => identity.text(member) ?? '');
  while (members.at(-1) === '') members.pop();
  if (members.length === 0) return;
  // How many lines each member held, when one held several.
  const counts = members.map((text) => text.split('\n').length);
  place(item, 'address', 'streetAddress', members.join('\n'), counts.some((count) => count > 1) ? counts : undefined);
}

/** A state of the same country → ISO 3166-2 (`CA` of `US` → `US-CA`); any other text stays visible as it is. */
function readState(body: 'identity' | 'driversLicense', object: Taker, item: ItemBuilder): void {
  const { state, country, credential, label } = STATES[body];
  const value = object.text(state);
  if (value === undefined) return;
  const countryCode = object.text(country) ?? '';
  if (place(item, credential, 'territory', value)) return;
  const code = `${countryCode}-${value}`;
  if (COUNTRIES.has(countryCode) && place(item, credential, 'territory', code, value)) return;
  item.custom(label, value, 'string', `${body}.${state}`);
}
