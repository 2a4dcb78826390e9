import fc from 'fast-check';
import { asShaped } from '../../src/core/brand.js';
import { toBase64Url } from '../../src/core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { CREDENTIALS, type CredentialType } from '../../src/cxf/schema/credential.js';
import type { CxfDocument } from '../../src/cxf/schema/document.js';
import { FIELD_TYPES, type FieldType } from '../../src/cxf/schema/field.js';
import type { CredentialSpec, MemberSpec } from '../../src/cxf/schema/member.js';
import { toBase32 } from '../../src/otp/base32.js';
import { HASH, KEYS } from './validate/document.js';

export interface Choice {
  /** Which of the 17 types occur; others are left out. */
  readonly without?: readonly CredentialType[];
  /** Identifiers are taken from a few, so that they are used again and again. */
  readonly sharedIds?: boolean;
}

/** Text as people, programs and attackers write it: never looked into, so anything goes. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  fc.constantFrom('', ' ', 'true', '2024-02-29', '2024-02', 'US', 'US-CA', 'P', '\ud800', '__proto__', '<script>', '../..', '0', 'null'),
);
const base64url = fc.uint8Array({ maxLength: 40 }).map((bytes) => toBase64Url(bytes));
const seed = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => toBase64Url(bytes));
const seconds = fc.nat(4_000_000_000);
/** JSON without numbers that a document may not hold. */
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(
      fc.string({ maxLength: 3 }).filter((key) => key !== '__proto__'),
      tie('json'),
      { maxKeys: 2, noNullPrototype: true },
    ),
  ),
}));

/** A value of a field type, or any text. */
function valueFor(type: FieldType): fc.Arbitrary<string> {
  const GOOD: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
    boolean: ['true', 'false'],
    date: ['1990-01-31', '2024-02-29'],
    'year-month': ['2030-01', '1999-12'],
    'country-code': ['DE', 'US'],
    'subdivision-code': ['US-CA', 'DE-BY'],
    'wifi-network-security-type': ['wpa2-personal', 'wep'],
    email: ['ann@example.org'],
    number: ['12.5', '-1'],
  };
  const good = GOOD[type];
  return good ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, text) : text;
}

