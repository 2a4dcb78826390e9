/**
 * The members of a Bitwarden export, from `libs/common/src/models/export` of bitwarden/clients and real exports.
 * A pointer shows only these names.
 */
export const BITWARDEN_NAMES: ReadonlySet<string> = new Set(
  (
    'encrypted passwordProtected salt kdfType kdfIterations kdfMemory kdfParallelism encKeyValidation_DO_NOT_EDIT data folders collections items ' +
    'id name organizationId externalId folderId collectionIds type reprompt notes favorite fields passwordHistory creationDate revisionDate ' +
    'deletedDate archivedDate key login secureNote card identity sshKey bankAccount driversLicense passport value linkedId password lastUsedDate ' +
    'username totp uris fido2Credentials passwordRevisionDate autofillOnPageLoad uri match uriChecksum ' +
    'credentialId keyType keyAlgorithm keyCurve keyValue rpId rpName userHandle userName userDisplayName counter discoverable ' +
    'cardholderName brand number expMonth expYear code ' +
    'title firstName middleName lastName address1 address2 address3 city state postalCode country company email phone ssn passportNumber licenseNumber ' +
    'privateKey publicKey keyFingerprint fingerprint ' +
    'bankName nameOnAccount accountType accountNumber routingNumber branchNumber pin swiftCode iban bankContactPhone ' +
    'dateOfBirth issuingCountry issuingState issueDate expirationDate issuingAuthority licenseClass ' +
    'surname givenName sex birthPlace nationality passportType nationalIdentificationNumber'
  ).split(' '),
);

/** The item types of `CipherType`; 6 to 8 came in 2026. */
export const ITEM_TYPES = {
  login: 1,
  secureNote: 2,
  card: 3,
  identity: 4,
  sshKey: 5,
  bankAccount: 6,
  driversLicense: 7,
  passport: 8,
} as const;
export type Body = keyof typeof ITEM_TYPES;
export const BODY_NAMES: readonly Body[] = [
  'login',
  'secureNote',
  'card',
  'identity',
  'sshKey',
  'bankAccount',
  'driversLicense',
  'passport',
];

/** The field types of `FieldType`: text, hidden, boolean, linked. */
export const FIELD = { text: 0, hidden: 1, boolean: 2, linked: 3 } as const;

/** `UriMatchType` by its number. null is the account's default. */
export const URI_MATCH = ['domain', 'host', 'starts-with', 'exact', 'regex', 'never'] as const;
