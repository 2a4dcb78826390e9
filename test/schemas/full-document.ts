import { createHash, generateKeyPairSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { JsonValue } from '../../src/core/json.js';

let identifiers = 0;

/** A new identifier of 16 bytes. */
function id(): string {
  return `${sha256(`identifier ${++identifiers}`).slice(0, 21)}A`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

const { privateKey: passkey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: ssh } = generateKeyPairSync('ed25519');
const pkcs8 = { type: 'pkcs8', format: 'der' } as const;

const extension = { name: 'example.com/colour', colour: { hue: 210 } };
const shared = {
  name: 'shared',
  accessors: [{ type: 'user', accountId: id(), name: 'grace', permissions: ['read', 'readSecret'] }],
};

function field(fieldType: string, value: string) {
  return { id: id(), fieldType, value, label: 'Label', extensions: [extension] };
}

const text = () => field('string', 'text');
const secret = () => field('concealed-string', 'secret');
const date = () => field('date', '2024-02-29');
const month = () => field('year-month', '2031-07');
const country = () => field('country-code', 'US');
const territory = () => field('subdivision-code', 'US-CA');

const credentials = [
  { type: 'address', streetAddress: text(), postalCode: text(), city: text(), territory: territory(), country: country(), tel: text() },
  {
    type: 'api-key',
    key: secret(),
    username: text(),
    keyType: text(),
    url: field('string', 'https://api.example.com/v1'),
    validFrom: date(),
    expiryDate: date(),
  },
  { type: 'basic-auth', username: text(), password: secret() },
  {
    type: 'credit-card',
    number: secret(),
    fullName: text(),
    cardType: text(),
    verificationNumber: secret(),
    pin: secret(),
    expiryDate: month(),
    validFrom: month(),
  },
  {
    type: 'custom-fields',
    id: id(),
    label: 'Section',
    fields: [text(), field('email', 'ada@example.com'), field('number', '12'), field('boolean', 'true')],
    extensions: [extension],
  },
  {
    type: 'drivers-license',
    fullName: text(),
    birthDate: date(),
    issueDate: date(),
    expiryDate: date(),
    issuingAuthority: text(),
    territory: territory(),
    country: country(),
    licenseNumber: text(),
    licenseClass: text(),
  },
  { type: 'file', id: id(), name: 'lease.txt', decryptedSize: 12, integrityHash: sha256('a lease') },
  { type: 'generated-password', password: 'secret' },
  {
    type: 'identity-document',
    issuingCountry: country(),
    documentNumber: text(),
    identificationNumber: text(),
    nationality: text(),
    fullName: text(),
    birthDate: date(),
    birthPlace: text(),
    sex: text(),
    issueDate: date(),
    expiryDate: date(),
    issuingAuthority: text(),
  },
  { type: 'item-reference', reference: { item: id(), account: id() } },
  { type: 'note', content: text() },
  {
    type: 'passkey',
    credentialId: id(),
    rpId: 'example.com',
    username: 'ada',
    userDisplayName: '',
    userHandle: id(),
    key: passkey.export(pkcs8).toString('base64url'),
    fido2Extensions: {
      hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: sha256('with'), credWithoutUV: sha256('without') },
      credBlob: sha256('blob'),
      largeBlob: { uncompressedSize: 12, data: deflateRawSync('twelve bytes').toString('base64url') },
      payments: true,
    },
  },
  {
    type: 'passport',
    issuingCountry: country(),
    passportType: field('string', 'PP'),
    passportNumber: text(),
    nationalIdentificationNumber: text(),
    nationality: text(),
    fullName: text(),
    birthDate: date(),
    birthPlace: text(),
    sex: text(),
    issueDate: date(),
    expiryDate: date(),
    issuingAuthority: text(),
  },
  {
    type: 'person-name',
    title: text(),
    given: text(),
    givenInformal: text(),
    given2: text(),
    surnamePrefix: text(),
    surname: text(),
    surname2: text(),
    credentials: text(),
    generation: text(),
  },
  {
    type: 'ssh-key',
    keyType: 'ssh-ed25519',
    privateKey: ssh.export(pkcs8).toString('base64url'),
    keyComment: 'comment',
    creationDate: date(),
    expiryDate: date(),
    keyGenerationSource: text(),
  },
  { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, username: 'ada', algorithm: 'sha1', issuer: 'Example' },
  {
    type: 'wifi',
    ssid: text(),
    networkSecurityType: field('wifi-network-security-type', 'wpa3-personal'),
    passphrase: secret(),
    hidden: field('boolean', 'false'),
  },
];

const dates = { creationAt: 1_700_000_000, modifiedAt: 1_700_000_001 };

/** A valid document with every member of CXF 1.0 in it. */
export const FULL_DOCUMENT: JsonValue = {
  version: { major: 1, minor: 0 },
  exporterRpId: 'example.com',
  exporterDisplayName: 'Example',
  timestamp: 1_700_000_002,
  accounts: [
    {
      id: id(),
      username: '',
      email: 'ada@example.com',
      fullName: 'Ada Lovelace',
      collections: [
        {
          id: id(),
          ...dates,
          title: 'Work',
          subtitle: 'All of it',
          items: [{ item: id(), account: id() }],
          subCollections: [{ id: id(), title: '', items: [] }],
          extensions: [extension, shared],
        },
      ],
      items: [
        {
          id: id(),
          ...dates,
          title: 'Everything',
          subtitle: 'In one item',
          favorite: true,
          scope: {
            urls: ['https://example.com'],
            androidApps: [
              { bundleId: 'com.example', certificate: { fingerprint: sha256('certificate'), hashAlg: 'sha256' }, name: 'Example' },
            ],
          },
          credentials,
          tags: ['tag'],
          extensions: [extension, shared],
        },
      ],
      extensions: [extension],
    },
  ],
};

/**
 * The members that must be there, from the tables of CXF 1.0 (§3.1 to §3.5); the credentials by their type. Each is the end of a place in
 * `FULL_DOCUMENT`, indices left out.
 */
export const REQUIRED: ReadonlySet<string> = new Set(
  [
    '/version /exporterRpId /exporterDisplayName /timestamp /accounts /version/major /version/minor',
    'accounts/id accounts/username accounts/email accounts/collections accounts/items',
    'collections/id collections/title collections/items collections/items/item',
    'subCollections/id subCollections/title subCollections/items',
    'accounts/items/id accounts/items/title accounts/items/credentials',
    'scope/urls scope/androidApps androidApps/bundleId certificate/fingerprint certificate/hashAlg',
    'extensions/name extensions/accessors accessors/type accessors/accountId accessors/name accessors/permissions',
    'custom-fields/fields file/id file/name file/decryptedSize file/integrityHash generated-password/password',
    'item-reference/reference reference/item note/content',
    'passkey/credentialId passkey/rpId passkey/username passkey/userDisplayName passkey/userHandle passkey/key',
    'hmacCredentials/algorithm hmacCredentials/credWithUV hmacCredentials/credWithoutUV',
    'largeBlob/uncompressedSize largeBlob/data',
    'ssh-key/keyType ssh-key/privateKey totp/secret totp/period totp/digits totp/algorithm',
  ]
    .join(' ')
    .split(' '),
);
