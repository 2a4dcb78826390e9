import { fits } from '../../fits.js';
import { type EditableField, type FieldType, isFieldType } from '../../schema/field.js';
import { FIELD } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { extensionRules } from './extensions.js';
import { namesOf, unknownMembers } from './members.js';

const FIELD_NAMES = namesOf(FIELD);
/** Something before and after an @: RFC 5322 §3.4 also allows a name around it, and comments. */
const EMAIL = /[^\s@]@[^\s@]/;

/** The field of a member: its type is the one (or one of those) that the member demands. CXF §3.4.2. */
export function memberFieldRules(field: EditableField, types: readonly FieldType[], name: string, walk: Walk): void {
  walk.enter(name);
  if (field.fieldType === types[0] || types.some((type) => type === field.fieldType)) valueRules(field, walk);
  else walk.breach('cxf.field-type-mismatch', 'fieldType');
  fieldRules(field, walk);
  walk.leave();
}

/** A custom field: of any type. CXF §3.3.5. */
export function customFieldRules(field: EditableField, walk: Walk): void {
  if (isFieldType(field.fieldType)) valueRules(field, walk);
  else walk.breach('cxf.field-type-unknown', 'fieldType');
  fieldRules(field, walk);
}

function fieldRules(field: EditableField, walk: Walk): void {
  if (field.id !== undefined) walk.id(field.id);
  unknownMembers(field, FIELD_NAMES, walk);
  if (field.extensions) extensionRules(field.extensions, 'not shared', walk);
}

/** CXF §3.4.3. The security of a wireless network is a matter of its credential. */
function valueRules({ fieldType, value }: EditableField, walk: Walk): void {
  if (fieldType === 'string' || fieldType === 'concealed-string' || fieldType === 'wifi-network-security-type') return;
  if (!isFieldType(fieldType)) return;
  if (fieldType === 'email') {
    if (!EMAIL.test(value)) walk.breach('cxf.value-email', 'value');
  } else if (!fits(fieldType, value)) {
    const isTerritory = fieldType === 'country-code' || fieldType === 'subdivision-code';
    walk.breach(isTerritory ? 'cxf.value-territory' : 'cxf.value-format', 'value');
  }
}
