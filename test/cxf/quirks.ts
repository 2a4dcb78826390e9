import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { account, field, header, idOf, inItem, item, login, withItem } from './documents.js';

/** A shape of a draft or of a real exporter, what reading says of it, and what it becomes. */
export interface Quirk {
  readonly name: string;
  readonly input: JsonValue;
  /** `severity code pointer`, in order. */
  readonly says: readonly string[];
  /** The document; left out where a test of its own looks at it. */
  readonly becomes?: JsonValue;
}

const LONG = Buffer.alloc(65, 7).toString('base64url');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pkcs8 = ec.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
export const passkey: JsonObject = {
  type: 'passkey',
  credentialId: idOf('credential'),
  rpId: 'example.com',
  username: 'ada',
  userDisplayName: 'Ada',
  userHandle: idOf('handle'),
  key: pkcs8,
};
const SEED = Buffer.alloc(32, 1).toString('base64url');
const SEED2 = Buffer.alloc(32, 2).toString('base64url');
const totp: JsonObject = { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, algorithm: 'sha1', username: 'ada' };

function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => (names.includes(name) || value === undefined ? [] : [[name, value]])),
  );
}

function set(entries: readonly JsonValue[], exporter = 'vault.example'): JsonObject {
  return { name: `${exporter}/cx-set-aside`, source: 'cxf', entries };
}

/** One credential that is mended in place. */
function credential(name: string, from: JsonObject, says: readonly string[], to: JsonObject): Quirk {
  return { name, input: withItem([from]), says: says.map((line) => line.replace('@', inItem('/credentials/0'))), becomes: withItem([to]) };
}

/** One item that is mended in place. */
function inItems(name: string, from: JsonObject, says: readonly string[], to: JsonObject): Quirk {
  return {
    name,
    input: header([account([from])]),
    says: says.map((line) => line.replace('@', inItem(''))),
    becomes: header([account([to])]),
  };
}

