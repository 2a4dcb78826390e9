/**
 * What the JSON Schema says in words of the objects that are no credentials: the clause of CXF 1.0, what the object is, and each of its
 * members. The members themselves come from the code; one without words here stops the generator, and so does a word without a member.
 */
import { ACCOUNT, COLLECTION, EXTENSION, FIDO2, FIELD, HEADER, HMAC, ITEM, LINKED_ITEM, SCOPE } from '../../dist/cxf/schema/shapes.js';

const APP = SCOPE.androidApps.shape;
const dates = {
  creationAt: 'When it was made. An importer that needs a moment uses the current time.',
  modifiedAt: 'When it was last changed.',
};
const extensions = 'Data of others; absent rather than empty.';

export const OBJECTS = {
  Header: {
    clause: '3.1',
    shape: HEADER,
    says: 'The document: one vault, or several accounts of it, as one exporter saw it.',
    members: {
      version: 'The level of CXF that the document is written in.',
      exporterRpId: 'The WebAuthn RP ID of the exporting app.',
      exporterDisplayName: 'The name of the exporting app, for people.',
      timestamp: 'When the document was completed.',
      accounts: 'May be empty.',
    },
  },
  Account: {
    clause: '3.2.1',
    shape: ACCOUNT,
    says: 'What one account owns. What others share with it stays out of its lists.',
    members: {
      id: 'Identifiers are unique within an account.',
      username: 'The name the owner gave to the account; "" when there is none.',
      email: 'The address the account was registered with; may be "".',
      fullName: 'The name of the owner.',
      collections: 'Only those that the account owns; may be empty.',
      items: 'Only those that the account owns; may be empty.',
      extensions,
    },
  },
  Collection: {
    clause: '3.2.2',
    shape: COLLECTION,
    says: 'A folder, vault or group: it names items and holds none.',
    members: {
      id: 'Unique within the account.',
      ...dates,
      title: 'May be "".',
      subtitle: 'A subtitle or description.',
      items: 'References; may be empty.',
      subCollections: 'Absent rather than empty. The specification knows no limit of depth.',
      extensions,
    },
  },
  LinkedItem: {
    clause: '3.2.2.1',
    shape: LINKED_ITEM,
    says: 'A reference to an item, which may be missing from the exchange.',
    members: { item: 'The id of the item.', account: 'The id of the owning account; absent for the account being described.' },
  },
  Item: {
    clause: '3.2.3',
    shape: ITEM,
    says: 'A vault entry: one or more credentials under one title.',
    members: {
      id: 'Unique within the account.',
      ...dates,
      title: 'As its owner wrote it; may be "".',
      subtitle: 'A subtitle or description.',
      favorite: 'False when absent.',
      scope: 'Where the credentials may be offered. Passkeys have their rpId instead.',
      credentials: 'Several of one type may stand side by side.',
      tags: 'Absent rather than empty.',
      extensions,
    },
  },
  CredentialScope: {
    clause: '3.2.4',
    shape: SCOPE,
    says: 'The places a credential belongs to. Both arrays are always present.',
    members: { urls: 'Should be URIs (RFC 3986).', androidApps: 'Apps already verified as belonging to the credential.' },
  },
  AndroidAppId: {
    clause: '3.2.4.1',
    shape: APP,
    says: 'An Android app.',
    members: {
      bundleId: 'The Android package name.',
      certificate: 'Strongly advised: needed to verify the app before filling.',
      name: 'Strongly advised: a name for people.',
    },
  },
  AndroidAppCertificateFingerprint: {
    clause: '3.2.4.1.1',
    shape: APP.certificate.shape,
    says: 'The fingerprint of the certificate an app is signed with.',
    members: { fingerprint: 'The raw hash.', hashAlg: '`sha256` or `sha512`; other text is allowed.' },
  },
  Fido2Extensions: {
    clause: '3.3.12.2',
    shape: FIDO2,
    says: 'Data of WebAuthn extensions that belongs to a passkey.',
    members: {
      hmacCredentials: 'The seeds of PRF (hmac-secret).',
      credBlob: 'The CTAP credBlob.',
      largeBlob: 'The CTAP large blob.',
      payments: 'Enabled for Secure Payment Confirmation.',
    },
  },
  HmacCredentials: {
    clause: '3.3.12.3',
    shape: HMAC,
    says: 'Seeds that are used as they are, without further derivation.',
    members: {
      algorithm: '`hmac-sha256`. An importer ignores seeds of any other algorithm.',
      credWithUV: 'The seed used when the user was verified. Should be 32 bytes.',
      credWithoutUV: 'The seed used when the user was not verified. Should be 32 bytes.',
    },
  },
  LargeBlob: {
    clause: '3.3.12.5',
    shape: FIDO2.largeBlob.shape,
    says: 'A compressed blob.',
    members: { uncompressedSize: 'Bytes after inflating: a claim to be verified.', data: 'Raw DEFLATE (RFC 1951).' },
  },
  EditableField: {
    clause: '3.4.2',
    shape: FIELD,
    says: 'A value that its owner can edit.',
    members: {
      id: 'Unique within the account.',
      fieldType: 'One of the types of CXF §3.4.3; other text is allowed where no member fixes the type.',
      value: 'Always text, for numbers, booleans and dates too.',
      label: 'A caption for people.',
      extensions,
    },
  },
  Extension: {
    clause: '3.5',
    shape: EXTENSION,
    says: 'Data that CXF has no member for; all members but the name are its own. Unknown extensions are ignored.',
    members: { name: 'Private: `<exporterRpId>/<name>`. Names without a slash belong to the registry.' },
  },
};

/** What stands in the arrays, and behind the one member, that the code reads by hand. */
export const ELEMENTS = {
  'Header.version': 'Version',
  'Header.accounts': 'Account',
  'Account.collections': 'Collection',
  'Account.items': 'Item',
  'Collection.items': 'LinkedItem',
  'Collection.subCollections': 'Collection',
  'Item.credentials': 'Credential',
};

/** What there is to say of a member of a credential beside its name. */
export const NOTES = {
  'address.streetAddress': 'Lines are separated by line feeds.',
  'address.territory': 'The subdivision of the country.',
  'api-key.url': 'Should conform to the URL Standard.',
  'custom-fields.id': 'Left out, like the label, by a provider without sections.',
  'file.id': 'Also the name of the file in an archive.',
  'file.decryptedSize': 'Bytes.',
  'file.integrityHash': 'SHA-256 of the decrypted bytes.',
  'identity-document.identificationNumber': 'Stays when the document is issued again: a social security or tax number.',
  'passkey.credentialId': 'The WebAuthn rawId.',
  'passkey.rpId': 'The RP ID of the registration.',
  'passkey.userHandle': 'The WebAuthn user.id; "" when there is none.',
  'passkey.key': 'PKCS#8 DER (RFC 5958).',
  'passport.passportType': 'A document code of ICAO 9303-4, such as P or PP.',
  'ssh-key.keyType': 'An SSH public-key algorithm of the IANA registry, such as ssh-ed25519.',
  'ssh-key.privateKey': 'PKCS#8 DER, unencrypted; the public key is derived from it.',
  'totp.secret': 'Base32 (RFC 4648 §6).',
  'totp.period': 'Seconds; usually 30.',
  'totp.digits': 'Usually 6.',
  'totp.algorithm': '`sha1`, `sha256` or `sha512`. An importer ignores an entry with any other.',
  'wifi.networkSecurityType': '`unsecured`, `wpa-personal`, `wpa2-personal`, `wpa3-personal` or `wep`; other text is allowed.',
};
