import { createPrivateKey } from 'node:crypto';
import type { CxfQuirkCode } from '../../../src/core/codes/cxf-quirks.js';
import type { CxfRuleCode } from '../../../src/core/codes/cxf-rules.js';
import type { Severity } from '../../../src/core/report.js';
import { AT, BLOB, type Edits, KEYS } from './document.js';

/** One thing broken in the whole document, and the one finding that it gives. */
export interface Broken {
  readonly code: CxfRuleCode | CxfQuirkCode;
  readonly severity: Severity;
  /** Where the finding points. */
  readonly at: string;
  readonly edits: Edits;
}

const { login, basicAuth, totp, passkey, card, address, passport, apiKey, sshKey, wifi, fields, file, reference, app, collection } = AT;
const account = '/accounts/0';
const hmac = `${passkey}/fido2Extensions/hmacCredentials`;
const blob = `${passkey}/fido2Extensions/largeBlob`;
const shared = '/accounts/0/items/3/extensions/0';
const long = 'A'.repeat(88);

/** A PKCS#8 key whose first INTEGER says version 2. */
const SEC1 = createPrivateKey({ key: Buffer.from(KEYS.p256, 'base64url'), format: 'der', type: 'pkcs8' })
  .export({ format: 'der', type: 'sec1' })
  .toString('base64url');
const VERSION_2 = KEYS.ed25519.replace('MC4CAQA', 'MC4CAQI');

