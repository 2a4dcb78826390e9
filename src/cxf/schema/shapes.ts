import type { JsonValue } from '../../core/json.js';
import { CREDENTIALS } from './credential.js';
import type { FieldType } from './field.js';
import type { MemberSpec, PlainKind } from './member.js';

/** What stands behind a member. */
export type ScalarKind =
  | 'text'
  | 'identifier'
  /** An identifier of something else. */
  | 'reference'
  | 'base64url'
  | 'key'
  /** base64url of a PRF seed. */
  | 'seed'
  | 'base32'
  | 'uint'
  | 'uint16'
  | 'timestamp'
  | 'boolean'
  | 'otp-algorithm'
  | 'hmac-algorithm';

export interface MemberShape {
  /** `object` and `objects` have a `shape`; `texts` is an array of texts; what `array` and `elsewhere` hold is read by code of its own. */
  readonly kind: ScalarKind | 'field' | 'fields' | 'texts' | 'object' | 'objects' | 'array' | 'elsewhere';
  readonly shape?: ObjectShape;
  readonly required?: true;
  /** What stands for a required member that is missing, where that has a meaning. */
  readonly fill?: JsonValue;
  /** What drafts called the member. */
  readonly drafts?: readonly string[];
  /** Of a `field`: the type that is written. */
  readonly fieldType?: FieldType;
}

export type ObjectShape = Readonly<Record<string, MemberShape>>;

/** CXF §3.5. */
export const EXTENSION: ObjectShape = { name: { kind: 'text', required: true } };
const extensions: MemberShape = { kind: 'objects', shape: EXTENSION };

/** CXF §3.4.2. */
export const FIELD: ObjectShape = {
  id: { kind: 'identifier' },
  fieldType: { kind: 'text', required: true, fill: 'string' },
  value: { kind: 'text', required: true, fill: '' },
  label: { kind: 'text' },
  extensions,
};

/** CXF §3.2.2.1. */
export const LINKED_ITEM: ObjectShape = {
  item: { kind: 'reference', required: true },
  account: { kind: 'reference' },
};

/** CXF §3.2.4. */
export const SCOPE: ObjectShape = {
  urls: { kind: 'texts', required: true, fill: [] },
  androidApps: {
    kind: 'objects',
    required: true,
    fill: [],
    shape: {
      bundleId: { kind: 'text', required: true },
      certificate: {
        kind: 'object',
        shape: {
          fingerprint: { kind: 'base64url', required: true },
          hashAlg: { kind: 'text', required: true, fill: '', drafts: ['hashAlgorithm'] },
        },
      },
      name: { kind: 'text' },
    },
  },
};

/** CXF §3.3.12.3. */
export const HMAC: ObjectShape = {
  algorithm: { kind: 'hmac-algorithm', required: true, fill: 'hmac-sha256' },
  credWithUV: { kind: 'seed', required: true },
  credWithoutUV: { kind: 'seed', required: true },
};

/** CXF §3.3.12.2. */
export const FIDO2: ObjectShape = {
  hmacCredentials: { kind: 'object', shape: HMAC, drafts: ['hmacSecret'] },
  credBlob: { kind: 'base64url' },
  largeBlob: {
    kind: 'object',
    shape: { uncompressedSize: { kind: 'uint', required: true, drafts: ['size'] }, data: { kind: 'base64url', required: true } },
  },
  payments: { kind: 'boolean' },
};

const dates: ObjectShape = {
  creationAt: { kind: 'timestamp', drafts: ['created'] },
  modifiedAt: { kind: 'timestamp', drafts: ['lastModified'] },
};
const id: MemberShape = { kind: 'identifier', required: true };
const text: MemberShape = { kind: 'text', required: true, fill: '' };
/** Read by code that knows its elements. */
const list: MemberShape = { kind: 'array', required: true, fill: [] };

/** CXF §3.2.3. */
export const ITEM: ObjectShape = {
  id,
  ...dates,
  title: text,
  subtitle: { kind: 'text' },
  favorite: { kind: 'boolean' },
  scope: { kind: 'object', shape: SCOPE },
  credentials: list,
  tags: { kind: 'texts' },
  extensions,
};

/** CXF §3.2.2. */
export const COLLECTION: ObjectShape = {
  id,
  ...dates,
  title: text,
  subtitle: { kind: 'text' },
  items: list,
  subCollections: { kind: 'array' },
  extensions,
};

/** CXF §3.2.1. */
export const ACCOUNT: ObjectShape = {
  id,
  username: { ...text, drafts: ['userName'] },
  email: text,
  fullName: { kind: 'text' },
  collections: list,
  items: list,
  extensions,
};

/** CXF §3.1. */
export const HEADER: ObjectShape = {
  version: { kind: 'elsewhere', required: true },
  exporterRpId: { ...text, drafts: ['exporter', 'exporterRelyingPartyIdentifier'] },
  exporterDisplayName: text,
  timestamp: { kind: 'timestamp', required: true, fill: 0 },
  accounts: list,
};

const KINDS: Readonly<Record<PlainKind, MemberShape>> = {
  text: { kind: 'text' },
  secret: { kind: 'text' },
  identifier: { kind: 'identifier' },
  base64url: { kind: 'base64url' },
  'secret-base64url': { kind: 'key' },
  uint: { kind: 'uint' },
  uint16: { kind: 'uint16' },
  fields: { kind: 'fields' },
  extensions,
  'linked-item': { kind: 'object', shape: LINKED_ITEM },
  'fido2-extensions': { kind: 'object', shape: FIDO2 },
};

/** What `MemberSpec` does not say: names of drafts, and what stands for a missing member. The defaults of TOTP are those of CXF §3.3.16. */
const MORE: Readonly<Record<string, Readonly<Record<string, Partial<MemberShape>>>>> = {
  'custom-fields': { fields: { fill: [] } },
  file: { name: { fill: '' }, integrityHash: { drafts: ['integrationHash'] } },
  passkey: {
    credentialId: { drafts: ['credentialID'] },
    rpId: { drafts: ['relyingPartyIdentifier'] },
    username: { fill: '', drafts: ['userName'] },
    userDisplayName: { fill: '' },
    userHandle: { fill: '' },
  },
  'ssh-key': { keyType: { fill: '' }, expiryDate: { drafts: ['expirationDate'] } },
  totp: {
    secret: { kind: 'base32' },
    period: { fill: 30 },
    digits: { fill: 6 },
    algorithm: { kind: 'otp-algorithm', fill: 'sha1' },
  },
};

function shapeOf(type: string, members: Readonly<Record<string, MemberSpec>>): ObjectShape {
  const shape: Record<string, MemberShape> = {};
  for (const [name, spec] of Object.entries(members)) {
    const base: MemberShape = spec.kind === 'field' ? { kind: 'field', fieldType: spec.fieldTypes[0] } : KINDS[spec.kind];
    shape[name] = { ...base, ...(spec.required && { required: true }), ...MORE[type]?.[name] };
  }
  return shape;
}

/** The shape of each of the 17 credential types. */
export const CREDENTIAL_SHAPES: ReadonlyMap<string, ObjectShape> = new Map(
  Object.values(CREDENTIALS).map(({ type, members }) => [type, shapeOf(type, members)]),
);
