import * as fc from 'fast-check';
import { asJson } from '../../src/core/brand.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { toBase32 } from '../../src/otp/base32.js';
import { readSshPrivateKey, sshFingerprint, sshPublicLine, writeSshPrivateKey } from '../../src/ssh/index.js';
import { bytes, text, url } from './arbitrary-text.js';
import { ED25519, P256, RSA } from './keys.js';

type Arbitrary = fc.Arbitrary<JsonValue>;

const uuid = fc.uuid();
const maybeText: Arbitrary = fc.option(text);
const instant: Arbitrary = fc.oneof(
  fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('2024-01-02T03:04:05.1234567Z', '1969-01-01T00:00:00.000Z', 'yesterday', null),
);

/** An object with any of these members; now and then one of another kind, or one that nobody knows. */
function body(members: Readonly<Record<string, Arbitrary>>): fc.Arbitrary<JsonObject> {
  const odd: Arbitrary = fc.constantFrom(7, true, ['x'], { y: 'z' });
  const all = Object.entries(members).map(
    ([name, own]) => [name, fc.oneof({ weight: 30, arbitrary: own }, { weight: 1, arbitrary: odd })] as const,
  );
  return fc.record({ ...Object.fromEntries(all), newMember: rare(text) }, { requiredKeys: [] }).map(defined);
}

function rare<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.tuple(fc.nat(9), arbitrary).map(([luck, value]) => (luck === 0 ? value : null));
}

function defined(object: object): JsonObject {
  return Object.fromEntries(Object.entries(asJson(object)).filter(([name, value]) => !(name === 'newMember' && value === null)));
}

function texts(names: string): Record<string, Arbitrary> {
  return Object.fromEntries(names.split(' ').map((name) => [name, maybeText]));
}

const base32 = fc.uint8Array({ minLength: 10, maxLength: 20 }).map(toBase32);
const totp: Arbitrary = fc.oneof(
  base32,
  base32.map((secret) => secret.toLowerCase()),
  base32.map((secret) => `steam://${secret}`),
  fc.tuple(base32, text, text).map(([secret, issuer, user]) => {
    const name = encodeURIComponent(issuer.replaceAll(/\p{Cs}/gu, ''));
    return `otpauth://totp/${name}:${encodeURIComponent(user.replaceAll(/\p{Cs}/gu, ''))}?secret=${secret}&issuer=${name}&image=x`;
  }),
  base32.map((secret) => `otpauth://hotp/x?secret=${secret}&counter=3`),
  maybeText,
);

const date: Arbitrary = fc.constantFrom('1990-02-28', '31.12.1999', null);
const country: Arbitrary = fc.constantFrom('US', 'DE', 'Germany', 'us', null);
const state: Arbitrary = fc.constantFrom('CA', 'US-CA', 'Bavaria', '', null);

const passkey = body({
  credentialId: fc.oneof(
    uuid,
    bytes(32).map((id) => `b64.${id}`),
    bytes(16).map((id) => `b64.${id}`),
    bytes(20),
  ),
  keyType: fc.constantFrom('public-key', 'other'),
  keyAlgorithm: fc.constantFrom('ECDSA', null),
  keyCurve: fc.constantFrom('P-256', null),
  keyValue: fc.constantFrom(...P256),
  rpId: fc.constantFrom('example.com', 'sub.example.org'),
  rpName: maybeText,
  userHandle: fc.option(bytes(1, 40)),
  userName: maybeText,
  userDisplayName: maybeText,
  counter: fc.constantFrom('0', '5', '6', 'many', 7, null),
  discoverable: fc.constantFrom('true', 'false'),
  creationDate: instant,
});

const sshKeys = await Promise.all(
  [...ED25519, RSA, ...P256].map(async (key, n) => {
    const pkcs8 = new Uint8Array(Buffer.from(key, 'base64url'));
    const pem = (await writeSshPrivateKey(pkcs8, { comment: n % 2 ? 'me@host' : '', checkint: n, finalNewline: n % 2 === 0 })) ?? '';
    const line = (await sshPublicLine(pkcs8)) ?? '';
    return {
      privateKey: pem,
      publicKey: line,
      keyFingerprint: (await sshFingerprint(line)) ?? '',
      read: typeof (await readSshPrivateKey(pem)),
    };
  }),
);
const sshKey: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom(...sshKeys).map(({ read: _, ...key }) => key),
  fc.tuple(fc.constantFrom(...sshKeys), text).map(([{ privateKey }, publicKey]) => ({ privateKey, publicKey, keyFingerprint: null })),
  body(texts('privateKey publicKey keyFingerprint fingerprint')),
);

