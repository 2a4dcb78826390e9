import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/core/json.js';
import { toBase32 } from '../../src/otp/base32.js';
import { sshFingerprint, sshPublicLine, writeSshPrivateKey } from '../../src/ssh/index.js';

/** Bitwarden exports as a person fills them, with awkward text in every place. Keys are made once for a run. */

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '\\',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '</script>',
    '=1+1',
    '\u202eabc',
    '💥',
    'null',
    'otpauth://',
    '🇨🇭',
    '\ufeff',
    '%41',
    '{}',
  ),
);
/** Not empty: an empty text and none are the same to Bitwarden. */
const words = awkward.filter((text) => text !== '');
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 3 });
const uuid = fc.uuid();
const bytes = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength, maxLength }).map((raw) => Buffer.from(raw).toString('base64url'));

const PASSKEYS = Array.from({ length: 4 }, () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
);

const passkey = fc.record({
  credentialId: fc.oneof(
    uuid,
    bytes(17, 40).map((id) => `b64.${id}`),
  ),
  keyType: fc.constant('public-key'),
  keyAlgorithm: fc.constant('ECDSA'),
  keyCurve: fc.constant('P-256'),
  keyValue: fc.constantFrom(...PASSKEYS),
  rpId: fc.domain(),
  userHandle: bytes(1, 64),
  userName: maybe(words),
  counter: fc.constant('0'),
  rpName: maybe(words),
  userDisplayName: maybe(words),
  discoverable: fc.constant('true'),
  creationDate: fc.constant('2024-05-06T07:08:09.000Z'),
});

const secret = fc.uint8Array({ minLength: 10, maxLength: 32 }).map(toBase32);
const totp = fc.oneof(
  secret,
  secret.map((text) =>
    text
      .toLowerCase()
      .replaceAll(/(.{4})/g, '$1 ')
      .trim(),
  ),
  fc
    .record({
      secret,
      issuer: words.map((text) => encodeURIComponent(text.replaceAll(/[:\ufeff]/g, ''))),
      account: words.map((text) => encodeURIComponent(text.replaceAll(/[:\ufeff]/g, ''))),
      algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
      digits: fc.integer({ min: 4, max: 9 }),
      period: fc.integer({ min: 1, max: 255 }),
    })
    .map(
      (o) =>
        `otpauth://totp/${o.issuer}:${o.account}?secret=${o.secret}&issuer=${o.issuer}&algorithm=${o.algorithm}&digits=${o.digits}&period=${o.period}`,
    ),
);

const uri = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  words,
  fc.domain().map((domain) => `androidapp://${domain}`),
);

const login = fc.record({
  username: maybe(words),
  password: maybe(words),
  totp: maybe(totp),
  uris: fc.array(fc.record({ match: fc.constantFrom(null, 0, 1, 2, 3, 4, 5), uri }), { maxLength: 3 }),
  fido2Credentials: fc.array(passkey, { maxLength: 3 }),
});

const card = fc.record({
  cardholderName: maybe(words),
  brand: fc.constantFrom(null, 'Visa', 'Mastercard', 'Amex', 'Diners Club', 'UnionPay'),
  number: maybe(words),
  expMonth: fc.integer({ min: 1, max: 12 }).map(String),
  expYear: fc.integer({ min: 2000, max: 2099 }).map(String),
  code: maybe(words),
});

const identity = fc.record(
  Object.fromEntries(
    ['title', 'firstName', 'middleName', 'lastName', 'address1', 'address2', 'address3', 'city', 'state', 'postalCode', 'company']
      .concat(['email', 'phone', 'ssn', 'username', 'passportNumber', 'licenseNumber'])
      .map((member) => [member, maybe(words)]),
  ),
);

const SSH = (['ed25519', 'rsa', 'nist'] as const).map((kind) => {
  const { privateKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
});

/** An SSH key as Bitwarden stores it: the private key as OpenSSH PEM, the public line, the fingerprint. */
async function sshKeys(): Promise<JsonObject[]> {
  return Promise.all(
    SSH.map(async (pkcs8) => {
      const publicKey = (await sshPublicLine(pkcs8)) ?? '';
      const privateKey = (await writeSshPrivateKey(pkcs8, { container: 'openssh', checkint: 1, comment: '', finalNewline: true })) ?? '';
      return { privateKey, publicKey, keyFingerprint: (await sshFingerprint(publicKey)) ?? '' };
    }),
  );
}

const field = fc.oneof(
  fc.record({ name: words, value: awkward, type: fc.constantFrom(0, 1), linkedId: fc.constant(null) }),
  fc.record({ name: words, value: fc.constantFrom('true', 'false'), type: fc.constant(2), linkedId: fc.constant(null) }),
);

/** Whole exports. Items hold one body each, as Bitwarden's do. */
export async function vaults(): Promise<fc.Arbitrary<JsonObject>> {
  const sshKey = fc.constantFrom(...(await sshKeys()));
  const body = fc.oneof(
    { weight: 4, arbitrary: login.map((value) => ({ type: 1, login: value })) },
    { weight: 1, arbitrary: fc.constant({ type: 2, secureNote: { type: 0 } }) },
    { weight: 1, arbitrary: card.map((value) => ({ type: 3, card: value })) },
    { weight: 1, arbitrary: identity.map((value) => ({ type: 4, identity: value })) },
    { weight: 1, arbitrary: sshKey.map((value) => ({ type: 5, sshKey: value })) },
  );
  const item = fc
    .tuple(
      fc.record({
        id: uuid,
        name: words.map((text) => `${text} item`),
        notes: maybe(words),
        favorite: fc.boolean(),
        reprompt: fc.constantFrom(0, 1),
        fields: fc.array(field, { maxLength: 3 }),
        creationDate: fc.constant('2024-05-06T07:08:09.123Z'),
        revisionDate: fc.constant('2025-05-06T07:08:09.123Z'),
      }),
      body,
    )
    .map(([common, own]) => ({ ...common, ...own }));
  return fc.record({ encrypted: fc.constant(false), folders: fc.constant([]), items: fc.array(item, { minLength: 1, maxLength: 8 }) });
}
