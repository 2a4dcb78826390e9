import { sameType } from '../../core/brand.js';
import type { Pointer } from '../../core/pointer.js';
import { carry } from '../carry/names.js';
import { fits, isPassportType } from '../fits.js';
import { CREDENTIALS, type Credential } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import { type EditableField, type FieldType, isFieldType } from '../schema/field.js';
import type { FieldMember, MemberSpec } from '../schema/member.js';
import { MOVED, type Shaping } from './shaping.js';
import { isField } from './traces.js';

/** The field types that Bitwarden's importer takes inside custom fields; one other refuses the whole account. */
export const IN_CUSTOM_FIELDS: ReadonlySet<string> = new Set([
  'string',
  'concealed-string',
  'boolean',
  'date',
  'year-month',
  'wifi-network-security-type',
  'country-code',
  'subdivision-code',
]);

/** It takes this type as well, but shows none of the value (measured with its SDK). */
const SHOWN_EMPTY = 'wifi-network-security-type';

/**
 * Gives every field of a credential exactly the field type that importers expect, or for `spec` one that the specification allows, and a
 * value that fits it. The original type is carried on the field; `index` is the
 * credential's place among those of the item that travel, for the way back.
 */
export function shapeFields(credential: Credential, index: number, pointer: Pointer, shaping: Shaping): Credential[] {
  return credential.type === 'custom-fields'
    ? [shapeSection(credential, pointer, shaping)]
    : shapeMembers(credential, index, pointer, shaping);
}

function shapeSection(section: CustomFieldsCredential, pointer: Pointer, shaping: Shaping): CustomFieldsCredential {
  const isSpec = shaping.options.importer === 'spec';
  const fields = section.fields.map((field, i) => {
    const type = field.fieldType;
    if (isFieldType(type) ? (isSpec || (IN_CUSTOM_FIELDS.has(type) && type !== SHOWN_EMPTY)) && fitsMember(type, field.value) : isSpec)
      return field;
    shaping.findings.change('field.type-changed', shaping.place(field, `${pointer}/fields/${i}`));
    return retyped(field, 'string', shaping);
  });
  return fields.every((field, i) => field === section.fields[i]) ? section : { ...section, fields };
}

function shapeMembers(credential: Credential, index: number, pointer: Pointer, shaping: Shaping): Credential[] {
  const specs: Readonly<Record<string, MemberSpec>> = CREDENTIALS[credential.type].members;
  if (isShaped(credential, specs, shaping)) return [credential];
  const moved: EditableField[] = [];
  const members = Object.entries(credential).flatMap(([name, value]): [string, unknown][] => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec?.kind !== 'field' || !isField(value)) return [[name, value]];
    if (isShapedField(name, value, spec, shaping)) return [[name, value]];
    const [type] = spec.fieldTypes;
    const place = shaping.place(value, `${pointer}/${name}`);
    if (staysInMember(name, value, type, shaping)) {
      shaping.findings.change('field.type-changed', place);
      return [[name, retyped(value, type, shaping)]];
    }
    // An empty date says nothing and refuses the account at Bitwarden.
    if (value.value === '' && !spec.required && Object.keys(value).length === 2) return [];
    shaping.findings.change('field.moved', place);
    const carried = carry(shaping.exporter, 'cx-member', 'cxf', {
      member: `${credential.type}.${name}`,
      credential: index,
      fieldType: value.fieldType,
      ...(value.label === undefined && { captioned: true }),
    });
    moved.push({ ...value, fieldType: 'string', label: value.label ?? spec.label, extensions: [...(value.extensions ?? []), carried] });
    return [];
  });
  const shaped = sameType(credential, Object.fromEntries(members));
  if (moved.length === 0) return [shaped];
  const section: CustomFieldsCredential = { type: 'custom-fields', fields: moved };
  MOVED.add(section);
  return [shaped, section];
}

/** Most credentials are as importers want them: those are not taken apart. */
function isShaped(credential: Credential, specs: Readonly<Record<string, MemberSpec>>, shaping: Shaping): boolean {
  return Object.entries(credential).every(([name, value]: [string, unknown]) => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    return spec?.kind !== 'field' || !isField(value) || isShapedField(name, value, spec, shaping);
  });
}

function isShapedField(name: string, field: EditableField, spec: FieldMember, shaping: Shaping): boolean {
  return isTypeOf(spec, field.fieldType, shaping) && staysInMember(name, field, spec.fieldTypes[0], shaping);
}

/** The specification leaves a choice in one place, importers nowhere. */
function isTypeOf({ fieldTypes }: FieldMember, type: string, shaping: Shaping): boolean {
  return type === fieldTypes[0] || (shaping.options.importer === 'spec' && fieldTypes.some((allowed) => allowed === type));
}

function staysInMember(name: string, { value }: EditableField, type: FieldType, { options }: Shaping): boolean {
  if (name === 'passportType' && !isPassportType(value)) return false;
  if (name === 'cardType' && options.importer === 'bitwarden' && !isKnownBrand(value)) return false;
  return fitsMember(type, value);
}

/**
 * The brands that Bitwarden's importer keeps, however they are spelled; it drops any other (bitwarden/sdk-internal, cxf/card.rs).
 * An empty one is no brand.
 */
function isKnownBrand(brand: string): boolean {
  return BRANDS.has(brand.toLowerCase().replaceAll(' ', ''));
}

const BRANDS: ReadonlySet<string> = new Set([
  '',
  'visa',
  'mastercard',
  'amex',
  'americanexpress',
  'discover',
  'dinersclub',
  'jcb',
  'maestro',
  'unionpay',
  'rupay',
]);

/** The security of a wireless network may be any text (CXF §3.3.17). */
function fitsMember(type: FieldType, value: string): boolean {
  return type === 'wifi-network-security-type' || fits(type, value);
}

function retyped(field: EditableField, type: FieldType, shaping: Shaping): EditableField {
  const carried = carry(shaping.exporter, 'cx-field-type', 'cxf', { of: type, is: field.fieldType });
  return { ...field, fieldType: type, extensions: [...(field.extensions ?? []), carried] };
}
