import { isJsonArray, type JsonValue } from '../../src/core/json.js';
import { FULL_DOCUMENT } from './full-document.js';
import { changed, placesOf } from './places.js';

export const PLACES = placesOf(FULL_DOCUMENT);

function kindOf(value: JsonValue): string {
  return value === null ? 'null' : isJsonArray(value) ? 'array' : typeof value;
}

/** Every way to put a value of another JSON type somewhere. */
export const WRONG_TYPES = PLACES.flatMap(({ path, name, value }) =>
  [null, true, 7, 'text', [], {}]
    .filter((other) => kindOf(other) !== kindOf(value))
    .map((other) => ({ name: `${name} as ${kindOf(other)}`, document: changed(FULL_DOCUMENT, path, other) })),
);
/** Every way to take one member out. */
export const REMOVALS = PLACES.filter(({ owner }) => !isJsonArray(owner)).map((place) => ({
  ...place,
  document: changed(FULL_DOCUMENT, place.path, undefined),
}));

/** Values for one member, refused or not. The members are found by the end of their names. */
export const VALUES: readonly (readonly [end: string, accepted: readonly JsonValue[], refused: readonly JsonValue[]])[] = [
  ['/version/major', [1], [0, 2]],
  ['/version/minor', [0, 255], [-1, 256, 1.5]],
  ['/timestamp', [0], [-1, 0.5]],
  ['/accounts/id', ['AA', 'A'.repeat(86)], ['', 'A', 'AB', 'AA==', 'A+/A', 'A'.repeat(87)]],
  ['passkey/userHandle', [''], ['AA=', 'ä', 'AB']],
  ['totp/secret', ['MZXW6===', 'MZXW6'], ['', 'mzxw6', 'MZXW1', 'MZ XW']],
  ['totp/period', [0, 65_535], [-1, 65_536, 30.5]],
  ['totp/algorithm', ['steam', 'of-the-future'], []],
  ['file/decryptedSize', [0], [-1, 0.5]],
  ['drivers-license/birthDate/value', ['2023-12-31'], ['', '2023-12-32', '2023-13-01', '31.12.2023', '2023-12-31T00:00:00Z']],
  ['credit-card/expiryDate/value', ['2031-12'], ['', '2031-13', '12/31', '2031-12-01']],
  ['wifi/hidden/value', ['true'], ['', 'yes', 'TRUE', '1']],
  ['wifi/networkSecurityType/value', ['of-the-future'], []],
  ['address/country/value', ['DE'], ['', 'de', 'Germany', 'ZZ']],
  ['address/territory/value', ['DE-BY', 'GB-ENG'], ['', 'BY', 'de-by', 'DE-BYRN']],
  ['passport/passportType/value', ['P', 'PP', 'P<'], ['Regular', 'p', '']],
  ['basic-auth/password/fieldType', [], ['string', 'of-the-future']],
  ['wifi/networkSecurityType/fieldType', ['string'], ['concealed-string']],
  ['custom-fields/fields/fieldType', ['string', 'of-the-future'], ['boolean']],
];

/** The full document with another value at the first place of that name. */
export function withValue(end: string, value: JsonValue): JsonValue {
  const place = PLACES.find(({ name }) => name.endsWith(end));
  if (!place) throw new Error(`no place ends with ${end}`);
  return changed(FULL_DOCUMENT, place.path, value);
}
