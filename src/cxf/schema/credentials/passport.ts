import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A passport; the members mirror ICAO 9303-4. CXF §3.3.13. */
export interface PassportCredential {
  readonly type: 'passport';
  readonly issuingCountry?: EditableField;
  readonly passportType?: EditableField;
  readonly passportNumber?: EditableField;
  readonly nationalIdentificationNumber?: EditableField;
  readonly nationality?: EditableField;
  readonly fullName?: EditableField;
  readonly birthDate?: EditableField;
  readonly birthPlace?: EditableField;
  readonly sex?: EditableField;
  readonly issueDate?: EditableField;
  readonly expiryDate?: EditableField;
  readonly issuingAuthority?: EditableField;
}

export const passport = credentialSpec('passport', '3.3.13', 'Passport', {
  issuingCountry: field('Issuing country', 'country-code'),
  passportType: field('Passport type', 'string'),
  passportNumber: field('Passport number', 'string'),
  nationalIdentificationNumber: field('National identification number', 'string'),
  nationality: field('Nationality', 'string'),
  fullName: field('Full name', 'string'),
  birthDate: field('Date of birth', 'date'),
  birthPlace: field('Place of birth', 'string'),
  sex: field('Sex', 'string'),
  issueDate: field('Issue date', 'date'),
  expiryDate: field('Expiry date', 'date'),
  issuingAuthority: field('Issuing authority', 'string'),
});
