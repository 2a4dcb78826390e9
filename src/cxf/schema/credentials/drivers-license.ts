import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A driver's license; the members mirror ISO 18013-1. CXF §3.3.6. */
export interface DriversLicenseCredential {
  readonly type: 'drivers-license';
  readonly fullName?: EditableField;
  readonly birthDate?: EditableField;
  readonly issueDate?: EditableField;
  readonly expiryDate?: EditableField;
  readonly issuingAuthority?: EditableField;
  readonly territory?: EditableField;
  readonly country?: EditableField;
  readonly licenseNumber?: EditableField;
  readonly licenseClass?: EditableField;
}

export const driversLicense = credentialSpec('drivers-license', '3.3.6', "Driver's license", {
  fullName: field('Full name', 'string'),
  birthDate: field('Date of birth', 'date'),
  issueDate: field('Issue date', 'date'),
  expiryDate: field('Expiry date', 'date'),
  issuingAuthority: field('Issuing authority', 'string'),
  territory: field('State or province', 'subdivision-code'),
  country: field('Country', 'country-code'),
  licenseNumber: field('License number', 'string'),
  licenseClass: field('License class', 'string'),
});
