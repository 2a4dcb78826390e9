import './zod-config.js';
import * as z from 'zod';
import { fromBase64Url } from '../../core/bytes.js';
import { MAX_PATTERN_TEXT } from '../../core/limits.js';
import { fromBase32 } from '../../otp/base32.js';
import { FIELD, type MemberShape, type ObjectShape, type ScalarKind } from './shapes.js';

/** Canonical base64url (RFC 4648 §5): no padding, no stray bits. Spelled out, because `\w` is wider in other languages that read the schema. */
export const BASE64URL = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$/;
/** Upper case, no padding, a possible length, no stray bits. */
const BASE32 = /^(?:[A-Z2-7]{8})*(?:[A-Z2-7][AEIMQUY4]|[A-Z2-7]{3}[AQ]|[A-Z2-7]{4}[ACEGIKMOQSUWY246]|[A-Z2-7]{6}[AIQY])?$/;
/** An identifier of 64 bytes. CXF §1.3. */
export const MAX_ID_CHARACTERS = 86;
/** Anything later counts milliseconds: this is the year 33658. */
const MAX_TIMESTAMP = 1e12;

const base64url = z.string().refine((text) => (text.length > MAX_PATTERN_TEXT ? fromBase64Url(text) !== undefined : BASE64URL.test(text)));
const base32 = z
  .string()
  .refine((text) => (text.length > MAX_PATTERN_TEXT ? fromBase32(text) !== undefined : text !== '' && BASE32.test(text)));
const identifier = z.string().refine((text) => text !== '' && text.length <= MAX_ID_CHARACTERS && BASE64URL.test(text));
const uint = z.int().nonnegative();

const SCALARS: Readonly<Record<ScalarKind, z.ZodType>> = {
  text: z.string(),
  identifier,
  reference: identifier,
  base64url,
  key: base64url,
  // One that is empty is derived from the other.
  seed: base64url.refine((text) => text !== ''),
  base32,
  uint,
  uint16: z.int().min(0).max(0xffff),
  timestamp: z.int().min(0).max(MAX_TIMESTAMP),
  boolean: z.boolean(),
  // Spellings that would be mended; any other text is a value nobody knows.
  'otp-algorithm': z.string().regex(/^(?!(?:.*[A-Z].*|sha-.*)$)/),
  'hmac-algorithm': z.string().regex(/^(?!HS256$)/),
};

/**
 * The schema of a clean object: all members as the specification wants them, none under the name of a draft, others free.
 * Only built here; nothing outside the schema folder sees zod.
 */
export function cleanObject(shape: ObjectShape, more: Readonly<Record<string, z.ZodType>> = {}): z.ZodType {
  const members: Record<string, z.ZodType> = {};
  for (const [name, member] of Object.entries(shape)) {
    const schema = more[name] ?? cleanMember(member);
    members[name] = member.required ? schema : z.exactOptional(schema);
    for (const draft of member.drafts ?? []) members[draft] = z.exactOptional(z.never());
  }
  for (const [name, schema] of Object.entries(more)) members[name] ??= schema;
  return z.looseObject(members);
}

function cleanMember({ kind, shape = {} }: MemberShape): z.ZodType {
  if (isScalar(kind)) return SCALARS[kind];
  switch (kind) {
    case 'field':
      return field;
    case 'fields':
      return z.array(field);
    case 'texts':
      return z.array(z.string());
    case 'object':
      return cleanObject(shape);
    case 'objects':
      return z.array(cleanObject(shape));
    case 'array':
    case 'elsewhere':
      return z.array(z.looseObject({}));
  }
}

function isScalar(kind: MemberShape['kind']): kind is ScalarKind {
  return Object.hasOwn(SCALARS, kind);
}

const field = cleanObject(FIELD);