/** Every rule broken, in every way that has a branch of its own. */
export const BROKEN: readonly Broken[] = [
  // Header and account
  broken('cxf.version-unpublished', 'error', '/version', { '/version/minor': 1 }),
  broken('cxf.version-unpublished', 'error', '/version', { '/version/major': 0 }),
  broken('cxf.version-respelled', 'error', '/version', { '/version': '1.0' }),
  broken('cxf.version-respelled', 'error', '/version', { '/version': undefined }),
  broken('cxf.exporter-no-domain', 'warning', '/exporterRpId', { '/exporterRpId': 'https://exporter.example' }),
  broken('cxf.exporter-no-domain', 'warning', '/exporterRpId', { '/exporterRpId': 'nitrokey' }),
  broken('cxf.exporter-no-domain', 'warning', '/exporterRpId', { '/exporterRpId': '' }),
  broken('cxf.member-missing', 'error', '/exporterDisplayName', { '/exporterDisplayName': undefined }),
  broken('cxf.member-missing', 'error', '/timestamp', { '/timestamp': null }),
  broken('cxf.header-value-lost', 'error', '/timestamp', { '/timestamp': {} }, 'and cxf.member-missing'),
  broken('cxf.member-renamed', 'error', '/exporter', { '/exporterRpId': undefined, '/exporter': 'exporter.example' }),
  broken('cxf.account-unreadable', 'error', '/accounts/1', { '/accounts/-': 5 }),
  broken('cxf.account-id-duplicate', 'warning', '/accounts/1/id', {
    '/accounts/-': { id: 'YWNjb3VudA', username: '', email: '', collections: [], items: [] },
  }),
  broken('cxf.member-missing', 'error', `${account}/username`, { [`${account}/username`]: undefined }),
  broken('cxf.member-renamed', 'error', `${account}/userName`, { [`${account}/username`]: undefined, [`${account}/userName`]: 'ann' }),
  broken('cxf.array-missing', 'error', `${account}/collections`, { [`${account}/collections`]: undefined }),
  broken('cxf.shared-misplaced', 'error', `${account}/extensions/0`, { [`${account}/extensions/0`]: { name: 'shared', accessors: [] } }),

  // Identifiers
  broken('cxf.id-duplicate', 'error', '/accounts/0/items/1/id', { '/accounts/0/items/1/id': 'aXRlbS0w' }, 'and a dangling link'),
  broken('cxf.id-duplicate', 'error', `${collection}/id`, { [`${collection}/id`]: 'aXRlbS0w' }),
  broken('cxf.id-duplicate', 'error', `${collection}/subCollections/0/id`, { [`${collection}/subCollections/0/id`]: 'Y29sbGVjdGlvbi0x' }),
  broken('cxf.id-duplicate', 'error', `${basicAuth}/password/id`, { [`${basicAuth}/password/id`]: 'ZjE' }),
  broken('cxf.id-duplicate', 'error', `${fields}/fields/1/id`, { [`${fields}/fields/1/id`]: 'ZjE' }),
  broken('cxf.id-duplicate', 'error', `${fields}/id`, { [`${fields}/id`]: 'ZjE' }),
  broken('cxf.id-duplicate', 'error', `${file}/id`, { [`${file}/id`]: 'c2VjdGlvbg' }),
  broken('cxf.id-missing', 'error', `${account}/id`, { [`${account}/id`]: '' }, 'and a dangling link'),
  broken('cxf.id-missing', 'error', `${file}/id`, { [`${file}/id`]: undefined }),
  broken('cxf.id-empty', 'warning', `${fields}/id`, { [`${fields}/id`]: '' }),
  broken('cxf.id-too-long', 'error', `${fields}/id`, { [`${fields}/id`]: long }),
  broken('cxf.id-too-long', 'error', `${file}/id`, { [`${file}/id`]: long }),
  broken('cxf.reference-followed', 'error', `${collection}/items/0/item`, { [`${collection}/items/0/item`]: long }, 'and a dangling link'),
  broken('cxf.id-respelled', 'error', `${file}/id`, { [`${file}/id`]: 'not base64!' }),
  broken('cxf.id-respelled', 'error', `${file}/id`, { [`${file}/id`]: '++++' }),
  broken('cxf.id-respelled', 'error', `${file}/id`, { [`${file}/id`]: 12 }),
  broken('cxf.id-respelled', 'warning', `${file}/id`, { [`${file}/id`]: 'ZmlsZQ==' }),

  // Shapes
  broken('cxf.array-empty', 'error', `${account}/extensions`, { [`${account}/extensions`]: [] }),
  broken('cxf.array-empty', 'error', `${collection}/subCollections`, { [`${collection}/subCollections`]: [] }),
  broken('cxf.array-empty', 'error', `${collection}/extensions`, { [`${collection}/extensions`]: [] }),
  broken('cxf.array-empty', 'error', `${login}/tags`, { [`${login}/tags`]: [] }),
  broken('cxf.array-empty', 'error', `${login}/extensions`, { [`${login}/extensions`]: [] }),
  broken('cxf.array-empty', 'error', `${fields}/extensions`, { [`${fields}/extensions`]: [] }),
  broken('cxf.array-empty', 'error', `${fields}/fields/0/extensions`, { [`${fields}/fields/0/extensions`]: [] }),
  broken('cxf.array-empty', 'error', `${basicAuth}/username/extensions`, { [`${basicAuth}/username/extensions`]: [] }),
  broken('cxf.member-null', 'error', `${login}/subtitle`, { [`${login}/subtitle`]: null }),
  broken('cxf.member-null', 'error', `${login}/tags/0`, { [`${login}/tags/0`]: null }),
  broken('cxf.member-set-aside', 'error', `${login}/subtitle`, { [`${login}/subtitle`]: ['x'] }),
  broken('cxf.item-set-aside', 'error', '/accounts/0/items/4', { '/accounts/0/items/-': 'an item' }),
  broken('cxf.credential-set-aside', 'error', `${login}/credentials/4`, { [`${login}/credentials/-`]: { no: 'type' } }),
  broken('cxf.credential-set-aside', 'error', passkey, { [`${passkey}/rpId`]: undefined }),
  broken('cxf.text-respelled', 'error', `${login}/title`, { [`${login}/title`]: 5 }),
  broken('cxf.boolean-respelled', 'error', `${login}/favorite`, { [`${login}/favorite`]: 'true' }),
  broken('cxf.number-respelled', 'error', `${totp}/period`, { [`${totp}/period`]: '30' }),
  broken('cxf.timestamp-respelled', 'error', `${login}/creationAt`, { [`${login}/creationAt`]: 1_700_000_000_000 }),
  broken('cxf.timestamp-respelled', 'error', `${login}/creationAt`, { [`${login}/creationAt`]: 1_700_000_000.5 }),
  broken('cxf.timestamp-unusable', 'error', `${login}/creationAt`, { [`${login}/creationAt`]: -11_644_473_600 }),
  broken('cxf.member-renamed', 'warning', `${login}/created`, { [`${login}/creationAt`]: undefined, [`${login}/created`]: 1_700_000_000 }),
  broken('cxf.member-unknown', 'info', '/5', { '/mine': 1 }),
  broken('cxf.member-unknown', 'info', '/version/2', { '/version/patch': 1 }),
  broken('cxf.member-unknown', 'info', `${account}/7`, { [`${account}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${collection}/7`, { [`${collection}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${collection}/items/0/1`, { [`${collection}/items/0/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${login}/9`, { [`${login}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${login}/scope/2`, { [`${login}/scope/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${app}/3`, { [`${app}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${app}/certificate/2`, { [`${app}/certificate/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${basicAuth}/3`, { [`${basicAuth}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${basicAuth}/username/3`, { [`${basicAuth}/username/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${fields}/fields/1/2`, { [`${fields}/fields/1/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${passkey}/8`, { [`${passkey}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${passkey}/fido2Extensions/4`, { [`${passkey}/fido2Extensions/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${hmac}/3`, { [`${hmac}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${blob}/2`, { [`${blob}/mine`]: 1 }),
  broken('cxf.member-unknown', 'info', `${reference}/reference/1`, { [`${reference}/reference/mine`]: 1 }),
  broken('cxf.type-unknown', 'info', `${login}/credentials/4/type`, {
    [`${login}/credentials/-`]: { type: 'exporter.example/pin', pin: '1' },
  }),
  broken('cxf.type-renamed', 'warning', `${basicAuth}/type`, { [`${basicAuth}/type`]: 'BasicAuth' }),

  // Collections and references
  broken('cxf.link-dangling', 'info', `${collection}/items/0/item`, { [`${collection}/items/0/item`]: 'bm90aGluZw' }),
  broken('cxf.link-dangling', 'info', `${collection}/items/1/item`, { [`${collection}/items/1/item`]: 'ZmlsZQ' }),
  broken('cxf.reference-dangling', 'warning', `${reference}/reference/item`, { [`${reference}/reference/item`]: 'bm90aGluZw' }),
  broken('cxf.item-embedded', 'error', `${collection}/items/2`, {
    [`${collection}/items/-`]: { id: 'aW5uZXI', title: 'Inside', credentials: [] },
  }),

  // Scope
  broken('cxf.url-not-absolute', 'warning', `${login}/scope/urls/0`, { [`${login}/scope/urls/0`]: 'shop.example' }),
  broken('cxf.url-not-absolute', 'warning', `${login}/scope/urls/1`, { [`${login}/scope/urls/1`]: 'https://shop.example/a b' }),
  broken('cxf.url-not-absolute', 'warning', `${login}/scope/urls/1`, { [`${login}/scope/urls/1`]: 'https://shop.example/%zz' }),
  broken('cxf.array-missing', 'error', `${login}/scope/androidApps`, { [`${login}/scope/androidApps`]: undefined }),
  broken('cxf.urls-moved', 'warning', `${basicAuth}/urls`, { [`${basicAuth}/urls`]: ['https://shop.example'] }),
  broken('cxf.app-unverifiable', 'info', app, { [`${app}/name`]: undefined }),
  broken('cxf.app-unverifiable', 'info', app, { [`${app}/certificate`]: undefined }),
  broken('cxf.app-fingerprint', 'warning', `${app}/certificate`, { [`${app}/certificate/hashAlg`]: 'sha512' }),
  broken('cxf.app-fingerprint', 'warning', `${app}/certificate`, { [`${app}/certificate/hashAlg`]: 'md5' }),
  broken('cxf.app-fingerprint', 'warning', `${app}/certificate`, { [`${app}/certificate/hashAlg`]: 'constructor' }),
  broken('cxf.scope-missing', 'warning', basicAuth, { [`${login}/scope`]: undefined }),

  // Fields
  broken('cxf.field-type-mismatch', 'error', `${basicAuth}/username/fieldType`, { [`${basicAuth}/username/fieldType`]: 'email' }),
  broken('cxf.field-type-mismatch', 'error', `${basicAuth}/password/fieldType`, { [`${basicAuth}/password/fieldType`]: 'mine' }),
  broken('cxf.field-type-mismatch', 'error', `${wifi}/networkSecurityType/fieldType`, {
    [`${wifi}/networkSecurityType/fieldType`]: 'concealed-string',
  }),
  broken('cxf.field-type-unknown', 'warning', `${fields}/fields/0/fieldType`, { [`${fields}/fields/0/fieldType`]: 'constructor' }),
  broken('cxf.field-bare', 'error', `${basicAuth}/username`, { [`${basicAuth}/username`]: 'ann' }),
  broken('cxf.member-missing', 'error', `${basicAuth}/username/fieldType`, { [`${basicAuth}/username/fieldType`]: undefined }),
  broken('cxf.value-format', 'error', `${wifi}/hidden/value`, { [`${wifi}/hidden/value`]: 'yes' }),
  broken('cxf.value-format', 'error', `${passport}/birthDate/value`, { [`${passport}/birthDate/value`]: '1990-02-29' }),
  broken('cxf.value-format', 'error', `${passport}/birthDate/value`, { [`${passport}/birthDate/value`]: '' }),
  broken('cxf.value-format', 'error', `${card}/expiryDate/value`, { [`${card}/expiryDate/value`]: '2030-13' }),
  broken('cxf.value-format', 'error', `${fields}/fields/5/value`, { [`${fields}/fields/5/value`]: '31.12.2024' }),
  broken('cxf.value-territory', 'error', `${address}/territory/value`, { [`${address}/territory/value`]: 'CA' }),
  broken('cxf.value-territory', 'error', `${address}/country/value`, { [`${address}/country/value`]: 'us' }),
  broken('cxf.value-territory', 'error', `${fields}/fields/8/value`, { [`${fields}/fields/8/value`]: 'ZZ' }),
  broken('cxf.value-email', 'warning', `${fields}/fields/2/value`, { [`${fields}/fields/2/value`]: 'ann' }),
  broken('cxf.section-label-empty', 'warning', `${fields}/label`, { [`${fields}/label`]: '' }),
  broken('cxf.shared-misplaced', 'error', `${fields}/extensions/0`, { [`${fields}/extensions`]: [{ name: 'shared', accessors: [] }] }),
  broken('cxf.shared-misplaced', 'error', `${fields}/fields/0/extensions/0`, {
    [`${fields}/fields/0/extensions/0`]: { name: 'shared', accessors: [] },
  }),
  broken('cxf.passport-type', 'error', `${passport}/passportType/value`, { [`${passport}/passportType/value`]: 'Regular' }),
  broken('cxf.passport-type', 'error', `${passport}/passportType/value`, { [`${passport}/passportType/value`]: '' }),
  broken('cxf.api-url', 'warning', `${apiKey}/url/value`, { [`${apiKey}/url/value`]: 'api.example' }),
  broken('cxf.wifi-security-unknown', 'warning', `${wifi}/networkSecurityType/value`, { [`${wifi}/networkSecurityType/value`]: 'WPA2' }),
  broken('cxf.wifi-security-unknown', 'warning', `${wifi}/networkSecurityType/value`, {
    [`${wifi}/networkSecurityType`]: { fieldType: 'string', value: 'WPA2' },
  }),

  // Passkeys
  broken('cxf.passkey-key-invalid', 'error', `${passkey}/key`, { [`${passkey}/key`]: '' }),
  broken('cxf.passkey-key-invalid', 'error', `${passkey}/key`, { [`${passkey}/key`]: KEYS.p256.slice(0, 180) }),
  broken('cxf.passkey-key-invalid', 'error', `${passkey}/key`, { [`${passkey}/key`]: VERSION_2 }),
  broken('cxf.passkey-key-unusual', 'warning', `${passkey}/key`, { [`${passkey}/key`]: KEYS.x25519 }),
  broken('cxf.base64-respelled', 'warning', `${passkey}/userHandle`, { [`${passkey}/userHandle`]: 'dXNlcg==' }),
  broken('cxf.base64-respelled', 'error', `${passkey}/userHandle`, { [`${passkey}/userHandle`]: 'dXN+cg' }),
  broken('cxf.passkey-credential-id', 'error', `${passkey}/credentialId`, { [`${passkey}/credentialId`]: '' }),
  broken('cxf.passkey-user-handle', 'warning', `${passkey}/userHandle`, { [`${passkey}/userHandle`]: '' }),
  broken('cxf.passkey-user-handle', 'warning', `${passkey}/userHandle`, { [`${passkey}/userHandle`]: long }),
  broken('cxf.passkey-rp-id', 'error', `${passkey}/rpId`, { [`${passkey}/rpId`]: '' }),
  broken('cxf.passkey-rp-id', 'error', `${passkey}/rpId`, { [`${passkey}/rpId`]: 'https://shop.example' }),
  broken('cxf.passkey-rp-id', 'error', `${passkey}/rpId`, { [`${passkey}/rpId`]: 'shop.example:443' }),
  broken('cxf.passkey-duplicate', 'warning', '/accounts/0/items/3/credentials/3/credentialId', {
    '/accounts/0/items/3/credentials/-': {
      type: 'passkey',
      credentialId: 'Y3JlZGVudGlhbA',
      rpId: 'shop.example',
      username: '',
      userDisplayName: '',
      userHandle: 'dXNlcg',
      key: KEYS.p384,
    },
  }),
  broken('cxf.key-pem', 'error', `${passkey}/key`, {
    [`${passkey}/key`]: `-----BEGIN PRIVATE KEY-----\n${KEYS.ed25519.replaceAll('_', '/').replaceAll('-', '+')}\n-----END PRIVATE KEY-----\n`,
  }),
  broken('cxf.passkey-key-shape', 'error', `${passkey}/key`, { [`${passkey}/key`]: SEC1 }),
  broken('cxf.passkey-key-jwk', 'error', `${passkey}/key`, {
    [`${passkey}/key`]: {
      kty: 'EC',
      crv: 'P-256',
      d: '8mR_uxunR2aDL9o-vN_fCHat_3uIhJse1Rprg0BhvuM',
      x: 'a4visuovn_8pg8TmmNF9wQXWO47RuGw2MY_1JVqTBJE',
      y: 'jQRAgcK6D3FFdD1ZIyb_hM66xjmNIhdUUxDbdsrTyL0',
    },
  }),
  broken('cxf.hmac-seed-length', 'warning', `${hmac}/credWithUV`, { [`${hmac}/credWithUV`]: 'YQ' }),
  broken('cxf.hmac-seed-length', 'warning', `${hmac}/credWithoutUV`, { [`${hmac}/credWithoutUV`]: 'YQ' }),
  broken('cxf.hmac-algorithm-unknown', 'warning', `${hmac}/algorithm`, { [`${hmac}/algorithm`]: 'hmac-sha512' }),
  broken('cxf.hmac-algorithm-respelled', 'warning', `${hmac}/algorithm`, { [`${hmac}/algorithm`]: 'HS256' }),
  broken('cxf.hmac-seed-derived', 'error', `${hmac}/credWithoutUV`, { [`${hmac}/credWithoutUV`]: undefined }),
  broken('cxf.hmac-single-secret', 'error', `${hmac}/secret`, {
    [`${hmac}/credWithUV`]: undefined,
    [`${hmac}/secret`]: KEYS.p256.slice(0, 43),
  }),
  broken('cxf.large-blob-broken', 'warning', `${blob}/data`, { [`${blob}/data`]: BLOB.zlib }),
  broken('cxf.large-blob-broken', 'warning', `${blob}/data`, { [`${blob}/data`]: '' }),
  broken('cxf.large-blob-broken', 'warning', `${blob}/data`, { [`${blob}/data`]: 'Bw' }),
  broken('cxf.large-blob-broken', 'warning', `${blob}/data`, { [`${blob}/uncompressedSize`]: 1e9 }),

  // One-time passwords
  broken('cxf.totp-secret', 'error', `${totp}/secret`, { [`${totp}/secret`]: '' }),
  broken('cxf.totp-secret', 'error', `${totp}/secret`, { [`${totp}/secret`]: 'JBSWY3DP018!' }),
  broken('cxf.base32-padded', 'warning', `${totp}/secret`, { [`${totp}/secret`]: 'JBSWY3DPEE======' }),
  broken('cxf.base32-respelled', 'warning', `${totp}/secret`, { [`${totp}/secret`]: 'jbswy3dpee' }),
  broken('cxf.base32-respelled', 'error', `${totp}/secret`, { [`${totp}/secret`]: 'JBSW Y3DP EE' }),
  broken('cxf.base32-respelled', 'error', `${totp}/secret`, { [`${totp}/secret`]: 'JBSWY3DPEF' }),
  broken('cxf.totp-algorithm-unknown', 'warning', `${totp}/algorithm`, { [`${totp}/algorithm`]: 'steam' }),
  broken('cxf.totp-algorithm-respelled', 'warning', `${totp}/algorithm`, { [`${totp}/algorithm`]: 'SHA256' }),
  broken('cxf.totp-numbers', 'warning', `${totp}/period`, { [`${totp}/period`]: 0 }),
  broken('cxf.totp-numbers', 'warning', `${totp}/digits`, { [`${totp}/digits`]: 11 }),
  broken('cxf.totp-unnamed', 'info', totp, { [`${totp}/issuer`]: undefined }),
  broken('cxf.totp-unnamed', 'info', totp, { [`${totp}/username`]: '' }),

  // SSH keys, files
  broken('cxf.ssh-key-invalid', 'error', `${sshKey}/privateKey`, { [`${sshKey}/privateKey`]: KEYS.ed25519.slice(0, 60) }),
  broken('cxf.ssh-key-type-unknown', 'error', `${sshKey}/keyType`, { [`${sshKey}/keyType`]: 'ed25519' }),
  broken('cxf.ssh-key-type-wrong', 'error', `${sshKey}/keyType`, { [`${sshKey}/keyType`]: 'ssh-rsa' }),
  broken('cxf.file-hash', 'error', `${file}/integrityHash`, { [`${file}/integrityHash`]: 'c2hvcnQ' }),

  // Extensions
  broken('cxf.extension-name', 'error', `${account}/extensions/0/name`, { [`${account}/extensions/0/name`]: '' }),
  broken('cxf.extension-name', 'error', `${account}/extensions/0/name`, { [`${account}/extensions/0/name`]: '/colour' }),
  broken('cxf.extension-name', 'error', `${account}/extensions/0/name`, { [`${account}/extensions/0/name`]: 'exporter.example/' }),
  broken('cxf.extension-unknown', 'info', `${account}/extensions/0/name`, { [`${account}/extensions/0/name`]: 'colour' }),
  broken('cxf.shared-broken', 'error', shared, { [`${shared}/accessors`]: undefined }),
  broken('cxf.shared-broken', 'error', `${shared}/accessors/0`, { [`${shared}/accessors/0/accountId`]: undefined }),
  broken('cxf.shared-broken', 'error', `${shared}/accessors/0`, { [`${shared}/accessors/0/accountId`]: long }),
  broken('cxf.shared-broken', 'error', `${shared}/accessors/0`, { [`${shared}/accessors/0/permissions`]: 'read' }),
  broken('cxf.shared-broken', 'error', `${shared}/accessors/0`, { [`${shared}/accessors/0/permissions`]: [1] }),
  broken('cxf.shared-ignored', 'info', `${shared}/accessors/0/type`, { [`${shared}/accessors/0/type`]: 'robot' }),
  broken('cxf.shared-ignored', 'info', `${shared}/accessors/0/permissions`, { [`${shared}/accessors/0/permissions`]: [] }),
  broken('cxf.shared-ignored', 'info', `${shared}/accessors/0/permissions/1`, { [`${shared}/accessors/0/permissions/1`]: 'fly' }),
  broken('cxf.shared-unnamed', 'warning', `${shared}/accessors/0/name`, { [`${shared}/accessors/0/name`]: '' }),
];

/** The last argument says that the mistake breaks something else as well. */
function broken(code: Broken['code'], severity: Severity, at: string, edits: Edits, _more?: string): Broken {
  return { code, severity, at, edits };
}
