import type { JsonObject, JsonValue } from '../../../src/core/json.js';
import { isJsonArray, isJsonObject } from '../../../src/core/json.js';
import { tokens } from '../../../src/core/pointer.js';

/** Keys made for these tests. */
export const KEYS = {
  p256: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8mR_uxunR2aDL9o-vN_fCHat_3uIhJse1Rprg0BhvuOhRANCAARri-Ky6i-f_ymDxOaY0X3BBdY7jtG4bDYxj_UlWpMEkY0EQIHCug9xRXQ9WSMm_4TOusY5jSIXVFMQ23bK08i9',
  ed25519: 'MC4CAQAwBQYDK2VwBCIEIPw3ruA9sZfnO3G0jwFr37PaprsCZodLbYqI94r3G3Zj',
  p384: 'MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDCufvEvcDHwzxs66Fi9Fl2jhZfyvoa4paxsMvOrbdvdt9a0sdZ8zGjnp-RS883TyPahZANiAARVdW63D_j22VWO_1a463HDF1wzBRQPfOC5oBfyHgtyfEvsy_TJ0n-X7Npn2CHPT2fSgbrWEBSn2EbUlj2bIXbali8jQt04z0x_5sAHu5yB6YkpS-INfAZYI6eUsLzfRLE',
  x25519: 'MC4CAQAwBQYDK2VuBCIEIOBLc6-INf82adTyjpFbi_MZ-H4c2uf4FjEnZqxI1jZ7',
} as const;

/** 36 bytes of text, deflated: raw, and with the wrapper of zlib. */
export const BLOB = {
  raw: 'S1RITi0qyUzLTE4sSdVRKEgtykgsKFZIRBYGAA',
  zlib: 'eJxLVEhOLSrJTMtMTixJ1VEoSC3KSCwoVkhEFgYA9BgNaA',
  size: 36,
} as const;

/** 32 bytes, a SHA-256. */
export const HASH = 'LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ';
const SEED = HASH;

function field(fieldType: string, value: string, more: JsonObject = {}): JsonObject {
  return { fieldType, value, ...more };
}

/** Where the credentials of `wholeDocument` stand. */
export const AT = {
  login: '/accounts/0/items/0',
  basicAuth: '/accounts/0/items/0/credentials/0',
  totp: '/accounts/0/items/0/credentials/1',
  passkey: '/accounts/0/items/0/credentials/2',
  note: '/accounts/0/items/0/credentials/3',
  card: '/accounts/0/items/1/credentials/0',
  address: '/accounts/0/items/1/credentials/1',
  passport: '/accounts/0/items/1/credentials/3',
  apiKey: '/accounts/0/items/2/credentials/0',
  sshKey: '/accounts/0/items/2/credentials/1',
  wifi: '/accounts/0/items/2/credentials/3',
  fields: '/accounts/0/items/3/credentials/0',
  file: '/accounts/0/items/3/credentials/1',
  reference: '/accounts/0/items/3/credentials/2',
  app: '/accounts/0/items/0/scope/androidApps/0',
  collection: '/accounts/0/collections/0',
} as const;

/** A document that meets every requirement and recommendation of CXF 1.0, with all 17 types and every member. */
export function wholeDocument(): JsonObject {
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: 'exporter.example',
    exporterDisplayName: 'Exporter',
    timestamp: 1_760_000_000,
    accounts: [
      {
        id: 'YWNjb3VudA',
        username: 'ann',
        email: 'ann@example.org',
        fullName: 'Ann Example',
        collections: [
          {
            id: 'Y29sbGVjdGlvbi0x',
            creationAt: 1_700_000_000,
            modifiedAt: 1_700_000_001,
            title: 'Work',
            subtitle: 'All of it',
            items: [{ item: 'aXRlbS0w' }, { item: 'aXRlbS0x', account: 'YWNjb3VudA' }],
            subCollections: [{ id: 'Y29sbGVjdGlvbi0y', title: 'Inner', items: [] }],
          },
        ],
        items: [login(), person(), machine(), rest()],
        extensions: [{ name: 'exporter.example/colour', value: 'blue' }],
      },
    ],
  };
}

function login(): JsonObject {
  return {
    id: 'aXRlbS0w',
    creationAt: 1_700_000_000,
    modifiedAt: 1_700_000_001,
    title: 'Shop',
    subtitle: 'ann',
    favorite: true,
    scope: {
      urls: ['https://shop.example/login?a=%20b', 'app+x:anything'],
      androidApps: [{ bundleId: 'example.shop', certificate: { fingerprint: HASH, hashAlg: 'sha256' }, name: 'Shop' }],
    },
    credentials: [
      { type: 'basic-auth', username: field('string', 'ann', { id: 'ZjE' }), password: field('concealed-string', 'secret', { id: 'ZjI' }) },
      { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, username: 'ann', algorithm: 'sha1', issuer: 'Shop' },
      {
        type: 'passkey',
        credentialId: 'Y3JlZGVudGlhbA',
        rpId: 'shop.example',
        username: 'ann',
        userDisplayName: 'Ann',
        userHandle: 'dXNlcg',
        key: KEYS.p256,
        fido2Extensions: {
          hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: SEED, credWithoutUV: SEED },
          credBlob: 'YmxvYg',
          largeBlob: { uncompressedSize: BLOB.size, data: BLOB.raw },
          payments: true,
        },
      },
      { type: 'note', content: field('string', 'two\nlines') },
    ],
    tags: ['shopping'],
  };
}

