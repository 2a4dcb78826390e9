import type { FieldType } from './field.js';

/** A member that the owner can edit: an EditableField whose type the specification fixes (several where it leaves a choice). */
export interface FieldMember {
  readonly kind: 'field';
  /** A caption for people, unique within its credential. */
  readonly label: string;
  /** The first is the one to write. */
  readonly fieldTypes: readonly [FieldType, ...FieldType[]];
  readonly required?: true;
}

/** Kinds of members that are not EditableFields. */
export type PlainKind =
  | 'text'
  | 'secret'
  | 'identifier'
  | 'base64url'
  | 'secret-base64url'
  | 'uint'
  | 'uint16'
  | 'fields'
  | 'extensions'
  | 'linked-item'
  | 'fido2-extensions';

export interface PlainMember {
  readonly kind: PlainKind;
  readonly label: string;
  readonly required?: true;
}

export type MemberSpec = FieldMember | PlainMember;

/** What the specification says of one credential type; schemas, checks, captions and documentation all come from it. */
export interface CredentialSpec {
  readonly type: string;
  /** Section of CXF 1.0, without the sign. */
  readonly clause: string;
  /** A name for people. */
  readonly label: string;
  readonly members: Readonly<Record<string, MemberSpec>>;
}

export function credentialSpec<const M extends Readonly<Record<string, MemberSpec>>>(
  type: string,
  clause: string,
  label: string,
  members: M,
) {
  return { type, clause, label, members } satisfies CredentialSpec;
}

/** An optional EditableField. */
export function field(label: string, ...fieldTypes: [FieldType, ...FieldType[]]): FieldMember {
  return { kind: 'field', label, fieldTypes };
}

export function plain(kind: PlainKind, label: string, required?: 'required'): PlainMember {
  return required ? { kind, label, required: true } : { kind, label };
}