const BODIES: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  login: body({
    ...texts('username password'),
    totp,
    uris: fc.array(body({ uri: fc.oneof(url, fc.constant(null)), match: fc.constantFrom(null, 0, 1, 2, 3, 4, 5, 9) }), { maxLength: 3 }),
    fido2Credentials: fc.array(passkey, { maxLength: 2 }),
    passwordRevisionDate: instant,
    autofillOnPageLoad: fc.option(fc.boolean()),
  }),
  secureNote: body({ type: fc.constantFrom(0, 0, 1) }),
  card: body({
    ...texts('cardholderName brand number code'),
    expMonth: fc.constantFrom('1', '01', '12', '13', null),
    expYear: fc.constantFrom('2032', '32', null),
  }),
  identity: body({
    ...texts(
      'title firstName middleName lastName address1 address2 address3 city postalCode company email phone ssn username passportNumber licenseNumber',
    ),
    state,
    country,
  }),
  sshKey,
  bankAccount: body(
    texts('bankName nameOnAccount accountType accountNumber routingNumber branchNumber pin swiftCode iban bankContactPhone'),
  ),
  driversLicense: body({
    ...texts('firstName middleName lastName licenseNumber issuingAuthority licenseClass'),
    dateOfBirth: date,
    issueDate: date,
    expirationDate: date,
    issuingCountry: country,
    issuingState: state,
  }),
  passport: body({
    ...texts('surname givenName sex birthPlace nationality passportNumber nationalIdentificationNumber issuingAuthority'),
    dateOfBirth: date,
    issueDate: date,
    expirationDate: date,
    issuingCountry: country,
    passportType: fc.constantFrom('P', 'PA', 'Regular', null),
  }),
};

const SPELLED = [
  'Card: Number',
  'Card: PIN',
  'Card 2: Number',
  'Login: User name',
  'Note 2: Content',
  'Wi-Fi: Network name',
  'One-time password 2: Secret',
];
const field = body({
  name: fc.oneof(maybeText, fc.constantFrom(...SPELLED)),
  value: fc.oneof(maybeText, fc.constantFrom('true', 'false', 'x')),
  type: fc.constantFrom(0, 1, 2, 3, 8),
  linkedId: fc.constantFrom(null, null, 100, 400),
});

function item(folders: readonly string[], collections: readonly string[]): fc.Arbitrary<JsonObject> {
  const names = Object.keys(BODIES);
  return fc.tuple(fc.nat(names.length - 1), fc.nat(19), fc.nat(names.length - 1)).chain(([index, luck, other]) => {
    const name = names[index] ?? 'login';
    // A second body in one item is against all sense, and is in files.
    const second = names[other] ?? 'login';
    const both = luck === 0 ? [name, second] : [name];
    const bodies = Object.fromEntries(both.flatMap((one) => (BODIES[one] ? [[one, BODIES[one]] as const] : [])));
    return body({
      ...bodies,
      id: fc.oneof({ weight: 9, arbitrary: uuid }, { weight: 1, arbitrary: text }),
      organizationId: fc.option(uuid),
      folderId: fc.constantFrom(null, ...folders, 'no such folder'),
      collectionIds: fc.option(fc.subarray([...collections])),
      type: fc.constant(index + 1),
      reprompt: fc.constantFrom(0, 0, 1, 2),
      name: text,
      notes: maybeText,
      favorite: fc.boolean(),
      fields: fc.option(fc.array(field, { maxLength: 4 })),
      passwordHistory: fc.option(fc.array(body({ password: maybeText, lastUsedDate: instant }), { maxLength: 2 })),
      creationDate: instant,
      revisionDate: instant,
      deletedDate: rare(instant),
      archivedDate: rare(instant),
      key: rare(text),
    });
  });
}

/** A random Bitwarden export: all eight types, every member, folders and collections, members nobody knows and values of the wrong kind. */
export const arbitraryExport: fc.Arbitrary<JsonObject> = fc
  .record({ folders: fc.uniqueArray(uuid, { maxLength: 3 }), collections: fc.uniqueArray(uuid, { maxLength: 2 }) })
  .chain(({ folders, collections }) => {
    const names = fc.constantFrom('Work', 'Work/Deep', 'Work/Deep/er', 'a/b', '/', '', 'Work/');
    const row = (id: string): fc.Arbitrary<JsonObject> => fc.record({ id: fc.constant(id), name: fc.oneof(names, text) });
    const collection = (id: string): fc.Arbitrary<JsonObject> =>
      fc.record({ id: fc.constant(id), organizationId: fc.option(uuid), name: fc.oneof(names, text), externalId: maybeText });
    return fc
      .record({
        encrypted: fc.constant(false),
        folders: fc.tuple(...folders.map(row)),
        ...(collections.length > 0 && { collections: fc.tuple(...collections.map(collection)) }),
        items: fc.array(item(folders, collections), { maxLength: 4 }),
        newMember: rare(text),
      })
      .map(defined);
  });