function person(): JsonObject {
  return {
    id: 'aXRlbS0x',
    title: 'Me',
    credentials: [
      {
        type: 'credit-card',
        number: field('concealed-string', '4111111111111111'),
        fullName: field('string', 'Ann Example'),
        cardType: field('string', 'Visa'),
        verificationNumber: field('concealed-string', '123'),
        pin: field('concealed-string', '0000'),
        expiryDate: field('year-month', '2030-01'),
        validFrom: field('year-month', '2020-12'),
      },
      {
        type: 'address',
        streetAddress: field('string', '1 Street\nUpstairs'),
        territory: field('subdivision-code', 'US-CA'),
        country: field('country-code', 'US'),
      },
      { type: 'person-name', given: field('string', 'Ann'), surname: field('string', 'Example') },
      { type: 'passport', passportType: field('string', 'PP'), birthDate: field('date', '1990-02-28') },
      { type: 'drivers-license', territory: field('subdivision-code', 'DE-BY'), issueDate: field('date', '2020-02-29') },
      { type: 'identity-document', identificationNumber: field('string', '078-05-1120') },
    ],
  };
}

function machine(): JsonObject {
  return {
    id: 'aXRlbS0y',
    title: 'Machine',
    credentials: [
      {
        type: 'api-key',
        key: field('concealed-string', 'key'),
        url: field('string', 'https://api.example'),
        validFrom: field('date', '2024-01-01'),
      },
      { type: 'ssh-key', keyType: 'ssh-ed25519', privateKey: KEYS.ed25519, keyComment: 'ann@machine' },
      { type: 'generated-password', password: 'correct horse' },
      {
        type: 'wifi',
        ssid: field('string', 'Home'),
        networkSecurityType: field('wifi-network-security-type', 'wpa3-personal'),
        passphrase: field('concealed-string', 'secret'),
        hidden: field('boolean', 'false'),
      },
    ],
  };
}

function rest(): JsonObject {
  const accessor = { type: 'user', accountId: 'b3RoZXI', name: 'bob', permissions: ['read', 'update'] };
  return {
    id: 'aXRlbS0z',
    title: 'Rest',
    credentials: [
      {
        type: 'custom-fields',
        id: 'c2VjdGlvbg',
        label: 'More',
        fields: [
          field('string', 'text', { label: 'Text', extensions: [{ name: 'exporter.example/order', value: 1 }] }),
          field('concealed-string', 'text'),
          field('email', 'ann@example.org'),
          field('number', '12.5'),
          field('boolean', 'true'),
          field('date', '2024-12-31'),
          field('year-month', '2024-12'),
          field('wifi-network-security-type', 'wep'),
          field('country-code', 'DE'),
          field('subdivision-code', 'DE-BY'),
        ],
      },
      { type: 'file', id: 'ZmlsZQ', name: 'a.txt', decryptedSize: 5, integrityHash: HASH },
      { type: 'item-reference', reference: { item: 'aXRlbS0x' } },
    ],
    extensions: [{ name: 'shared', accessors: [accessor, { ...accessor, type: 'group', name: 'Friends' }] }],
  };
}

/** What stands at the end of a pointer; undefined removes it. A last token `-` appends. */
export type Edits = Readonly<Record<string, JsonValue | undefined>>;

/** A copy of the document with other values at those places. */
export function edited(document: JsonObject, edits: Edits): JsonObject {
  let out: JsonValue = document;
  for (const [pointer, value] of Object.entries(edits)) out = replaced(out, tokens(pointer), value) ?? null;
  if (!isJsonObject(out)) throw new Error('the document itself was replaced');
  return out;
}

function replaced(node: JsonValue | undefined, [token, ...below]: readonly string[], value: JsonValue | undefined): JsonValue | undefined {
  if (token === undefined) return value;
  if (isJsonArray(node)) {
    const index = token === '-' ? node.length : Number(token);
    const inner = replaced(node[index], below, value);
    const kept = node.slice(0, index);
    return inner === undefined ? [...kept, ...node.slice(index + 1)] : [...kept, inner, ...node.slice(index + 1)];
  }
  if (!isJsonObject(node)) throw new Error(`nothing at ${token}`);
  const inner = replaced(node[token], below, value);
  if (inner !== undefined) return { ...node, [token]: inner };
  const { [token]: _, ...others } = node;
  return others;
}

export function bytesOf(document: JsonValue): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}
