import type { CxfQuirkCode } from '../../core/codes/cxf-quirks.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';

/** A demand of CXF 1.0, in our words. */
export interface Requirement {
  /** `REQ-CXF-nnn`, the numbering of this project; `§n` for a demand that follows from the definition of a member. */
  readonly id: string;
  /** Section of CXF 1.0, without the sign. */
  readonly clause: string;
  readonly level: 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'recommended' | '–';
  readonly says: string;
  /** What `validate` says of a document that does not meet it. */
  readonly codes?: readonly (CxfRuleCode | CxfQuirkCode)[];
  /** Why a document cannot show it, or not all of it. */
  readonly unseen?: string;
}

const IMPORTER = 'It binds the importer, not the document.';

/** Every requirement of CXF 1.0, and after them what the definitions of single members demand. */
export const REQUIREMENTS: readonly Requirement[] = [
  req('001', '1.3', 'MUST', 'The exporter hands the document over confidentially.', [], 'A document does not show how it travelled.'),
  req('002', '1.3', 'SHOULD', 'CXP is the preferred protocol.', [], 'A document does not show how it travelled.'),
  req('003', '1.3', 'MUST', 'Identifiers are unique within one exchanged account.', [
    'cxf.id-duplicate',
    'cxf.id-reused',
    'cxf.id-missing',
    'cxf.account-id-duplicate',
  ]),
  req('004', '1.3', 'MUST', 'Identifiers decode to at most 64 bytes.', ['cxf.id-too-long', 'cxf.reference-followed']),
  req(
    '005',
    '1.3',
    'SHOULD',
    'Identifiers carry no personal data.',
    [],
    'Nobody can tell: what decodes to something like an e-mail address or a name may have come from a generator, and a hash of one looks random.',
  ),
  req('006', '1.3', 'SHOULD', 'Identifiers stay the same from export to export.', [], 'It takes two documents.'),
  req('007', '1.3', 'SHOULD NOT', 'Identifiers are shown to the user.', [], IMPORTER),
  req('008', '2.1', 'MUST', 'Everybody supports the JSON encoding.', [], 'What is no JSON is refused before it is a document.'),
  req('009', '2.1.1', 'SHOULD', 'An importer drops what has an unknown value in an enumeration.', [], IMPORTER),
  req('010', '2.1.2', 'MUST', 'Required arrays are present even when empty.', ['cxf.array-missing']),
  req('011', '2.1.2', 'MUST NOT', 'Optional arrays are present when empty.', ['cxf.array-empty']),
  req('012', '3.1', 'MUST', 'The version is a published one: 1.0.', ['cxf.version-unpublished', 'cxf.version-respelled']),
  req('013', '3.1.1', 'MUST', 'Everybody ignores members and enumeration values that he does not know.', [
    'cxf.member-unknown',
    'cxf.member-renamed',
    'cxf.urls-moved',
  ]),
  req('014', '3.1.1', '–', 'A higher major version breaks, a higher minor one adds.', ['cxf.version-unpublished']),
  req(
    '015',
    '3.2.1',
    'SHOULD',
    'The user name of an account is empty when none is set.',
    ['cxf.member-missing'],
    'Only its absence shows.',
  ),
  req('016', '3.2.1', 'MUST NOT', 'An account lists what others shared with it.', [], 'A document does not show who owns an item.'),
  req('017', '3.2.2', 'SHOULD', 'An importer uses the current time for a missing date that it needs.', [], IMPORTER),
  req('018', '3.2.2.1', '–', 'A link may lead to an item that is not in the exchange.', ['cxf.link-dangling']),
  req('019', '3.2.3', 'SHOULD', 'An importer offers credentials only within their scope.', [], IMPORTER),
  req('020', '3.2.4', 'SHOULD', 'The URLs of a scope are URIs of RFC 3986.', ['cxf.url-not-absolute']),
  req('021', '3.2.4.1', 'recommended', 'An Android app has its certificate and name.', ['cxf.app-unverifiable']),
  req('022', '3.2.4.1.1', 'SHOULD', 'A certificate fingerprint is a raw SHA-256 or SHA-512.', ['cxf.app-fingerprint']),
  req('023', '3.3', 'MAY', 'An importer keeps credentials of unknown types as well as it can.', ['cxf.type-unknown', 'cxf.type-renamed']),
  req('024', '3.3.1', 'MUST', 'Everybody supports addresses of several lines.', [], 'Any text is a legal street address.'),
  req('025', '3.3.1', 'MUST', 'Countries are codes of ISO 3166-1 alpha-2, territories of ISO 3166-2.', ['cxf.value-territory']),
  req('026', '3.3.2', 'SHOULD', 'The URL of an API key conforms to the URL Standard.', ['cxf.api-url']),
  req('027', '3.3.3', 'SHOULD', 'A login comes with a scope.', ['cxf.scope-missing']),
  req(
    '028',
    '3.3.5',
    'SHOULD',
    'A section of custom fields has no id and label when the exporter does not group.',
    ['cxf.section-label-empty'],
    'Only an empty label shows.',
  ),
  req('029', '3.3.5', 'MUST', 'The id of a section is opaque and has at most 64 bytes.', ['cxf.id-too-long', 'cxf.id-respelled']),
  req('030', '3.3.7', 'MAY', 'An importer asks for a file afterwards.', [], IMPORTER),
  req(
    '031',
    '3.3.7',
    'MUST',
    'The encrypted file lies in the documents folder of the archive.',
    [],
    'It is about the archive around the document.',
  ),
  req(
    '032',
    '3.3.7',
    'MUST',
    'An importer checks the SHA-256 of a file.',
    ['cxf.file-hash'],
    'Whether it is that of the file shows when the file is read.',
  ),
  req('033', '3.3.9', '–', 'Only the identification number holds an SSN, TIN or VAT number.', [], 'Nobody can tell which number is one.'),
  req('034', '3.3.10', 'SHOULD', 'A referenced item of the same account is in the exchange.', ['cxf.reference-dangling']),
  req('035', '3.3.12', 'MUST', 'Passkeys with a non-zero signature counter are left out.', [], 'A passkey has no member for a counter.'),
  req(
    '036',
    '3.3.12',
    'SHOULD',
    'The exporter tells its user which passkeys were left out.',
    [],
    'A document does not show what is not in it.',
  ),
  req('037', '3.3.12', 'MUST', 'The counter of an imported passkey is zero and stays so.', [], IMPORTER),
  req(
    '038',
    '3.3.12',
    'MUST',
    'Credential id, RP ID and user handle are those of the registration.',
    ['cxf.passkey-credential-id', 'cxf.passkey-rp-id', 'cxf.passkey-user-handle', 'cxf.passkey-duplicate'],
    'Only a value that no registration can have shows.',
  ),
  req(
    '039',
    '3.3.12',
    'MUST',
    'User name and display name are the registered or the edited ones.',
    ['cxf.member-missing'],
    'Only their absence shows.',
  ),
  req('040', '3.3.12', 'MUST', 'The key is base64url of PKCS#8 DER and gives the registered public key.', [
    'cxf.passkey-key-invalid',
    'cxf.passkey-key-unusual',
    'cxf.passkey-key-shape',
    'cxf.passkey-key-jwk',
    'cxf.key-pem',
  ]),
  req('041', '3.3.12.1', 'MUST NOT', 'Users can edit any other member of a passkey.', [], 'It binds programs, not the document.'),
  req('042', '3.3.12.3', 'MUST', 'Both PRF seeds are kept and used as they are.', [], 'A seed looks random whatever was done to it.'),
  req('043', '3.3.12.3', 'MUST', 'The exporter makes the second seed when it has only one.', [
    'cxf.hmac-single-secret',
    'cxf.hmac-seed-derived',
  ]),
  req('044', '3.3.12.3', 'SHOULD', 'PRF seeds have 32 bytes.', ['cxf.hmac-seed-length']),
  req('045', '3.3.12.3', 'SHOULD', 'An importer ignores PRF seeds of an unknown algorithm.', [
    'cxf.hmac-algorithm-unknown',
    'cxf.hmac-algorithm-respelled',
  ]),
  req('046', '3.3.13', 'MUST', 'The type of a passport is a document code of ICAO 9303-4.', ['cxf.passport-type']),
  req('047', '3.3.14', 'SHOULD NOT', 'A name is split that its owner did not split.', [], 'A document does not show what the owner typed.'),
  req('048', '3.3.15', 'MUST', 'The type of an SSH key is the public key algorithm of the IANA registry.', [
    'cxf.ssh-key-type-unknown',
    'cxf.ssh-key-type-wrong',
  ]),
  req('049', '3.3.15', 'MUST', 'An SSH key is base64url of PKCS#8 DER.', ['cxf.ssh-key-invalid', 'cxf.key-pem']),
  req('050', '3.3.16', 'MUST', 'The secret of a one-time password is Base32.', [
    'cxf.totp-secret',
    'cxf.base32-respelled',
    'cxf.base32-padded',
  ]),
  req(
    '051',
    '3.3.16',
    'SHOULD',
    'Period and digits are 30 and 6 by default.',
    ['cxf.totp-numbers'],
    'Other numbers are legal; only impossible ones show.',
  ),
  req('052', '3.3.16', 'MUST', 'An importer ignores one-time passwords of an unknown algorithm.', [
    'cxf.totp-algorithm-unknown',
    'cxf.totp-algorithm-respelled',
  ]),
  req('053', '3.3.16', 'recommended', 'A one-time password has a user name and an issuer.', ['cxf.totp-unnamed']),
  req('054', '3.3.17', 'SHOULD', 'The security of a wireless network is one of the five values.', ['cxf.wifi-security-unknown']),
  req('055', '3.4.2', 'SHOULD', 'A field type is one of the specification.', ['cxf.field-type-unknown']),
  req('056', '3.4.3', 'MUST', 'The value of a field has the form of its type.', ['cxf.value-format', 'cxf.value-territory']),
  req('057', '3.5', 'MUST', 'The name of a private extension is EXPORTER_RP_ID/EXTENSION_NAME.', ['cxf.extension-name']),
  req('058', '3.5', 'MUST', '`shared` stands only on collections and items.', ['cxf.shared-misplaced']),
  req('059', '3.5', 'MUST', 'Only owners and administrators export what is shared.', [], 'A document does not show who made it.'),
  req('060', '3.5', 'MUST', 'An importer ignores accessors of unknown type, unknown permissions, and accessors without any.', [
    'cxf.shared-ignored',
    'cxf.shared-broken',
  ]),
  req('061', '3.5', 'SHOULD', 'An accessor is named by its user name or group name.', ['cxf.shared-unnamed'], 'Only an empty name shows.'),
  req(
    '062',
    '4',
    '–',
    'New types and extensions are registered.',
    ['cxf.extension-unknown'],
    'Only a name that is not registered yet shows.',
  ),
  {
    id: '§3',
    clause: '3',
    level: 'MUST',
    says: 'Every member is there under its name, with a value of its type, or absent when it is optional.',
    codes: [
      'cxf.envelope-account',
      'cxf.envelope-android',
      'cxf.account-unreadable',
      'cxf.header-value-lost',
      'cxf.item-set-aside',
      'cxf.credential-set-aside',
      'cxf.member-set-aside',
      'cxf.member-null',
      'cxf.member-missing',
      'cxf.member-renamed',
      'cxf.text-respelled',
      'cxf.boolean-respelled',
      'cxf.number-respelled',
      'cxf.timestamp-respelled',
      'cxf.timestamp-unusable',
      'cxf.id-respelled',
      'cxf.id-empty',
      'cxf.base64-respelled',
      'cxf.item-embedded',
    ],
  },
  {
    id: '§3.1',
    clause: '3.1',
    level: 'SHOULD',
    says: 'The exporter is named by its RP ID.',
    codes: ['cxf.exporter-no-domain'],
    unseen: 'Whether it is his shows nowhere.',
  },
  {
    id: '§3.2.2',
    clause: '3.2.2',
    level: '–',
    says: 'Collections may be nested to any depth; readers have a bound.',
    codes: ['cxf.collection-too-deep'],
  },
  {
    id: '§3.3.12.5',
    clause: '3.3.12.5',
    level: 'SHOULD',
    says: 'The large blob is raw DEFLATE of the announced size.',
    codes: ['cxf.large-blob-broken'],
    unseen: 'Only what shows without inflating is looked at.',
  },
  {
    id: '§3.4.2',
    clause: '3.4.2',
    level: 'MUST',
    says: 'A member that its owner can edit is an EditableField of the type that the member demands.',
    codes: ['cxf.field-type-mismatch', 'cxf.field-bare'],
  },
  {
    id: '§3.4.3',
    clause: '3.4.3',
    level: 'SHOULD',
    says: 'The value of an e-mail field is an address of RFC 5322.',
    codes: ['cxf.value-email'],
    unseen: 'Only a value without an @ between two parts shows.',
  },
];

function req(
  number: string,
  clause: string,
  level: Requirement['level'],
  says: string,
  codes: NonNullable<Requirement['codes']>,
  unseen?: string,
): Requirement {
  return { id: `REQ-CXF-${number}`, clause, level, says, ...(codes.length > 0 && { codes }), ...(unseen !== undefined && { unseen }) };
}
