/** The definitions of the CXF schema that no table of members describes: how single values are spelled, and the extension `shared`. */
import { COUNTRIES } from '../../dist/cxf/countries.js';
import { SHARING_PERMISSIONS } from '../../dist/cxf/schema/extension.js';
import { FIELD_TYPES } from '../../dist/cxf/schema/field.js';
import { BASE64URL, MAX_ID_CHARACTERS } from '../../dist/cxf/schema/zod-parts.js';

const text = { type: 'string' };

/** Base32 with or without padding: the specification leaves both. */
export const BASE32 = '^[A-Z2-7]+=*$';

export const VALUES = {
  Version: {
    title: 'Version',
    description: 'CXF §3.1.1. A higher major breaks, a higher minor adds; the published level is 1.0.',
    type: 'object',
    properties: { major: { const: 1 }, minor: { type: 'integer', minimum: 0, maximum: 255 } },
    required: ['major', 'minor'],
  },
  Base64Url: {
    title: 'Bytes',
    description: 'base64url of RFC 4648 §5, without padding and without stray bits.',
    type: 'string',
    pattern: BASE64URL.source,
  },
  Identifier: {
    title: 'Identifier',
    description: 'CXF §1.3. Opaque machine-made bytes, at most 64 of them, without personal data.',
    type: 'string',
    $ref: '#/$defs/Base64Url',
    minLength: 1,
    maxLength: MAX_ID_CHARACTERS,
  },
  Timestamp: { title: 'Moment', description: 'UNIX seconds, UTC.', type: 'integer', minimum: 0 },
};

/** How the value of a field is spelled, by its type. CXF §3.4.3. A type that is not named here takes any text. */
const FIELD_VALUES = {
  email: { description: 'An address of RFC 5322 §3.4.' },
  number: { description: 'A number as text.' },
  boolean: { enum: ['true', 'false'] },
  date: { description: 'A full-date of RFC 3339.', pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$' },
  'year-month': { description: 'YYYY-MM.', pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])$' },
  'country-code': { description: 'ISO 3166-1 alpha-2.', enum: [...COUNTRIES] },
  'subdivision-code': { description: 'ISO 3166-2.', pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$' },
};

/** The rules of `EditableField` that join its two members. */
export const FIELD_RULES = FIELD_TYPES.filter((type) => FIELD_VALUES[type]).map((type) => ({
  if: { properties: { fieldType: { const: type } }, required: ['fieldType'] },
  then: { properties: { value: FIELD_VALUES[type] } },
}));

/** What the value of a member must look like beyond its field type. */
export const MEMBER_RULES = {
  'passport.passportType': { pattern: '^P[A-Z<]?$' },
};

export const SHARED = {
  Shared: {
    title: 'The extension `shared`',
    description: 'CXF §3.5. Who has access; only on a collection or an item, and only in exports of owners and administrators.',
    type: 'object',
    properties: { name: { const: 'shared' }, accessors: { type: 'array', items: { $ref: '#/$defs/SharingAccessor' } } },
    required: ['name', 'accessors'],
  },
  SharingAccessor: {
    title: 'SharingAccessor',
    description: 'Someone who has access. Ignored when its type is unknown or no known permission is left.',
    type: 'object',
    properties: {
      type: { ...text, description: '`user` or `group`; other text is allowed.' },
      accountId: { description: 'The id of the account or group.', $ref: '#/$defs/Identifier' },
      name: { ...text, description: "A user's name of the account, or the name of the group." },
      permissions: {
        type: 'array',
        items: { ...text, description: `${SHARING_PERMISSIONS.map((name) => `\`${name}\``).join(', ')}; others are ignored.` },
      },
    },
    required: ['type', 'accountId', 'name', 'permissions'],
  },
};