export const QUIRKS: readonly Quirk[] = [
  {
    name: 'a bare account, as Apple hands it over',
    input: account([item([login])]),
    says: ['warning cxf.envelope-account '],
    becomes: {
      version: { major: 1, minor: 0 },
      exporterRpId: '',
      exporterDisplayName: '',
      timestamp: 0,
      accounts: [account([item([login])])],
    },
  },
  {
    name: 'the envelope of early Android versions',
    input: {
      version: { major: 0, minor: 0 },
      exporterRpId: 'com.example.app',
      exporterDisplayName: 'App',
      payload: Buffer.from(JSON.stringify(withItem([login], { favorite: 'true' }))).toString('base64url'),
    },
    says: [
      'warning cxf.envelope-android /payload',
      'change cxf.boolean-respelled /payload/accounts/0/items/0/favorite',
      // The document inside says otherwise.
      'loss cxf.header-value-lost /version',
      'loss cxf.header-value-lost /exporterRpId',
      'loss cxf.header-value-lost /exporterDisplayName',
    ],
    becomes: withItem([login], { favorite: true }),
  },
  {
    name: 'a version that is a number',
    input: header([], { version: 0 }),
    says: ['change cxf.version-respelled /version'],
    becomes: header([], { version: { major: 0, minor: 0 } }),
  },
  {
    name: 'a version that is a text',
    input: header([], { version: '1.0' }),
    says: ['change cxf.version-respelled /version'],
    becomes: header([]),
  },
  { name: 'no version', input: without(header([]), 'version'), says: ['change cxf.version-respelled /version'], becomes: header([]) },
  {
    name: 'a version without minor',
    input: header([], { version: { major: 1 } }),
    says: ['change cxf.version-respelled /version'],
    becomes: header([]),
  },
  {
    name: 'an account that is none',
    input: header([7, account([item([login])])]),
    says: ['loss cxf.account-unreadable /accounts/0'],
    becomes: header([account([item([login])])]),
  },
  {
    name: 'a header value of another kind',
    input: header([], { exporterDisplayName: ['x'] }),
    says: ['loss cxf.header-value-lost /exporterDisplayName', 'warning cxf.member-missing /exporterDisplayName'],
    becomes: header([], { exporterDisplayName: '' }),
  },
  {
    name: 'draft names of the header and account',
    input: without(header([without(account([], { userName: 'ada' }), 'username')], { exporter: 'vault.example' }), 'exporterRpId'),
    says: ['warning cxf.member-renamed /exporter', 'warning cxf.member-renamed /accounts/0/userName'],
    becomes: header([account([])]),
  },
  {
    name: 'the name of Swift for the exporter',
    input: without(header([], { exporterRelyingPartyIdentifier: 'vault.example' }), 'exporterRpId'),
    says: ['warning cxf.member-renamed /exporterRelyingPartyIdentifier'],
    becomes: header([]),
  },
  {
    name: 'missing and null arrays of an account',
    input: header([without(account([], { collections: null }), 'items')]),
    says: ['warning cxf.array-missing /accounts/0/collections', 'warning cxf.array-missing /accounts/0/items'],
    becomes: header([account([])]),
  },
  {
    name: 'an item that is none',
    input: header([account(['stray', item([login])])]),
    says: ['warning cxf.item-set-aside /accounts/0/items/0'],
    becomes: header([account([item([login])], { extensions: [set([{ credential: null, member: 'items/0', value: 'stray' }])] })]),
  },
  {
    name: 'credentials that lack what their type requires',
    input: withItem([{ type: 'passkey', rpId: 'example.com' }, login, 5, { username: 'x' }]),
    says: [0, 2, 3].map((i) => `warning cxf.credential-set-aside ${inItem(`/credentials/${i}`)}`),
    becomes: withItem([login], {
      extensions: [
        set([
          { credential: 0, value: { type: 'passkey', rpId: 'example.com' } },
          { credential: 2, value: 5 },
          { credential: 3, value: { username: 'x' } },
        ]),
      ],
    }),
  },
  inItems(
    'a member of another kind',
    item([login], { tags: 'work', subtitle: { x: 1 } }),
    ['warning cxf.member-set-aside @/subtitle', 'warning cxf.member-set-aside @/tags'],
    item([login], {
      extensions: [
        set([
          { credential: null, member: 'subtitle', value: { x: 1 } },
          { credential: null, member: 'tags', value: 'work' },
        ]),
      ],
    }),
  ),
  inItems(
    'null members and elements',
    item([login], { creationAt: null, favorite: null, tags: ['a', null], scope: null }),
    ['creationAt', 'favorite', 'scope', 'tags/1'].map((m) => `warning cxf.member-null @/${m}`),
    item([login], { tags: ['a'] }),
  ),
  inItems('an item without title', without(item([login]), 'title'), ['warning cxf.member-missing @/title'], {
    ...without(item([login]), 'title'),
    title: '',
  }),
  inItems(
    'draft names of dates',
    item([login], { created: 5, lastModified: 6 }),
    ['warning cxf.member-renamed @/created', 'warning cxf.member-renamed @/lastModified'],
    item([login], { creationAt: 5, modifiedAt: 6 }),
  ),
  inItems(
    'a date that cannot be read beside its draft name',
    item([login], { creationAt: 'soon', created: 5 }),
    ['warning cxf.member-set-aside @/creationAt', 'warning cxf.member-renamed @/created'],
    item([login], { creationAt: 5, extensions: [set([{ credential: null, member: 'creationAt', value: 'soon' }])] }),
  ),
  inItems(
    'milliseconds',
    item([login], { creationAt: 1_700_000_000_123 }),
    ['change cxf.timestamp-respelled @/creationAt'],
    item([login], { creationAt: 1_700_000_000 }),
  ),
  inItems(
    'ISO dates and fractions',
    item([login], { creationAt: '2023-11-14T22:13:20Z', modifiedAt: 1_700_000_000.5 }),
    ['change cxf.timestamp-respelled @/creationAt', 'change cxf.timestamp-respelled @/modifiedAt'],
    item([login], { creationAt: 1_700_000_000, modifiedAt: 1_700_000_000 }),
  ),
  inItems(
    'an ISO date with a zone, and digits as text',
    item([login], { creationAt: '2023-11-15T00:13:20.999+02:00', modifiedAt: '1700000000' }),
    ['change cxf.timestamp-respelled @/creationAt', 'change cxf.timestamp-respelled @/modifiedAt'],
    item([login], { creationAt: 1_700_000_000, modifiedAt: 1_700_000_000 }),
  ),
  inItems(
    'a date without zone, whose moment is not certain',
    item([login], { creationAt: '2023-11-14T22:13:20' }),
    ['warning cxf.member-set-aside @/creationAt'],
    item([login], { extensions: [set([{ credential: null, member: 'creationAt', value: '2023-11-14T22:13:20' }])] }),
  ),
  inItems(
    'negative dates, as Google writes them',
    item([login], { creationAt: -11_644_473_600, modifiedAt: -1 }),
    ['loss cxf.timestamp-unusable @/creationAt', 'loss cxf.timestamp-unusable @/modifiedAt'],
    item([login]),
  ),
  inItems(
    'true as text',
    item([login], { favorite: 'false' }),
    ['change cxf.boolean-respelled @/favorite'],
    item([login], { favorite: false }),
  ),
  inItems(
    'a number as title',
    item([login], { title: 42, tags: [true, 'a'] }),
    ['change cxf.text-respelled @/title', 'change cxf.text-respelled @/tags/0'],
    item([login], { title: '42', tags: ['true', 'a'] }),
  ),
  inItems(
    'an id of padded base64 in the standard alphabet',
    item([login], { id: '+/+/AQ==' }),
    ['change cxf.id-respelled @/id'],
    item([login], { id: '-_-_AQ' }),
  ),
  inItems(
    'an id that is no base64 becomes that of its bytes',
    item([login], { id: 'vault item 1' }),
    ['change cxf.id-respelled @/id'],
    item([login], { id: idOf('vault item 1') }),
  ),
  inItems('a numeric id', item([login], { id: 12 }), ['change cxf.id-respelled @/id'], item([login], { id: idOf('12') })),
  inItems(
    'URLs beside the title',
    item([login], {
      urls: ['https://a.example', 'https://b.example'],
      scope: { urls: ['https://b.example', 'https://b.example'], androidApps: [] },
    }),
    ['warning cxf.urls-moved @/urls', 'change value.normalised @/scope'],
    item([login], { scope: { urls: ['https://b.example', 'https://b.example', 'https://a.example'], androidApps: [] } }),
  ),
  inItems(
    'URLs in the login',
    item([{ ...login, urls: ['https://a.example'] }]),
    ['warning cxf.urls-moved @/credentials/0/urls'],
    item([login], { scope: { urls: ['https://a.example'], androidApps: [] } }),
  ),
  inItems(
    'one URL as text in the login',
    item([{ ...login, urls: 'https://a.example' }]),
    ['warning cxf.urls-moved @/credentials/0/urls'],
    item([login], { scope: { urls: ['https://a.example'], androidApps: [] } }),
  ),
  inItems(
    'a scope without apps',
    item([login], { scope: { urls: ['a.example'] } }),
    ['warning cxf.array-missing @/scope/androidApps'],
    item([login], { scope: { urls: ['a.example'], androidApps: [] } }),
  ),
  inItems(
    'draft names in the scope',
    item([login], {
      scope: { urls: [], androidApps: [{ bundleId: 'com.example', certificate: { fingerprint: 'AQ==', hashAlgorithm: 'sha256' } }] },
    }),
    [
      'change cxf.base64-respelled @/scope/androidApps/0/certificate/fingerprint',
      'warning cxf.member-renamed @/scope/androidApps/0/certificate/hashAlgorithm',
    ],
    item([login], {
      scope: { urls: [], androidApps: [{ bundleId: 'com.example', certificate: { fingerprint: 'AQ', hashAlg: 'sha256' } }] },
    }),
  ),
  credential(
    'an empty optional id',
    { type: 'custom-fields', id: '', label: 'L', fields: [field('string', 'v', { id: '' })] },
    ['warning cxf.id-empty @/id', 'warning cxf.id-empty @/fields/0/id'],
    { type: 'custom-fields', label: 'L', fields: [field('string', 'v')] },
  ),
  credential(
    'bare values for editable fields',
    { type: 'basic-auth', username: 'ada', password: 1234 },
    ['warning cxf.field-bare @/username', 'warning cxf.field-bare @/password'],
    { type: 'basic-auth', username: field('string', 'ada'), password: field('concealed-string', '1234') },
  ),
  credential('a note that is a text, as in drafts', { type: 'note', content: 'Text' }, ['warning cxf.field-bare @/content'], {
    type: 'note',
    content: field('string', 'Text'),
  }),
  credential(
    'a card of plain strings',
    { type: 'credit-card', number: '4111', expiryDate: '2030-01', fullName: true },
    ['warning cxf.field-bare @/number', 'warning cxf.field-bare @/fullName', 'warning cxf.field-bare @/expiryDate'],
    {
      type: 'credit-card',
      number: field('concealed-string', '4111'),
      expiryDate: field('year-month', '2030-01'),
      fullName: field('string', 'true'),
    },
  ),
  credential(
    'fields without type or value',
    { type: 'basic-auth', username: { value: 'ada' }, password: { fieldType: 'concealed-string', value: null } },
    ['warning cxf.member-missing @/username/fieldType', 'warning cxf.member-missing @/password/value'],
    { type: 'basic-auth', username: { value: 'ada', fieldType: 'string' }, password: field('concealed-string', '') },
  ),
  credential(
    'null members of fields',
    { type: 'basic-auth', username: field('string', 'ada', { id: null, label: null }), password: null },
    ['warning cxf.member-null @/username/id', 'warning cxf.member-null @/username/label', 'warning cxf.member-null @/password'],
    { type: 'basic-auth', username: field('string', 'ada') },
  ),
  credential('a section without fields', { type: 'custom-fields', label: 'L' }, ['warning cxf.array-missing @/fields'], {
    type: 'custom-fields',
    label: 'L',
    fields: [],
  }),
  ...['BasicAuth', 'basic_auth', 'BASIC-AUTH', 'basicAuth'].map((type) =>
    credential(`the type ${type}`, { ...login, type }, ['warning cxf.type-renamed @/type'], login),
  ),
  credential(
    'the type driver-license',
    { type: 'driver-license', licenseNumber: field('string', '1') },
    ['warning cxf.type-renamed @/type'],
    { type: 'drivers-license', licenseNumber: field('string', '1') },
  ),
  credential('the type public-key', { ...passkey, type: 'public-key' }, ['warning cxf.type-renamed @/type'], passkey),
  credential(
    'names of Swift and of drafts in a passkey',
    {
      type: 'passkey',
      credentialID: passkey['credentialId'],
      relyingPartyIdentifier: 'example.com',
      userName: 'ada',
      userDisplayName: 'Ada',
      userHandle: passkey['userHandle'],
      key: pkcs8,
    },
    ['credentialID', 'relyingPartyIdentifier', 'userName'].map((m) => `warning cxf.member-renamed @/${m}`),
    passkey,
  ),
  credential(
    'a passkey without names and handle',
    without(passkey, 'username', 'userDisplayName', 'userHandle'),
    ['username', 'userDisplayName', 'userHandle'].map((m) => `warning cxf.member-missing @/${m}`),
    { ...passkey, username: '', userDisplayName: '', userHandle: '' },
  ),
  credential(
    'padded base64 in the standard alphabet',
    { ...passkey, credentialId: '+/8=', userHandle: 'AQ==' },
    ['change cxf.base64-respelled @/credentialId', 'change cxf.base64-respelled @/userHandle'],
    { ...passkey, credentialId: '-_8', userHandle: 'AQ' },
  ),
  credential('stray bits', { ...passkey, credentialId: 'AB' }, ['change cxf.base64-respelled @/credentialId'], {
    ...passkey,
    credentialId: 'AA',
  }),
  credential(
    'a key as PEM',
    { ...passkey, key: ec.export({ format: 'pem', type: 'pkcs8' }).toString() },
    ['change cxf.key-pem @/key'],
    passkey,
  ),
  credential(
    'a key as JWK in text',
    { ...passkey, key: ` ${JSON.stringify(ec.export({ format: 'jwk' }))}` },
    ['change cxf.passkey-key-jwk @/key'],
    passkey,
  ),
  credential(
    'a key as PEM of SEC1',
    { ...passkey, key: ec.export({ format: 'pem', type: 'sec1' }).toString() },
    ['change cxf.key-pem @/key'],
    passkey,
  ),
  credential(
    'a key as SEC1',
    { ...passkey, key: ec.export({ format: 'der', type: 'sec1' }).toString('base64url') },
    ['change cxf.passkey-key-shape @/key'],
    passkey,
  ),
  credential(
    'a key as JWK',
    { ...passkey, key: { ...ec.export({ format: 'jwk' }), alg: 'ES256', ext: false, key_ops: ['sign'] } as JsonObject },
    ['change cxf.passkey-key-jwk @/key'],
    passkey,
  ),
  credential(
    'HS256 for the algorithm of PRF seeds',
    { ...passkey, fido2Extensions: { hmacCredentials: { algorithm: 'HS256', credWithUV: SEED, credWithoutUV: SEED2 } } },
    ['change cxf.hmac-algorithm-respelled @/fido2Extensions/hmacCredentials/algorithm'],
    { ...passkey, fido2Extensions: { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: SEED, credWithoutUV: SEED2 } } },
  ),
  credential(
    'draft names in the large blob',
    { ...passkey, fido2Extensions: { largeBlob: { size: '12', data: 'AQ' }, payments: 'true' } },
    [
      'warning cxf.member-renamed @/fido2Extensions/largeBlob/size',
      'change cxf.number-respelled @/fido2Extensions/largeBlob/size',
      'change cxf.boolean-respelled @/fido2Extensions/payments',
    ],
    { ...passkey, fido2Extensions: { largeBlob: { uncompressedSize: 12, data: 'AQ' }, payments: true } },
  ),
  credential(
    'upper case in the algorithm of codes',
    { ...totp, algorithm: 'SHA-256' },
    ['change cxf.totp-algorithm-respelled @/algorithm'],
    { ...totp, algorithm: 'sha256' },
  ),
  credential(
    'period and digits as text',
    { ...totp, period: '60', digits: '8' },
    ['change cxf.number-respelled @/period', 'change cxf.number-respelled @/digits'],
    { ...totp, period: 60, digits: 8 },
  ),
  credential(
    'codes without period, digits and algorithm',
    without(totp, 'period', 'digits', 'algorithm'),
    ['period', 'digits', 'algorithm'].map((m) => `warning cxf.member-missing @/${m}`),
    totp,
  ),
  credential(
    'a Base32 secret as people write it',
    { ...totp, secret: 'jbsw y3dp-ehpk 3pxp' },
    ['change cxf.base32-respelled @/secret'],
    totp,
  ),
  credential('a padded Base32 secret', { ...totp, secret: 'GEZDGNBVGY======' }, ['change cxf.base32-padded @/secret'], {
    ...totp,
    secret: 'GEZDGNBVGY',
  }),
  credential(
    'a draft name of a file hash',
    { type: 'file', id: idOf('f'), name: 'a.txt', decryptedSize: '3', integrationHash: SEED },
    ['change cxf.number-respelled @/decryptedSize', 'warning cxf.member-renamed @/integrationHash'],
    { type: 'file', id: idOf('f'), name: 'a.txt', decryptedSize: 3, integrityHash: SEED },
  ),
  credential(
    'a draft name in an SSH key',
    { type: 'ssh-key', keyType: 'ssh-ed25519', privateKey: 'AQ', expirationDate: '2030-01-01' },
    ['warning cxf.member-renamed @/expirationDate', 'warning cxf.field-bare @/expirationDate'],
    { type: 'ssh-key', keyType: 'ssh-ed25519', privateKey: 'AQ', expiryDate: field('date', '2030-01-01') },
  ),
  credential(
    'padded base64 in the extensions of a passkey',
    { ...passkey, fido2Extensions: { credBlob: 'AQ==' } },
    ['change cxf.base64-respelled @/fido2Extensions/credBlob'],
    { ...passkey, fido2Extensions: { credBlob: 'AQ' } },
  ),
  // What they become stands in a test of its own: the values are derived.
  {
    name: 'one PRF seed, as in drafts',
    input: withItem([{ ...passkey, fido2Extensions: { hmacSecret: { algorithm: 'HS256', secret: SEED } } }]),
    says: [
      `warning cxf.member-renamed ${inItem('/credentials/0/fido2Extensions/hmacSecret')}`,
      `warning cxf.hmac-single-secret ${inItem('/credentials/0/fido2Extensions/hmacSecret/secret')}`,
      `change cxf.hmac-seed-derived ${inItem('/credentials/0/fido2Extensions/hmacSecret/credWithoutUV')}`,
      `change cxf.hmac-algorithm-respelled ${inItem('/credentials/0/fido2Extensions/hmacSecret/algorithm')}`,
    ],
  },
  {
    name: 'a missing id',
    input: header([account([without(item([login]), 'id')], { id: '' })]),
    says: ['change cxf.id-missing /accounts/0/id', `change cxf.id-missing ${inItem('/id')}`],
  },
  {
    name: 'a long id with the references to it',
    input: header([
      account([item([login], { id: LONG }), item([{ type: 'item-reference', reference: { item: LONG } }], { id: idOf('two') })], {
        collections: [{ id: idOf('c'), title: 'C', items: [{ item: LONG }] }],
      }),
    ]),
    says: [
      'change cxf.id-too-long /accounts/0/items/0/id',
      'change cxf.reference-followed /accounts/0/items/1/credentials/0/reference/item',
      'change cxf.reference-followed /accounts/0/collections/0/items/0/item',
    ],
  },
  {
    name: 'an item embedded in a collection',
    input: header([account([], { collections: [{ id: idOf('c'), title: 'C', items: [item([login], { title: 5 })] }] })]),
    says: [
      'change cxf.text-respelled /accounts/0/collections/0/items/0/title',
      'warning cxf.item-embedded /accounts/0/collections/0/items/0',
    ],
    becomes: header([
      account([item([login], { title: '5' })], { collections: [{ id: idOf('c'), title: 'C', items: [{ item: idOf('item') }] }] }),
    ]),
  },
  {
    name: 'an item embedded and listed is one item',
    input: header([account([item([login])], { collections: [{ id: idOf('c'), title: 'C', items: [item([login])] }] })]),
    says: ['warning cxf.item-embedded /accounts/0/collections/0/items/0'],
    becomes: header([account([item([login])], { collections: [{ id: idOf('c'), title: 'C', items: [{ item: idOf('item') }] }] })]),
  },
  {
    name: 'an embedded item with the id of another',
    input: header([account([item([login])], { collections: [{ id: idOf('c'), title: 'C', items: [item([], { title: 'Other' })] }] })]),
    says: ['change cxf.id-reused /accounts/0/collections/0/items/0/id', 'warning cxf.item-embedded /accounts/0/collections/0/items/0'],
  },
];
