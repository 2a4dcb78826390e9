import { codeTable } from './entry.js';

/** What `validate` finds in a document that could be read. The requirement and severity of each stand in `cxf/validate`. */
export const cxfRuleCodes = codeTable({
  'cxf.version-unpublished': { says: 'The document names a version of CXF that was never published; 1.0 is the only one.' },
  'cxf.exporter-no-domain': { says: 'The exporter is not named by the domain of a relying party.' },
  'cxf.id-duplicate': { says: 'An identifier is used twice in one account.' },
  'cxf.account-id-duplicate': { says: 'Two accounts of the document have the same identifier.' },
  'cxf.array-empty': { says: 'An optional list is there but empty; it has to be left out.' },
  'cxf.member-unknown': { says: 'A member is not one of CXF 1.0; importers ignore it.' },
  'cxf.type-unknown': { says: 'A credential has a type that CXF 1.0 does not know; importers may skip it.' },
  'cxf.link-dangling': { says: 'A collection names an item that is not in the document.' },
  'cxf.reference-dangling': { says: 'An item refers to another item that is not in the document.' },

  'cxf.url-not-absolute': { says: 'A URL of a scope is no URI with a scheme, so importers may not match it.' },
  'cxf.app-unverifiable': { says: 'An Android app is named without its certificate or name, so an importer cannot verify it.' },
  'cxf.app-fingerprint': { says: 'The certificate fingerprint of an Android app is no SHA-256 or SHA-512 hash.' },
  'cxf.scope-missing': { says: 'A login has no scope, so importers do not know where to offer it.' },

  'cxf.field-type-mismatch': { says: 'A field has another field type than the one its member demands.' },
  'cxf.field-type-unknown': { says: 'A field has a field type that CXF 1.0 does not know.' },
  'cxf.value-format': { says: 'A truth value, date or month is not written as its field type demands.' },
  'cxf.value-territory': { says: 'A country or territory is not a code of ISO 3166.' },
  'cxf.value-email': { says: 'The value of an e-mail field is no e-mail address.' },
  'cxf.api-url': { says: 'The URL of an API key is no valid URL.' },
  'cxf.section-label-empty': { says: 'A section of custom fields has an empty label; without sections it has to be left out.' },
  'cxf.passport-type': { says: 'The type of a passport is no document code of ICAO 9303.' },
  'cxf.wifi-security-unknown': { says: 'The security of a wireless network is none of the five values of CXF 1.0.' },

  'cxf.passkey-key-invalid': { says: 'The key of a passkey is no private key in PKCS#8.' },
  'cxf.passkey-key-unusual': { says: 'The key of a passkey is of an algorithm that passkeys do not use.' },
  'cxf.passkey-credential-id': { says: 'A passkey has an empty credential id, so it can never log in.' },
  'cxf.passkey-user-handle': { says: 'The user handle of a passkey is empty or longer than 64 bytes.' },
  'cxf.passkey-rp-id': { says: 'The relying party of a passkey is no domain, so it can never log in.' },
  'cxf.passkey-duplicate': { says: 'Two passkeys of the document have the same credential id.' },
  'cxf.hmac-seed-length': { says: 'A PRF seed of a passkey does not have 32 bytes.' },
  'cxf.hmac-algorithm-unknown': { says: 'The PRF seeds of a passkey have an unknown algorithm; importers ignore them.' },
  'cxf.large-blob-broken': { says: 'The large blob of a passkey is no raw DEFLATE stream that could give the size it announces.' },

  'cxf.totp-secret': { says: 'The secret of a one-time password is empty or no Base32.' },
  'cxf.totp-algorithm-unknown': { says: 'A one-time password has an unknown algorithm; importers ignore it.' },
  'cxf.totp-numbers': { says: 'The period or number of digits of a one-time password makes no usable codes.' },
  'cxf.totp-unnamed': { says: 'A one-time password has no user name or no issuer.' },

  'cxf.ssh-key-invalid': { says: 'An SSH key is no private key in PKCS#8.' },
  'cxf.ssh-key-type-unknown': { says: 'The type of an SSH key is no public key algorithm of the IANA registry.' },
  'cxf.ssh-key-type-wrong': { says: 'The type of an SSH key is not that of the key itself.' },

  'cxf.file-hash': { says: 'The hash of a file is no SHA-256.' },

  'cxf.extension-name': { says: 'The name of an extension has not the form EXPORTER/NAME.' },
  'cxf.extension-unknown': { says: 'An extension has a name of the registry that CXF 1.0 does not know; importers ignore it.' },
  'cxf.shared-misplaced': { says: 'The extension `shared` stands elsewhere than on a collection or an item.' },
  'cxf.shared-broken': { says: 'The extension `shared` is not built as CXF 1.0 demands.' },
  'cxf.shared-ignored': { says: 'Importers ignore an accessor or permission: it is unknown, or nothing is permitted.' },
  'cxf.shared-unnamed': { says: 'Somebody with access to a shared entity has no name.' },
});

/** A rule of `validate` over a document that could be read. */
export type CxfRuleCode = keyof typeof cxfRuleCodes;
