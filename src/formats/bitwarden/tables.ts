import type { FieldType } from '../../cxf/schema/field.js';
import type { Body } from './names.js';

/** A member of a Bitwarden body that has a CXF member of the same meaning. */
export interface Mapped {
  readonly vendor: string;
  readonly credential: 'basic-auth' | 'credit-card' | 'person-name' | 'address' | 'identity-document' | 'passport' | 'drivers-license';
  readonly member: string;
  /** The caption when a value does not fit the CXF member and becomes a custom field. */
  readonly label: string;
}

/** A member that CXF has no place for: always a custom field. */
export interface Custom {
  readonly vendor: string;
  readonly label: string;
  readonly fieldType: FieldType;
}

export interface BodyTable {
  readonly mapped: readonly Mapped[];
  readonly custom: readonly Custom[];
}

function mapped(
  credential: Mapped['credential'],
  ...rows: ReadonlyArray<readonly [vendor: string, member: string, label: string]>
): Mapped[] {
  return rows.map(([vendor, member, label]) => ({ vendor, credential, member, label }));
}

function custom(...rows: ReadonlyArray<readonly [vendor: string, label: string, fieldType?: FieldType]>): Custom[] {
  return rows.map(([vendor, label, fieldType = 'string']) => ({ vendor, label, fieldType }));
}

/**
 * Where each member of a body goes, said once: reading, writing and the README's table all use it. What is not one to one (dates of a
 * card, address lines, states, one-time passwords, URIs, passkeys, SSH keys) has a file of its own.
 */
export const BODIES: Readonly<Record<Exclude<Body, 'secureNote' | 'sshKey'>, BodyTable>> = {
  login: {
    mapped: mapped('basic-auth', ['username', 'username', 'User name'], ['password', 'password', 'Password']),
    custom: [],
  },
  card: {
    mapped: mapped(
      'credit-card',
      ['number', 'number', 'Number'],
      ['cardholderName', 'fullName', 'Cardholder name'],
      ['brand', 'cardType', 'Brand'],
      ['code', 'verificationNumber', 'Security code'],
    ),
    custom: [],
  },
  identity: {
    mapped: [
      ...mapped(
        'person-name',
        ['title', 'title', 'Title'],
        ['firstName', 'given', 'First name'],
        ['middleName', 'given2', 'Middle name'],
        ['lastName', 'surname', 'Last name'],
      ),
      ...mapped(
        'address',
        ['city', 'city', 'City'],
        ['postalCode', 'postalCode', 'Postal code'],
        ['country', 'country', 'Country'],
        ['phone', 'tel', 'Phone'],
      ),
      ...mapped('identity-document', ['ssn', 'identificationNumber', 'Social security number']),
      ...mapped('passport', ['passportNumber', 'passportNumber', 'Passport number']),
      ...mapped('drivers-license', ['licenseNumber', 'licenseNumber', 'License number']),
    ],
    custom: custom(['company', 'Company'], ['email', 'Email'], ['username', 'User name']),
  },
  bankAccount: {
    mapped: [],
    custom: custom(
      ['bankName', 'Bank name'],
      ['nameOnAccount', 'Name on account'],
      ['accountType', 'Account type'],
      ['accountNumber', 'Account number', 'concealed-string'],
      ['routingNumber', 'Routing number'],
      ['branchNumber', 'Branch number'],
      ['pin', 'PIN', 'concealed-string'],
      ['swiftCode', 'SWIFT code'],
      ['iban', 'IBAN', 'concealed-string'],
      ['bankContactPhone', 'Bank contact phone'],
    ),
  },
  driversLicense: {
    mapped: [
      ...mapped(
        'person-name',
        ['firstName', 'given', 'First name'],
        ['middleName', 'given2', 'Middle name'],
        ['lastName', 'surname', 'Last name'],
      ),
      ...mapped(
        'drivers-license',
        ['dateOfBirth', 'birthDate', 'Date of birth'],
        ['licenseNumber', 'licenseNumber', 'License number'],
        ['issuingCountry', 'country', 'Issuing country'],
        ['issueDate', 'issueDate', 'Issue date'],
        ['expirationDate', 'expiryDate', 'Expiration date'],
        ['issuingAuthority', 'issuingAuthority', 'Issuing authority'],
        ['licenseClass', 'licenseClass', 'License class'],
      ),
    ],
    custom: [],
  },
  passport: {
    mapped: [
      ...mapped('person-name', ['surname', 'surname', 'Surname'], ['givenName', 'given', 'Given name']),
      ...mapped(
        'passport',
        ['dateOfBirth', 'birthDate', 'Date of birth'],
        ['sex', 'sex', 'Sex'],
        ['birthPlace', 'birthPlace', 'Place of birth'],
        ['nationality', 'nationality', 'Nationality'],
        ['issuingCountry', 'issuingCountry', 'Issuing country'],
        ['passportNumber', 'passportNumber', 'Passport number'],
        ['passportType', 'passportType', 'Passport type'],
        ['nationalIdentificationNumber', 'nationalIdentificationNumber', 'National identification number'],
        ['issuingAuthority', 'issuingAuthority', 'Issuing authority'],
        ['issueDate', 'issueDate', 'Issue date'],
        ['expirationDate', 'expiryDate', 'Expiration date'],
      ),
    ],
    custom: [],
  },
};

/** Members whose value is a state or province beside the member that names its country. */
export const STATES: Readonly<
  Record<
    'identity' | 'driversLicense',
    { readonly state: string; readonly country: string; readonly credential: 'address' | 'drivers-license'; readonly label: string }
  >
> = {
  identity: { state: 'state', country: 'country', credential: 'address', label: 'State' },
  driversLicense: { state: 'issuingState', country: 'issuingCountry', credential: 'drivers-license', label: 'Issuing state' },
};
