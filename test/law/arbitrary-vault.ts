import * as fc from 'fast-check';
import { asJson } from '../../src/core/brand.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { CREDENTIALS, type CredentialType } from '../../src/cxf/schema/credential.js';
import { FIELD_TYPES, type FieldType } from '../../src/cxf/schema/field.js';
import type { MemberSpec } from '../../src/cxf/schema/member.js';
import { toBase32 } from '../../src/otp/base32.js';
import { bytes, seconds, text, url, words } from './arbitrary-text.js';
import { ED25519, P256, P384, RSA, X25519 } from './keys.js';

type Arbitrary = fc.Arbitrary<JsonValue>;

const VALUES: Readonly<Record<FieldType, fc.Arbitrary<string>>> = {
  string: text,
  'concealed-string': text,
  email: fc.emailAddress(),
  number: fc.integer().map(String),
  boolean: fc.constantFrom('true', 'false'),
  date: fc.constantFrom('1970-01-01', '2024-02-29', '2099-12-31'),
  'year-month': fc.constantFrom('2024-01', '1999-12', '2032-10'),
  'wifi-network-security-type': fc.constantFrom('wpa2-personal', 'wep', 'other'),
  'country-code': fc.constantFrom('DE', 'US', 'BR'),
  'subdivision-code': fc.constantFrom('US-CA', 'DE-BE', 'BR-SP'),
};

const extension: fc.Arbitrary<JsonObject> = fc.record({
  name: fc.constantFrom('vendor.example/icon', 'shared', 'other.example/x'),
  value: text,
});
const extensions = fc.array(extension, { minLength: 1, maxLength: 2 });

/** An EditableField; now and then with an identifier, a caption or an extension. */
function field(types: readonly FieldType[]): Arbitrary {
  return fc.constantFrom(...types).chain((fieldType) =>
    fc
      .record(
        {
          fieldType: fc.constant(fieldType),
          value: VALUES[fieldType],
          id: rarely(bytes(16)),
          label: rarely(text),
          extensions: rarely(extensions),
        },
        { requiredKeys: ['fieldType', 'value'] },
      )
      .map(defined),
  );
}

/** A field that does not fit its member: another type, a value in words. */
const oddField: Arbitrary = fc.record({ fieldType: fc.constantFrom('string', 'email', 'date', 'vendor-type'), value: text });

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 1 });
}

