import type { Extension } from './extension.js';

/** The field types of CXF §3.4.3, in the order of the text. */
export const FIELD_TYPES = [
  'string',
  'concealed-string',
  'email',
  'number',
  'boolean',
  'date',
  'year-month',
  'wifi-network-security-type',
  'country-code',
  'subdivision-code',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** A value that its owner can edit. CXF §3.4.2. */
export interface EditableField {
  /** base64url, at most 64 bytes. */
  readonly id?: string;
  /** A FieldType, or another text in documents of others. */
  readonly fieldType: string;
  /** Always text, for numbers, booleans and dates too. */
  readonly value: string;
  readonly label?: string;
  readonly extensions?: readonly Extension[];
}

/** The values of `wifi-network-security-type`. CXF §3.3.17. */
export const WIFI_SECURITY = ['unsecured', 'wpa-personal', 'wpa2-personal', 'wpa3-personal', 'wep'] as const;

/** True for a field type of the specification. */
export function isFieldType(text: string): text is FieldType {
  return FIELD_TYPES.some((type) => type === text);
}
