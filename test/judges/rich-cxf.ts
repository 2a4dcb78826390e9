import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../src/core/json.js';

/** A vault of one item for each credential type, every member filled, and some that mix types. Keys are made afresh. */
export function richItems(): JsonObject[] {
  let n = 0;
  const id = (): string => Buffer.from(`item ${String(n++).padStart(11, '0')}`).toString('base64url');
  const item = (title: string, ...credentials: readonly JsonObject[]): JsonObject => ({
    id: id(),
    creationAt: 1_700_000_000,
    modifiedAt: 1_700_000_001,
    title,
    subtitle: `below ${title}`,
    favorite: true,
    tags: ['one', 'two'],
    credentials,
    extensions: [{ name: 'shared', accessors: [{ type: 'user', accountId: 'AAAA', name: 'Kim', permissions: ['read'] }] }],
  });
  const scope = {
    urls: ['https://example.com/login?a=1#b', 'http://[::1]:8080/'],
    androidApps: [{ bundleId: 'com.example.app', certificate: { fingerprint: 'AAEC', hashAlg: 'sha256' }, name: 'Example' }],
  };
  const login = { type: 'basic-auth', username: field('string', 'Zoë "quoted" \\'), password: field('concealed-string', ' p\tä\n💥 ') };
  return [
    { ...item('login', login, totp(), passkey(1), passkey(2), note('a note'), fields('More', 2)), scope },
    item('a second login', login, { ...login, username: field('string', 'second') }),
    item('code', totp({ algorithm: 'sha256', digits: 8, period: 60 }), note('first'), note('second')),
    item('steam', totp({ algorithm: 'steam', digits: 5 })),
    item('passkey alone', passkey(3)),
    item('note', note('line\nline')),
    item('card', {
      type: 'credit-card',
      number: field('concealed-string', '4111111111111111'),
      fullName: field('string', 'Zoë Quux'),
      cardType: field('string', 'Visa'),
      verificationNumber: field('concealed-string', '007'),
      pin: field('concealed-string', '0042'),
      expiryDate: field('year-month', '2031-02'),
      validFrom: field('year-month', '2021-02'),
    }),
    item('address', {
      type: 'address',
      streetAddress: field('string', '1 Main St\nFloor 2'),
      postalCode: field('string', '01234'),
      city: field('string', 'Zürich'),
      territory: field('subdivision-code', 'CH-ZH'),
      country: field('country-code', 'CH'),
      tel: field('string', '+41 44 000 00 00'),
    }),
    item('person', {
      type: 'person-name',
      ...Object.fromEntries(
        ['title', 'given', 'givenInformal', 'given2', 'surnamePrefix', 'surname', 'surname2', 'credentials', 'generation'].map((name) => [
          name,
          field('string', `my ${name}`),
        ]),
      ),
    }),
    item('passport', {
      type: 'passport',
      ...papers,
      passportType: field('string', 'P'),
      passportNumber: field('string', 'P123'),
      nationalIdentificationNumber: field('string', 'N1'),
    }),
    item('identity card', {
      type: 'identity-document',
      ...papers,
      documentNumber: field('string', 'D1'),
      identificationNumber: field('string', 'I1'),
    }),
    item('license', {
      type: 'drivers-license',
      fullName: field('string', 'Kim Quux'),
      birthDate: field('date', '1990-02-28'),
      issueDate: field('date', '2020-01-01'),
      expiryDate: field('date', '2030-01-01'),
      issuingAuthority: field('string', 'Canton'),
      territory: field('subdivision-code', 'US-CA'),
      country: field('country-code', 'US'),
      licenseNumber: field('string', 'L1'),
      licenseClass: field('string', 'B'),
    }),
    item('key', {
      type: 'ssh-key',
      keyType: 'ssh-ed25519',
      privateKey: pkcs8('ed25519'),
      keyComment: 'me@host',
      creationDate: field('date', '2020-01-01'),
      expiryDate: field('date', '2030-01-01'),
      keyGenerationSource: field('string', 'ssh-keygen'),
    }),
    item('rsa key', { type: 'ssh-key', keyType: 'ssh-rsa', privateKey: pkcs8('rsa') }),
    item('nist key', { type: 'ssh-key', keyType: 'ecdsa-sha2-nistp256', privateKey: pkcs8('ec') }),
    item('api', {
      type: 'api-key',
      key: field('concealed-string', 'K'),
      username: field('string', 'bot'),
      keyType: field('string', 'bearer'),
      url: field('string', 'https://api.example.com'),
      validFrom: field('date', '2020-01-01'),
      expiryDate: field('date', '2030-01-01'),
    }),
    item('wifi', {
      type: 'wifi',
      ssid: field('string', 'home'),
      networkSecurityType: field('wifi-network-security-type', 'wpa2-personal'),
      passphrase: field('concealed-string', 'secret'),
      hidden: field('boolean', 'true'),
    }),
    item('generated', { type: 'generated-password', password: 'xyz' }, note('beside it')),
    item('reference', { type: 'item-reference', reference: { item: 'AAAA', account: 'BBBB' } }, login),
    item('sections', fields('First'), fields('Second', 2)),
    item('unknown', { type: 'future', data: { deep: [1, { more: null }] } }, login),
  ];
}

