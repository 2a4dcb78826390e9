import { codeTable } from './entry.js';

/** What reading a CXF document mended: shapes of drafts and of real exporters. */
export const cxfQuirkCodes = codeTable({
  'cxf.envelope-account': { says: 'The input is an account without the header of a document, so a header was made.' },
  'cxf.envelope-android': { says: 'The document was wrapped in the envelope of early Android versions.' },
  'cxf.version-respelled': { says: 'The version of the format is missing or written as in a draft.' },
  'cxf.account-unreadable': { says: 'An account is not an object, so nothing of it could be read.' },
  'cxf.header-value-lost': { says: 'A value of the header could not be read and has no place.' },
  'cxf.item-set-aside': { says: 'An item is not an object; it was kept aside as it is.' },
  'cxf.credential-set-aside': { says: 'A credential lacks what its type requires; it was kept aside as it is.' },
  'cxf.member-set-aside': { says: 'A value is not of the kind its member demands; it was kept aside as it is.' },
  'cxf.member-null': { says: 'A member is null; it was read as absent.' },
  'cxf.member-missing': { says: 'A required member is missing; it was filled with the value that means nothing.' },
  'cxf.array-missing': { says: 'A required array is missing; it was read as empty.' },
  'cxf.member-renamed': { says: 'A member has the name of a draft; it was read under its name of CXF 1.0.' },
  'cxf.type-renamed': { says: 'A credential type is spelled as in a draft; it was read as the type of CXF 1.0.' },
  'cxf.text-respelled': { says: 'A number or truth value stands where a text belongs; it was read as text.' },
  'cxf.boolean-respelled': { says: 'A text stands where true or false belongs; it was read as that.' },
  'cxf.number-respelled': { says: 'A text stands where a number belongs; it was read as a number.' },
  'cxf.timestamp-respelled': { says: 'A moment is not written in whole UNIX seconds; it was converted.' },
  'cxf.timestamp-unusable': { says: 'A moment before 1970 or beyond all dates means nothing and was left out.' },
  'cxf.id-missing': { says: 'A required identifier is missing or empty; one was derived from the document.' },
  'cxf.id-empty': { says: 'An optional identifier is empty; it was read as absent.' },
  'cxf.id-too-long': { says: 'An identifier has more than 64 bytes; another one was derived from the document.' },
  'cxf.id-respelled': { says: 'An identifier is not written as base64url; it was given that spelling.' },
  'cxf.id-reused': { says: 'An item inside a collection has the identifier of another item; another one was derived.' },
  'cxf.reference-followed': { says: 'A reference was changed together with the identifier it names.' },
  'cxf.base64-respelled': { says: 'A base64url value is written in another dialect of base64; it was given the canonical spelling.' },
  'cxf.base32-respelled': { says: 'A Base32 secret has lower case, spaces, dashes or stray bits; it was given the canonical spelling.' },
  'cxf.base32-padded': { says: 'A Base32 secret is padded; the padding was dropped.' },
  'cxf.totp-algorithm-respelled': {
    says: 'The algorithm of a one-time password was written in another spelling, which importers take for SHA-1.',
  },
  'cxf.field-bare': { says: 'A plain value stands where an editable field belongs; it was wrapped into one.' },
  'cxf.urls-moved': { says: 'URLs stand in a credential or beside a title, as in drafts; they were moved to the scope of the item.' },
  'cxf.key-pem': { says: 'A private key is written as PEM; it was given the spelling of CXF 1.0.' },
  'cxf.passkey-key-shape': { says: 'The key of a passkey is sound, but not in PKCS#8; it was converted.' },
  'cxf.passkey-key-jwk': { says: 'The key of a passkey is written as JWK, as in a draft; it was converted to PKCS#8.' },
  'cxf.hmac-algorithm-respelled': { says: 'The algorithm of PRF seeds has its name of a draft; it was given the name of CXF 1.0.' },
  'cxf.hmac-single-secret': { says: 'A passkey has one PRF seed, as in drafts; it was read as the seed with user verification.' },
  'cxf.hmac-seed-derived': { says: 'A passkey lacks one of its two PRF seeds; it was derived from the other one.' },
  'cxf.item-embedded': { says: 'A collection holds an item instead of a reference, as in a draft; the item was moved to its account.' },
  'cxf.collection-too-deep': {
    says: 'A collection is nested too deeply and was moved to the top level.',
    todo: 'If you trust the file, raise the limit with --limit collection.depth=VALUE.',
  },
});

/** A shape that reading mended. */
export type CxfQuirkCode = keyof typeof cxfQuirkCodes;
