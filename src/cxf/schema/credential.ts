import { type AddressCredential, address } from './credentials/address.js';
import { type ApiKeyCredential, apiKey } from './credentials/api-key.js';
import { type BasicAuthCredential, basicAuth } from './credentials/basic-auth.js';
import { type CreditCardCredential, creditCard } from './credentials/credit-card.js';
import { type CustomFieldsCredential, customFields } from './credentials/custom-fields.js';
import { type DriversLicenseCredential, driversLicense } from './credentials/drivers-license.js';
import { type FileCredential, file } from './credentials/file.js';
import { type GeneratedPasswordCredential, generatedPassword } from './credentials/generated-password.js';
import { type IdentityDocumentCredential, identityDocument } from './credentials/identity-document.js';
import { type ItemReferenceCredential, itemReference } from './credentials/item-reference.js';
import { type NoteCredential, note } from './credentials/note.js';
import { type PasskeyCredential, passkey } from './credentials/passkey.js';
import { type PassportCredential, passport } from './credentials/passport.js';
import { type PersonNameCredential, personName } from './credentials/person-name.js';
import { type SshKeyCredential, sshKey } from './credentials/ssh-key.js';
import { type TotpCredential, totp } from './credentials/totp.js';
import { type WifiCredential, wifi } from './credentials/wifi.js';
import type { CredentialSpec } from './member.js';

/** One of the 17 credential types of CXF §3.3. */
export type Credential =
  | AddressCredential
  | ApiKeyCredential
  | BasicAuthCredential
  | CreditCardCredential
  | CustomFieldsCredential
  | DriversLicenseCredential
  | FileCredential
  | GeneratedPasswordCredential
  | IdentityDocumentCredential
  | ItemReferenceCredential
  | NoteCredential
  | PasskeyCredential
  | PassportCredential
  | PersonNameCredential
  | SshKeyCredential
  | TotpCredential
  | WifiCredential;

export type CredentialType = Credential['type'];

/** A credential of a type that CXF 1.0 does not know; kept as it is. CXF §3.3. */
export interface UnknownCredential {
  readonly type: string;
  readonly [member: string]: unknown;
}

export type AnyCredential = Credential | UnknownCredential;

/** The 17 types, in the order of the specification. */
export const CREDENTIALS = {
  address,
  'api-key': apiKey,
  'basic-auth': basicAuth,
  'credit-card': creditCard,
  'custom-fields': customFields,
  'drivers-license': driversLicense,
  file,
  'generated-password': generatedPassword,
  'identity-document': identityDocument,
  'item-reference': itemReference,
  note,
  passkey,
  passport,
  'person-name': personName,
  'ssh-key': sshKey,
  totp,
  wifi,
} as const satisfies Record<CredentialType, CredentialSpec>;

/** The names of the 17 types. */
export const CREDENTIAL_TYPES: readonly CredentialType[] = Object.keys(CREDENTIALS).filter(isCredentialType);

/** True for the name of one of the 17 types. */
export function isCredentialType(type: string): type is CredentialType {
  return Object.hasOwn(CREDENTIALS, type);
}

/** Narrows a credential of a parsed document: parsing has checked the shape of every credential whose type it knows. */
export function isKnown(credential: AnyCredential): credential is Credential {
  return isCredentialType(credential.type);
}
