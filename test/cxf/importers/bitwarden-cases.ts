import type { JsonObject, JsonValue } from '../../../src/core/json.js';
import { type Edits, HASH, KEYS } from '../validate/document.js';

/** A document that Bitwarden imports whole: one login with a code, a passkey and a section of fields. */
export function loginDocument(): JsonObject {
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: 'exporter.example',
    exporterDisplayName: 'Exporter',
    timestamp: 1_760_000_000,
    accounts: [
      {
        id: 'YWNjb3VudA',
        username: '',
        email: '',
        collections: [],
        items: [
          {
            id: 'aXRlbS0w',
            title: 'Shop',
            scope: { urls: ['https://shop.example'], androidApps: [] },
            credentials: [
              { type: 'basic-auth', username: field('string', 'ann'), password: field('concealed-string', 'secret') },
              { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, username: 'ann', algorithm: 'sha1', issuer: 'Shop' },
              passkey('Y3JlZGVudGlhbA', KEYS.p256),
              { type: 'custom-fields', fields: [field('string', 'text')] },
            ],
          },
        ],
      },
    ],
  };
}

function field(fieldType: string, value: string): JsonObject {
  return { fieldType, value };
}

function passkey(credentialId: string, key: string): JsonObject {
  return { type: 'passkey', credentialId, rpId: 'shop.example', username: '', userDisplayName: '', userHandle: 'AQ', key };
}

/** What the importer did with the document: `refused` the whole account, or took it as it is, dropping or changing something. */
export type Outcome = 'refused' | 'taken' | 'dropped' | 'changed';

/** One mutation of `loginDocument`, and what was measured. */
export interface Measured {
  readonly name: string;
  readonly outcome: Outcome;
  readonly edits: Edits;
}

const account = '/accounts/0';
const item = `${account}/items/0`;
const login = `${item}/credentials/0`;
const totp = `${item}/credentials/1`;
const key = `${item}/credentials/2`;
const custom = `${item}/credentials/3/fields/0`;
const only = `${item}/credentials`;

function collection(depth: number): JsonValue {
  const inner: JsonObject = { id: 'AA', title: '', items: [] };
  return depth <= 1 ? inner : { ...inner, subCollections: [collection(depth - 1)] };
}

/**
 * Measured on 2026-11-23 and -24 with Bitwarden's own SDK (@bitwarden/sdk-internal 0.2.0-main.1054), which is handed each account as JSON.
 * The names of the members say all; nothing of the header is seen by it.
 */
