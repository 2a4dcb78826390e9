/** The JSON Schema of a CXF 1.0 document, from the tables that parsing itself uses (src/cxf/schema). */
import { CREDENTIALS } from '../../dist/cxf/schema/credential.js';
import { CREDENTIAL_SHAPES, EXTENSION } from '../../dist/cxf/schema/shapes.js';
import { BASE32, FIELD_RULES, MEMBER_RULES, SHARED, VALUES } from './cxf-values.mjs';
import { ELEMENTS, NOTES, OBJECTS } from './cxf-words.mjs';

const ref = (name) => ({ $ref: `#/$defs/${name}` });
const byShape = new Map(Object.entries(OBJECTS).map(([name, { shape }]) => [shape, name]));

const SCALARS = {
  text: { type: 'string' },
  identifier: ref('Identifier'),
  reference: ref('Identifier'),
  base64url: ref('Base64Url'),
  key: ref('Base64Url'),
  // Not empty (CXF §3.3.12.3): an exporter makes the one that is missing.
  seed: { ...ref('Base64Url'), minLength: 1 },
  base32: { type: 'string', pattern: BASE32 },
  uint: { type: 'integer', minimum: 0 },
  uint16: { type: 'integer', minimum: 0, maximum: 65_535 },
  timestamp: ref('Timestamp'),
  boolean: { type: 'boolean' },
  'otp-algorithm': { type: 'string' },
  'hmac-algorithm': { type: 'string' },
};

/** CXF §2.1.2: a required array is present even when empty, an optional one is absent then. */
const arrayOf = (items, { required }) => ({ type: 'array', ...(!required && { minItems: 1 }), items });

function named(shape) {
  const name = byShape.get(shape);
  if (!name) throw new Error('an object has no name in cxf-words.mjs');
  return name;
}

/** `shared` is the one extension with a meaning, and it has it in two places. */
function extension(owner) {
  if (owner !== 'Item' && owner !== 'Collection') return { ...ref('Extension'), properties: { name: { not: { const: 'shared' } } } };
  const isShared = { properties: { name: { const: 'shared' } }, required: ['name'] };
  return { ...ref('Extension'), if: isShared, then: ref('Shared') };
}

function member(owner, name, shape, fieldTypes) {
  switch (shape.kind) {
    case 'field': {
      const fieldType = fieldTypes.length > 1 ? { enum: fieldTypes } : { const: fieldTypes[0] };
      const value = MEMBER_RULES[`${owner}.${name}`];
      return { ...ref('EditableField'), properties: { fieldType, ...(value && { value }) } };
    }
    case 'fields':
      return arrayOf(ref('EditableField'), shape);
    case 'texts':
      return arrayOf({ type: 'string' }, shape);
    case 'object':
      return ref(named(shape.shape));
    case 'objects':
      return arrayOf(shape.shape === EXTENSION ? extension(owner) : ref(named(shape.shape)), shape);
    case 'array':
      return arrayOf(ref(ELEMENTS[`${owner}.${name}`]), shape);
    case 'elsewhere':
      return ref(ELEMENTS[`${owner}.${name}`]);
    default:
      if (!SCALARS[shape.kind]) throw new Error(`${owner}.${name} is of a kind without a schema`);
      return SCALARS[shape.kind];
  }
}

const required = (shape) => Object.keys(shape).filter((name) => shape[name].required);

/** An object of the document: unknown members are allowed everywhere (CXF §3.1.1). */
function object(name, { clause, shape, says, members }) {
  const strangers = Object.keys(members).filter((word) => !shape[word]);
  if (strangers.length > 0) throw new Error(`${name} has no member ${strangers.join(', ')}`);
  const properties = {};
  for (const [key, spec] of Object.entries(shape)) {
    if (members[key] === undefined) throw new Error(`${name}.${key} has no words in cxf-words.mjs`);
    properties[key] = { description: members[key], ...member(name, key, spec) };
  }
  return { title: name, description: `CXF §${clause}. ${says}`, type: 'object', properties, required: required(shape) };
}

function credential({ type, clause, label, members }) {
  const shape = CREDENTIAL_SHAPES.get(type);
  const properties = { type: { const: type } };
  for (const [key, spec] of Object.entries(shape)) {
    const note = NOTES[`${type}.${key}`];
    properties[key] = {
      title: members[key].label,
      ...(note && { description: note }),
      ...member(type, key, spec, members[key].fieldTypes),
    };
  }
  return { title: label, description: `CXF §${clause}.`, type: 'object', properties, required: ['type', ...required(shape)] };
}

/** `credit-card` → `CreditCardCredential`, as the library names it. */
const credentialName = (type) => `${type.replace(/(?:^|-)[a-z]/g, (start) => start.at(-1).toUpperCase())}Credential`;

const anyCredential = {
  title: 'Credential',
  description: 'CXF §3.3. One of the 17 types, told apart by `type`; of any other type nothing more is known.',
  type: 'object',
  properties: { type: { type: 'string' } },
  required: ['type'],
  allOf: Object.keys(CREDENTIALS).map((type) => ({
    if: { properties: { type: { const: type } }, required: ['type'] },
    then: ref(credentialName(type)),
  })),
};

export function cxfSchema() {
  const { Header, ...others } = OBJECTS;
  const objects = Object.fromEntries(Object.entries(others).map(([name, words]) => [name, object(name, words)]));
  objects.EditableField.allOf = FIELD_RULES;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:credential-exchange:schemas:cxf-1.0',
    ...object('Header', Header),
    title: 'FIDO Credential Exchange Format 1.0',
    description:
      'CXF §3.1. A CXF document of the Proposed Standard of 2025-08-14 with the errata of 2026-03-09. Members, credential types and ' +
      'extensions that are not named here are allowed. Rules that join several places are not shown: identifiers are unique within an ' +
      'account, the SHA-256 of a file, a day that exists, what the bytes of a key hold. `cxf validate` knows them.',
    $defs: {
      ...VALUES,
      ...objects,
      ...SHARED,
      Credential: anyCredential,
      ...Object.fromEntries(Object.values(CREDENTIALS).map((spec) => [credentialName(spec.type), credential(spec)])),
    },
  };
}
