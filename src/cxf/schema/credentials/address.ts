import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A postal address. CXF §3.3.1. */
export interface AddressCredential {
  readonly type: 'address';
  /** May hold several lines separated by \n. */
  readonly streetAddress?: EditableField;
  readonly postalCode?: EditableField;
  readonly city?: EditableField;
  readonly territory?: EditableField;
  readonly country?: EditableField;
  readonly tel?: EditableField;
}

export const address = credentialSpec('address', '3.3.1', 'Address', {
  streetAddress: field('Street', 'string'),
  postalCode: field('Postal code', 'string'),
  city: field('City', 'string'),
  territory: field('State or province', 'subdivision-code'),
  country: field('Country', 'country-code'),
  tel: field('Telephone', 'string'),
});