/** A whole document around some items. */
export function documentOf(items: readonly JsonValue[]): JsonObject {
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: 'example.com',
    exporterDisplayName: 'Example',
    timestamp: 1_700_000_000,
    accounts: [
      {
        id: 'AAAAAAAAAAAAAAAAAAAAAA',
        username: 'kim',
        email: 'kim@example.com',
        fullName: 'Kim',
        collections: [
          {
            id: 'AQEBAQEBAQEBAQEBAQEBAQ',
            creationAt: 1_700_000_000,
            title: 'Folder',
            items: [{ item: 'AAAA' }],
            subCollections: [{ id: 'AgICAgICAgICAgICAgICAg', title: 'Below', items: [] }],
          },
        ],
        items,
        extensions: [{ name: 'example.com/own', value: 1.5 }],
      },
    ],
  };
}

const papers = {
  issuingCountry: field('country-code', 'CH'),
  nationality: field('string', 'Swiss'),
  fullName: field('string', 'Kim Quux'),
  birthDate: field('date', '1990-02-28'),
  birthPlace: field('string', 'Bern'),
  sex: field('string', 'X'),
  issueDate: field('date', '2020-01-01'),
  expiryDate: field('date', '2030-01-01'),
  issuingAuthority: field('string', 'Canton'),
};

function field(fieldType: string, value: string): JsonObject {
  return { id: 'AAAA', fieldType, value, label: `my ${fieldType}` };
}

function note(value: string): JsonObject {
  return { type: 'note', content: { fieldType: 'string', value } };
}

function totp(more: JsonObject = {}): JsonObject {
  const members = { secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, username: 'kim', algorithm: 'sha1', issuer: 'Ex:ample & Co' };
  return { type: 'totp', ...members, ...more };
}

function passkey(n: number): JsonObject {
  return {
    type: 'passkey',
    credentialId: Buffer.alloc(n === 1 ? 16 : 20 + n, n).toString('base64url'),
    rpId: `site${n}.example.com`,
    username: `kim ${n}`,
    userDisplayName: '',
    userHandle: n === 3 ? '' : Buffer.alloc(8, n).toString('base64url'),
    key: pkcs8('ec'),
    ...(n === 3 && {
      fido2Extensions: {
        hmacCredentials: {
          algorithm: 'hmac-sha256',
          credWithUV: Buffer.alloc(32, 1).toString('base64url'),
          credWithoutUV: Buffer.alloc(32, 2).toString('base64url'),
        },
        credBlob: 'AAEC',
        largeBlob: { uncompressedSize: 3, data: 'AAEC' },
        payments: true,
      },
    }),
  };
}

/** A section: every field type, or the first few, each with a value of its own. */
function fields(label: string, most = 20): JsonObject {
  const values = {
    string: 'text',
    'concealed-string': 'hush',
    email: 'kim@example.com',
    number: '1.5e3',
    boolean: 'false',
    date: '2020-02-29',
    'year-month': '2020-02',
    'country-code': 'DE',
    'subdivision-code': 'DE-BY',
    'wifi-network-security-type': 'wep',
    'of the future': 'value',
  };
  const all = Object.entries(values)
    .slice(0, most)
    .map(([type, value]) => ({ ...field(type, value), label: `${label} ${type}` }));
  return { type: 'custom-fields', id: 'AAAA', label, fields: all, extensions: [{ name: 'example.com/section', n: 1 }] };
}

function pkcs8(kind: 'ec' | 'ed25519' | 'rsa'): string {
  const pair =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ed25519');
  return pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
}
