import { type CarryName, carryName } from '../carry/names.js';
import { type AnyCredential, CREDENTIALS, isCredentialType, isKnown } from '../schema/credential.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import type { MemberSpec } from '../schema/member.js';

/** What shaping and writing leave in the extensions of an item. */
const TRACES: ReadonlySet<CarryName | undefined> = new Set<CarryName>(['cx-credential', 'cx-split', 'cx-set-aside', 'cx-placeholder']);

/** True when something of the item may have been put there by `shape` or by the writer. */
export function isShaped(item: Item): boolean {
  return (
    (item.extensions ?? []).some((extension) => TRACES.has(carryName(extension))) ||
    item.credentials.some(
      (credential) =>
        fieldsOf(credential).some(hasCarry) || (isKnown(credential) && credential.type === 'custom-fields' && hasCarry(credential)),
    )
  );
}

/** The fields of a credential. Members of others may look like some, and hold anything. */
function fieldsOf(credential: AnyCredential): readonly EditableField[] {
  if (!isKnown(credential)) return [];
  if (credential.type === 'custom-fields') return credential.fields;
  return Object.entries(credential).flatMap(([name, value]: [string, unknown]) =>
    isFieldMember(credential.type, name) && isField(value) ? [value] : [],
  );
}

function hasCarry({ extensions = [] }: { readonly extensions?: readonly Extension[] }): boolean {
  return extensions.some((extension) => carryName(extension) !== undefined);
}

/** True when the specification has an EditableField of that name in a credential of that type. */
export function isFieldMember(type: string, name: string): boolean {
  if (!isCredentialType(type)) return false;
  const members: Readonly<Record<string, MemberSpec>> = CREDENTIALS[type].members;
  return Object.hasOwn(members, name) && members[name]?.kind === 'field';
}

/** True for what looks like an EditableField. */
export function isField(value: unknown): value is EditableField {
  return typeof value === 'object' && value !== null && 'fieldType' in value && 'value' in value;
}
