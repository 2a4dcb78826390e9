import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** An identity card, or a number such as an SSN, TIN or VAT number (identificationNumber alone). CXF §3.3.9. */
export interface IdentityDocumentCredential {
  readonly type: 'identity-document';
  readonly issuingCountry?: EditableField;
  readonly documentNumber?: EditableField;
  readonly identificationNumber?: EditableField;
  readonly nationality?: EditableField;
  readonly fullName?: EditableField;
  readonly birthDate?: EditableField;
  readonly birthPlace?: EditableField;
  readonly sex?: EditableField;
  readonly issueDate?: EditableField;
  readonly expiryDate?: EditableField;
  readonly issuingAuthority?: EditableField;
}

export const identityDocument = credentialSpec('identity-document', '3.3.9', 'Identity document', {
  issuingCountry: field('Issuing country', 'country-code'),
  documentNumber: field('Document number', 'string'),
  identificationNumber: field('Identification number', 'string'),
  nationality: field('Nationality', 'string'),
  fullName: field('Full name', 'string'),
  birthDate: field('Date of birth', 'date'),
  birthPlace: field('Place of birth', 'string'),
  sex: field('Sex', 'string'),
  issueDate: field('Issue date', 'date'),
  expiryDate: field('Expiry date', 'date'),
  issuingAuthority: field('Issuing authority', 'string'),
});