export const MEASURED: readonly Measured[] = [
  taken('nothing changed', {}),

  refused('a typed member with another field type', { [`${login}/username/fieldType`]: 'email' }),
  refused('a password that is not concealed', { [`${login}/password/fieldType`]: 'string' }),
  refused('security of a wireless network as string', { [only]: [{ type: 'wifi', networkSecurityType: field('string', 'wep') }] }),
  taken('security of a wireless network as any text', {
    [only]: [{ type: 'wifi', networkSecurityType: field('wifi-network-security-type', 'x') }],
  }),
  refused('a concealed passport number', { [only]: [{ type: 'passport', passportNumber: field('concealed-string', '1') }] }),
  refused('e-mail in custom fields', { [custom]: field('email', 'ann@example.org') }),
  refused('number in custom fields', { [custom]: field('number', '1') }),
  refused('an unknown field type in custom fields', { [custom]: field('mine', '1') }),
  taken('security of a wireless network in custom fields', { [custom]: field('wifi-network-security-type', 'wep') }),
  refused('an unknown credential type', { [`${only}/-`]: { type: 'mine', value: 1 } }),
  refused('a credential type in the spelling of a draft', { [`${login}/type`]: 'BasicAuth' }),
  refused('a credential without a type', { [`${only}/-`]: { value: 1 } }),
  refused('null among the credentials', { [`${only}/-`]: null }),
  refused('a field without a field type', { [`${custom}/fieldType`]: undefined }),
  refused('a field with the value null', { [`${custom}/value`]: null }),
  refused('a field with a number as value', { [`${custom}/value`]: 5 }),
  refused('a bare text where a field belongs', { [`${login}/username`]: 'ann' }),
  refused('a bare text as note', { [`${only}/-`]: { type: 'note', content: 'text' } }),
  refused('a bare text as country', { [`${only}/-`]: { type: 'address', country: 'US' } }),

  refused('a truth value that is none', { [custom]: field('boolean', 'yes') }),
  refused('a date that is none', { [custom]: field('date', '31.12.2024') }),
  refused('a date that no calendar has', { [custom]: field('date', '2024-02-30') }),
  refused('an empty date', { [only]: [{ type: 'passport', birthDate: field('date', '') }] }),
  refused('a moment as date', { [only]: [{ type: 'passport', birthDate: field('date', '1990-02-20T00:00:00Z') }] }),
  changed('a date without zeros', { [only]: [{ type: 'passport', birthDate: field('date', '1990-2-3') }] }),
  refused('a full date as month', { [only]: [{ type: 'credit-card', expiryDate: field('year-month', '2030-01-01') }] }),
  refused('a month that no year has', { [only]: [{ type: 'credit-card', expiryDate: field('year-month', '2030-13') }] }),
  changed('a month without zeros', { [only]: [{ type: 'credit-card', expiryDate: field('year-month', '2030-1') }] }),
  taken('any text as country', { [only]: [{ type: 'address', country: field('country-code', 'anywhere') }] }),
  taken('a bare subdivision', { [custom]: field('subdivision-code', 'CA') }),
  taken('a passport type of no standard', { [only]: [{ type: 'passport', passportType: field('string', 'Regular') }] }),

  refused('a period above 255', { [`${totp}/period`]: 256 }),
  refused('digits above 255', { [`${totp}/digits`]: 256 }),
  refused('a period as text', { [`${totp}/period`]: '30' }),
  refused('no period', { [`${totp}/period`]: undefined }),
  refused('no algorithm', { [`${totp}/algorithm`]: undefined }),
  changed('an unknown algorithm', { [`${totp}/algorithm`]: 'md5' }),
  changed('an algorithm in upper case', { [`${totp}/algorithm`]: 'SHA256' }),
  taken('Steam', { [`${totp}/algorithm`]: 'steam' }),
  changed('characters that Base32 has not', { [`${totp}/secret`]: 'JBSWY3DP018!' }),
  taken('Base32 in lower case, with spaces and padding', { [`${totp}/secret`]: 'jbsw y3dp ee======' }),

  refused('a passkey without a user name', { [`${key}/username`]: undefined }),
  refused('a passkey without a display name', { [`${key}/userDisplayName`]: undefined }),
  refused('a passkey without a user handle', { [`${key}/userHandle`]: undefined }),
  refused('a passkey with its user name under the name of a draft', { [`${key}/username`]: undefined, [`${key}/userName`]: 'ann' }),
  taken('an empty user handle', { [`${key}/userHandle`]: '' }),
  refused('standard base64', { [`${key}/userHandle`]: 'ab+/' }),
  taken('padded base64url', { [`${key}/userHandle`]: 'AQ==' }),
  refused('a key as PEM', {
    [`${key}/key`]: `-----BEGIN PRIVATE KEY-----\n${KEYS.ed25519.replaceAll('-', '+').replaceAll('_', '/')}\n-----END PRIVATE KEY-----`,
  }),
  dropped('a passkey of Ed25519', { [`${key}/key`]: KEYS.ed25519 }),
  refused('one PRF seed', { [`${key}/fido2Extensions`]: { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: HASH } } }),
  dropped('two PRF seeds', {
    [`${key}/fido2Extensions`]: { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: HASH, credWithoutUV: HASH } },
  }),
  dropped('the PRF seed of a draft', { [`${key}/fido2Extensions`]: { hmacSecret: { algorithm: 'HS256', secret: HASH } } }),

  refused('no item id', { [`${item}/id`]: undefined }),
  refused('a number as item id', { [`${item}/id`]: 5 }),
  refused('an item id that is no base64url', { [`${item}/id`]: 'a b!' }),
  taken('an empty item id', { [`${item}/id`]: '' }),
  taken('a padded item id', { [`${item}/id`]: 'AQ==' }),
  taken('an item id with stray bits', { [`${item}/id`]: 'account-123' }),
  taken('an item id of 66 bytes', { [`${item}/id`]: 'A'.repeat(88) }),
  refused('no title', { [`${item}/title`]: undefined }),
  refused('no credentials', { [`${item}/credentials`]: undefined }),
  refused('a scope without apps', { [`${item}/scope/androidApps`]: undefined }),
  refused('null among the URLs', { [`${item}/scope/urls/0`]: null }),
  taken('any text as URL', { [`${item}/scope/urls/0`]: 'no url at all' }),
  taken('an app without a certificate', { [`${item}/scope/androidApps/-`]: { bundleId: 'example.shop' } }),
  refused('an app certificate in the words of a draft', {
    [`${item}/scope/androidApps/-`]: { bundleId: 'example.shop', certificate: { fingerprint: HASH, hashAlgorithm: 'sha256' } },
  }),
  refused('no collections', { [`${account}/collections`]: undefined }),
  refused('no e-mail', { [`${account}/email`]: undefined }),
  refused('no user name', { [`${account}/username`]: undefined }),
  refused('a number as full name', { [`${account}/fullName`]: 5 }),
  taken('null for an optional member', { [`${item}/scope`]: undefined, [`${item}/subtitle`]: null }),
  taken('a null label', { [`${custom}/label`]: null }),
  refused('null among the tags', { [`${item}/tags`]: [null] }),
  refused('truth as text', { [`${item}/favorite`]: 'true' }),
  refused('a fraction of a second', { [`${item}/creationAt`]: 1_700_000_000.5 }),
  refused('a moment as text', { [`${item}/creationAt`]: '2024-01-01T00:00:00Z' }),
  changed('a moment before 1970', { [`${item}/creationAt`]: -11_644_473_600 }),
  changed('a moment in milliseconds', { [`${item}/creationAt`]: 1_700_000_000_000 }),
  taken('an empty optional list', { [`${item}/tags`]: [] }),
  taken('an unknown member', { [`${item}/mine`]: { deep: [1] } }),
  dropped('a private extension', { [`${item}/extensions`]: [{ name: 'a.example/x', value: 1 }] }),
  dropped('subtitle, favourite and tags', { [`${item}/subtitle`]: 'x', [`${item}/favorite`]: true, [`${item}/tags`]: ['x'] }),

  dropped('a second login', { [`${only}/-`]: { type: 'basic-auth', username: field('string', 'bob') } }),
  dropped('a generated password', { [`${only}/-`]: { type: 'generated-password', password: 'x' } }),
  dropped('a file', { [`${only}/-`]: { type: 'file', id: 'ZmlsZQ', name: 'x', decryptedSize: 1, integrityHash: HASH } }),
  refused('a file in the words of a draft', {
    [`${only}/-`]: { type: 'file', id: 'ZmlsZQ', name: 'x', decryptedSize: 1, integrationHash: HASH },
  }),
  dropped('an item with a reference alone', { [only]: [{ type: 'item-reference', reference: { item: 'AQ' } }] }),
  dropped('an item without credentials', { [only]: [] }),
  changed('an SSH key of another type than it says', { [only]: [{ type: 'ssh-key', keyType: 'ssh-rsa', privateKey: KEYS.ed25519 }] }),
  dropped('an SSH key that is none', { [only]: [{ type: 'ssh-key', keyType: 'ssh-rsa', privateKey: 'AAAA' }] }),

  dropped('a collection', { [`${account}/collections/-`]: collection(1) }),
  refused('a collection without id', { [`${account}/collections/-`]: { title: '', items: [] } }),
  refused('an item inside a collection', {
    [`${account}/collections/-`]: { id: 'AA', title: '', items: [{ id: 'AQ', title: '', credentials: [] }] },
  }),
  dropped('62 collections inside one another', { [`${account}/collections/-`]: collection(62) }),
  refused('63 collections inside one another', { [`${account}/collections/-`]: collection(63) }),
];

function refused(name: string, edits: Edits): Measured {
  return { name, outcome: 'refused', edits };
}

function taken(name: string, edits: Edits): Measured {
  return { name, outcome: 'taken', edits };
}

function dropped(name: string, edits: Edits): Measured {
  return { name, outcome: 'dropped', edits };
}

function changed(name: string, edits: Edits): Measured {
  return { name, outcome: 'changed', edits };
}