/** Generates documents of the right shape, whose values may break any rule. */
export function documents(choice: Choice = {}): fc.Arbitrary<CxfDocument> {
  const types = Object.values(CREDENTIALS).filter(({ type }) => !choice.without?.some((left) => left === type));
  const shared = fc.constantFrom('AA', 'AQ', 'Ag', 'Aw');
  // Given out by a counter afterwards, so that each is used once.
  const id = choice.sharedIds ? shared : fc.constant(FRESH);

  const extension = fc.oneof(
    fc.record({
      name: fc.constantFrom('a.example/x', 'b.example/y/z', 'registered', '', '/x', 'x/'),
      value: json,
    }),
    fc.record({ name: fc.constant('shared'), accessors: fc.oneof(fc.constant([]), json) }),
  );
  const extensions = fc.option(fc.array(extension, { maxLength: 3 }), { nil: undefined, freq: 4 });

  function field(types: readonly FieldType[]): fc.Arbitrary<JsonObject> {
    const [own] = types;
    const type = own === undefined ? fc.constantFrom(...FIELD_TYPES) : fc.constant(own);
    const any = fc.oneof({ weight: 5, arbitrary: type }, fc.constantFrom(...FIELD_TYPES), text);
    const base = fc
      .oneof(type, fc.constantFrom(...FIELD_TYPES))
      .chain((hint) => fc.record({ fieldType: fc.oneof({ weight: 4, arbitrary: fc.constant(hint) }, any), value: valueFor(hint) }));
    const more = fc.record({ id: optional(id), label: optional(text), extensions });
    return fc.tuple(base, more).map(([a, b]) => defined({ ...a, ...b }));
  }

  function member(name: string, spec: MemberSpec): fc.Arbitrary<JsonValue> {
    if (spec.kind === 'field') return field(spec.fieldTypes);
    switch (spec.kind) {
      case 'text':
      case 'secret':
        return plainText(name);
      case 'identifier':
        return id;
      case 'base64url':
        return name === 'integrityHash' ? fc.oneof(fc.constant(HASH), base64url) : base64url;
      case 'secret-base64url':
        return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.values(KEYS)) }, base64url);
      case 'uint':
        return fc.nat();
      case 'uint16':
        return fc.oneof(fc.constantFrom(6, 30), fc.nat(65535));
      case 'fields':
        return fc.array(field([]), { maxLength: 3 });
      case 'extensions':
        return extensions.map((value) => value ?? []);
      case 'linked-item':
        return fc.record({ item: shared });
      case 'fido2-extensions':
        return fido2;
    }
  }

  function credential(spec: CredentialSpec): fc.Arbitrary<JsonObject> {
    const members = Object.entries(spec.members).map(([name, one]): [string, fc.Arbitrary<JsonValue | undefined>] => {
      const value = member(name, one);
      return [name, one.required ? value : optional(value)];
    });
    return fc.record(Object.fromEntries(members)).map((value) => defined({ type: spec.type, ...value }));
  }

  const unknown = fc.record({ type: fc.constantFrom('a.example/pin', 'recovery-codes'), 'my value': json });
  const item = fc
    .record({
      id,
      creationAt: optional(seconds),
      title: text,
      subtitle: optional(text),
      favorite: optional(fc.boolean()),
      scope: optional(fc.record({ urls: fc.array(text, { maxLength: 2 }), androidApps: fc.constant([]) })),
      credentials: fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...types).chain(credential) }, unknown), { maxLength: 5 }),
      tags: optional(fc.array(text, { maxLength: 2 })),
      extensions,
    })
    .map(defined);
  const collection = fc
    .record({ id, title: text, items: fc.array(fc.record({ item: shared }), { maxLength: 2 }), extensions })
    .map(defined);
  const collections = fc
    .tuple(collection, fc.option(fc.array(collection, { maxLength: 2 }), { nil: undefined }))
    .map(([outer, subCollections]) => defined({ ...outer, subCollections }));
  const account = fc
    .record({
      id,
      username: text,
      email: text,
      collections: fc.array(collections, { maxLength: 2 }),
      items: fc.array(item, { maxLength: 4 }),
      extensions,
    })
    .map(defined);
  return fc
    .record({
      version: fc.constant({ major: 1, minor: 0 }),
      exporterRpId: fc.oneof(fc.constant('exporter.example'), text),
      exporterDisplayName: text,
      timestamp: seconds,
      accounts: fc.array(account, { minLength: 1, maxLength: 2 }),
    })
    .map((document) => asShaped<CxfDocument>(numbered(document)));
}

const fido2 = fc
  .record({
    hmacCredentials: optional(fc.record({ algorithm: fc.constantFrom('hmac-sha256', 'other'), credWithUV: seed, credWithoutUV: seed })),
    credBlob: optional(base64url),
    largeBlob: optional(fc.record({ uncompressedSize: fc.nat(), data: base64url })),
    payments: optional(fc.boolean()),
  })
  .map(defined);

function plainText(name: string): fc.Arbitrary<string> {
  if (name === 'secret')
    return fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => toBase32(bytes)),
      text.filter(isNoOtherSpelling),
    );
  if (name === 'algorithm') return fc.constantFrom('sha1', 'sha256', 'sha512', 'steam', 'md5', '');
  if (name === 'rpId') return fc.oneof({ weight: 3, arbitrary: fc.constant('shop.example') }, text);
  if (name === 'keyType') return fc.oneof(fc.constantFrom('ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256'), text);
  return text;
}

/** Parsing would give such a secret the spelling of CXF, which is no matter of writing. */
function isNoOtherSpelling(secret: string): boolean {
  return !/[A-Za-z2-7]/.test(secret);
}

const FRESH = 'fresh';

/** Gives every identifier that is still open a number of its own. */
function numbered(value: JsonValue, next = { number: 0 }): JsonObject {
  const fill = (inner: JsonValue | undefined, name: string): JsonValue | undefined => {
    if (name === 'id' && inner === FRESH) return toBase64Url(new TextEncoder().encode(`id ${next.number++}`));
    if (Array.isArray(inner)) return inner.map((element: JsonValue) => fill(element, '') ?? null);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, fill(member, key)]));
  };
  const filled = fill(value, '');
  return isJsonObject(filled) ? filled : {};
}

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Without the members that are undefined. */
function defined(object: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
