import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { CREDENTIALS, type CredentialType } from '../../cxf/schema/credential.js';
import type { MemberSpec } from '../../cxf/schema/member.js';
import { Carries } from './carries.js';
import type { Writing } from './writing.js';

export interface TakenField {
  readonly value: string;
  /** How the vendor spelled it, when that was carried and still holds. */
  readonly spelling: JsonValue | undefined;
  /** Where the field stands in the document. */
  readonly pointer: string;
}

/**
 * Takes an EditableField of a credential. A field type other than the member's own is reported as a change, a caption that says more than
 * the member's own as a loss.
 */
export function takeField(type: CredentialType, credential: Taker, member: string, writing: Writing): TakenField | undefined {
  const field = credential.object(member);
  const members: Readonly<Record<string, MemberSpec>> = CREDENTIALS[type].members;
  const spec = members[member];
  if (!field || spec?.kind !== 'field') return undefined;
  const value = field.text('value') ?? '';
  const fieldType = field.text('fieldType');
  // Reading gives the first of the types again.
  if (fieldType !== spec.fieldTypes[0]) writing.change('field.type-changed', field.at('fieldType'));
  const label = field.value['label'];
  if (typeof label === 'string' && label.toLowerCase() === spec.label.toLowerCase()) field.settle('label');
  const carries = new Carries(field, writing);
  const spelling = carries.spelling(value);
  carries.close();
  return value === '' ? undefined : { value, spelling, pointer: field.pointer };
}
