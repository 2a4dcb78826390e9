import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { Carries } from '../writing/carries.js';
import { type PlacedCredential, spellRest } from '../writing/spelled.js';
import type { Writing } from '../writing/writing.js';
import { type Body, FIELD } from './names.js';
import type { Moved } from './write-body.js';

/** What a field holds in a Bitwarden export. */
export type VendorField = Readonly<Record<'name' | 'value' | 'type' | 'linkedId', JsonValue>>;

/**
 * custom-fields → `fields`. A field that stands for a member of the body goes into `moved` instead, to be put back there.
 * Field types that Bitwarden does not know are reported.
 */
export function writeFields(sections: readonly Taker[], body: Body, moved: Moved, writing: Writing): VendorField[] {
  const out: VendorField[] = [];
  // Of another body: they stand behind the person's own.
  const homeless: VendorField[] = [];
  for (const section of sections) {
    const carries = new Carries(section, writing);
    carries.close();
    for (const field of section.objects('fields')) {
      const written = writeField(field, body, moved, writing);
      if (written) (written.isHomeless ? homeless : out).push(written.field);
    }
  }
  return [...out, ...homeless];
}

interface WrittenField {
  readonly field: VendorField;
  readonly isHomeless: boolean;
}

function writeField(field: Taker, body: Body, moved: Moved, writing: Writing): WrittenField | undefined {
  const carries = new Carries(field, writing);
  const member = carries.take('cx-member')?.['member'];
  const linked = carries.take('cx-linked');
  const carriedType = carries.take('cx-field-type');
  carries.close();
  const value = field.text('value') ?? '';
  const label = field.text('label') ?? '';
  const fieldType = field.text('fieldType');
  const isHomeless = typeof member === 'string' && value !== '';
  if (isHomeless) {
    if (member.startsWith(`${body}.`) && !moved.has(member)) {
      moved.set(member, { label, value, concealed: fieldType === 'concealed-string', pointer: field.pointer });
      return undefined;
    }
    writing.change('field.moved', field.pointer);
  }
  return { field: vendorField(label, value, ...typeOf(field, fieldType, value, { linked, carriedType }, writing)), isHomeless };
}

/** The type of a field, and the target of a linked one: as carried while it still fits, else what the field type of CXF means. */
function typeOf(
  field: Taker,
  fieldType: string | undefined,
  value: string,
  { linked, carriedType }: { readonly linked: JsonObject | undefined; readonly carriedType: JsonObject | undefined },
  writing: Writing,
): [type: number, linkedId: JsonValue] {
  if (linked && fieldType === 'string') return [FIELD.linked, linked['linkedId'] ?? null];
  if (carriedType && carriedType['of'] === fieldType && typeof carriedType['is'] === 'number')
    return [carriedType['is'], carriedType['linkedId'] ?? null];
  if (linked || carriedType) writing.stale();
  if (fieldType === 'concealed-string') return [FIELD.hidden, null];
  if (fieldType === 'boolean' && (value === 'true' || value === 'false')) return [FIELD.boolean, null];
  if (fieldType !== 'string') writing.change('field.type-changed', field.at('fieldType'));
  return [FIELD.text, null];
}

function vendorField(name: string, value: string, type: number, linkedId: JsonValue = null): VendorField {
  return { name: name === '' ? null : name, value: value === '' ? null : value, type, linkedId };
}

/** A value that Bitwarden has no member for, made visible as a field. */
export function labelled(name: string, value: string, pointer: string, writing: Writing): VendorField {
  writing.change('field.moved', pointer);
  return vendorField(name, value, FIELD.text);
}

/** Credentials that no other place has taken, as fields; see `spellRest`. */
export function writeSpelled(left: readonly PlacedCredential[], there: Map<string, number>, writing: Writing): VendorField[] {
  return spellRest(left, there, writing).map(({ name, value, concealed }) =>
    vendorField(name, value, concealed ? FIELD.hidden : FIELD.text),
  );
}

/** Values that stood for a member of the body which something else fills now. */
export function leftovers(moved: Moved, writing: Writing): VendorField[] {
  return [...moved.values()].map(({ label, value, concealed, pointer }) => {
    writing.change('field.moved', pointer);
    return vendorField(label, value, concealed ? FIELD.hidden : FIELD.text);
  });
}

/** `cx-password-history` → `passwordHistory`. */
export function writeHistory(carries: Carries): JsonObject[] {
  return carries
    .entries('cx-password-history')
    .map((entry) => ({ lastUsedDate: entry['lastUsedDate'] ?? null, password: entry['password'] ?? '' }));
}