function defined(object: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(object).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

const secret = fc.uint8Array({ minLength: 10, maxLength: 20 }).map(toBase32);

/** Members that are no EditableFields. */
function plain(type: CredentialType, member: string, spec: MemberSpec): Arbitrary {
  if (type === 'totp' && member === 'secret') return secret;
  if (type === 'totp' && member === 'algorithm') return fc.constantFrom('sha1', 'sha1', 'sha256', 'sha512', 'steam', 'md5');
  if (type === 'totp' && member === 'period') return fc.constantFrom(30, 30, 60, 0, 300, 65535);
  if (type === 'totp' && member === 'digits') return fc.constantFrom(6, 6, 8, 5, 0, 300);
  if (type === 'passkey' && member === 'key') return fc.constantFrom(...P256, ...ED25519, P384, RSA);
  if (type === 'ssh-key' && member === 'privateKey') return fc.constantFrom(...ED25519, RSA, ...P256, X25519);
  if (type === 'ssh-key' && member === 'keyType') return fc.constantFrom('ssh-ed25519', 'ssh-rsa');
  if (type === 'file' && member === 'integrityHash') return bytes(32);
  const { kind }: { readonly kind: string } = spec;
  switch (kind) {
    case 'uint':
    case 'uint16':
      return fc.integer({ min: 0, max: 65535 });
    case 'identifier':
      return bytes(16);
    case 'base64url':
    case 'secret-base64url':
      return fc.oneof(bytes(16), bytes(1, 40));
    case 'extensions':
      return extensions;
    case 'fields':
      return fc.array(fc.oneof(field(FIELD_TYPES), oddField, labelled), { maxLength: 4 });
    case 'linked-item':
      return fc.record({ item: bytes(16) });
    case 'fido2-extensions':
      return fc
        .record(
          {
            hmacCredentials: fc.record({ algorithm: fc.constant('hmac-sha256'), credWithUV: bytes(32), credWithoutUV: bytes(32) }),
            credBlob: bytes(4),
            payments: fc.boolean(),
          },
          { requiredKeys: [] },
        )
        .map((value) => asJson(value));
    default:
      return text;
  }
}

const labelled: Arbitrary = fc.record({ label: words, fieldType: fc.constantFrom('string', 'concealed-string'), value: text });

/** A credential of a type, with any of its members, and now and then one that nobody knows. */
function credential(type: CredentialType): fc.Arbitrary<JsonObject> {
  const specs: [string, MemberSpec][] = Object.entries(CREDENTIALS[type].members);
  const members: Record<string, Arbitrary> = { type: fc.constant(type), vendorMember: fc.constantFrom('kept', 7, true) };
  for (const [name, spec] of specs) {
    const own = spec.kind === 'field' ? field(spec.fieldTypes) : plain(type, name, spec);
    members[name] =
      spec.kind === 'field' && !spec.required ? fc.oneof({ weight: 8, arbitrary: own }, { weight: 1, arbitrary: oddField }) : own;
  }
  const required = ['type', ...specs.filter(([, spec]) => spec.required).map(([name]) => name)];
  const record = fc.record(members, { requiredKeys: required });
  return fc
    .tuple(record, fc.nat(9))
    .map(([{ vendorMember, ...known }, luck]) => defined({ ...known, ...(luck === 0 && { vendorMember }) }));
}

const TYPES = Object.keys(CREDENTIALS).filter((type): type is CredentialType => Object.hasOwn(CREDENTIALS, type));
const unknownCredential: fc.Arbitrary<JsonObject> = fc.record({
  type: fc.constant('vendor-type'),
  value: text,
  more: fc.constant({ deep: [1, 2] }),
});

const credentials = fc.array(fc.oneof(...TYPES.map(credential), credential('basic-auth'), unknownCredential), { maxLength: 5 });

const scope = fc.record({
  urls: fc.array(url, { maxLength: 3 }),
  androidApps: fc.array(
    fc
      .record(
        {
          bundleId: fc.constantFrom('com.example', 'org.other'),
          certificate: fc.record({ fingerprint: bytes(32), hashAlg: fc.constant('sha256') }),
          name: text,
        },
        { requiredKeys: ['bundleId'] },
      )
      .map((value) => asJson(value)),
    { maxLength: 2 },
  ),
});

const item = fc
  .record(
    {
      creationAt: seconds,
      modifiedAt: seconds,
      title: text,
      subtitle: words,
      favorite: fc.boolean(),
      scope,
      credentials,
      tags: fc.array(words, { minLength: 1, maxLength: 2 }),
      extensions,
    },
    { requiredKeys: ['title', 'credentials'] },
  )
  .map((value) => asJson(value));

/** Folders nested to three levels; `links` are filled with items later. */
const collection = fc.letrec<{ node: JsonObject }>((tie) => ({
  node: fc
    .record(
      {
        title: text,
        items: fc.array(fc.nat(9), { maxLength: 3 }),
        subCollections: fc.array(tie('node'), { minLength: 1, maxLength: 2 }),
        subtitle: words,
        creationAt: seconds,
        extensions,
      },
      { requiredKeys: ['title', 'items'] },
    )
    .map((value) => asJson(value)),
})).node;

/** A random CXF 1.0 document: all 17 types and unknown ones, several of a type in an item, nested collections, hostile text. */
export const arbitraryDocument: fc.Arbitrary<JsonObject> = fc
  .record({
    items: fc.array(item, { maxLength: 4 }),
    collections: fc.array(collection, { maxLength: 2 }),
    username: text,
    email: text,
    extensions: fc.option(extensions, { nil: undefined }),
  })
  .map(({ items, collections, username, email, extensions: own }) => {
    let next = 0;
    const id = (): string => Buffer.from((next++).toString(16).padStart(32, '0'), 'hex').toString('base64url');
    const account = id();
    const withIds = items.map((one) => ({ id: id(), ...one }));
    const linked = (one: JsonObject): JsonObject => ({
      ...one,
      id: id(),
      items: numbers(one['items']).flatMap((n) => (withIds.length === 0 ? [] : [{ item: withIds[n % withIds.length]?.id ?? '' }])),
      ...(Array.isArray(one['subCollections']) && { subCollections: objects(one['subCollections']).map(linked) }),
    });
    return {
      version: { major: 1, minor: 0 },
      exporterRpId: 'exporter.example',
      exporterDisplayName: 'Exporter',
      timestamp: 1_700_000_000,
      accounts: [defined({ id: account, username, email, collections: collections.map(linked), items: withIds, extensions: own })],
    };
  });

function numbers(value: JsonValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'number') : [];
}

function objects(value: readonly unknown[]): JsonObject[] {
  return value.filter((element): element is JsonObject => typeof element === 'object' && element !== null);
}
