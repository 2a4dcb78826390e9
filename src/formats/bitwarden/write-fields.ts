import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { isCredentialType } from '../../cxf/schema/credential.js';
import { canSpell, spellOut } from '../spelling.js';
import { Carries } from '../writing/carries.js';
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
  for (const section of sections) {
    const carries = new Carries(section, writing);
    carries.close();
    for (const field of section.objects('fields')) {
      const written = writeField(field, body, moved, writing);
      if (written) out.push(written);
    }
  }
  return out;
}

function writeField(field: Taker, body: Body, moved: Moved, writing: Writing): VendorField | undefined {
  const carries = new Carries(field, writing);
  const member = carries.take('cx-member')?.['member'];
  const linked = carries.take('cx-linked');
  const carriedType = carries.take('cx-field-type');
  carries.close();
  const value = field.text('value') ?? '';
  const fieldType = field.text('fieldType');
  if (typeof member === 'string' && member.startsWith(`${body}.`) && !moved.has(member) && value !== '') {
    field.settle('label');
    moved.set(member, value);
    return undefined;
  }
  const name = field.text('label') ?? '';
  if (linked) return vendorField(name, value, FIELD.linked, linked['linkedId'] ?? null);
  if (carriedType && carriedType['of'] === fieldType && typeof carriedType['is'] === 'number')
    return vendorField(name, value, carriedType['is'], carriedType['linkedId'] ?? null);
  if (fieldType === 'concealed-string') return vendorField(name, value, FIELD.hidden);
  if (fieldType === 'boolean' && (value === 'true' || value === 'false')) return vendorField(name, value, FIELD.boolean);
  if (fieldType !== 'string') writing.findings.change('field.type-changed', writing.place(field.at('fieldType')), writing.subject);
  return vendorField(name, value, FIELD.text);
}

function vendorField(name: string, value: string, type: number, linkedId: JsonValue = null): VendorField {
  return { name: name === '' ? null : name, value: value === '' ? null : value, type, linkedId };
}

/** Writes credentials that have no place of their own as fields; one that cannot be spelled out is a loss. */
export function writeSpelled(left: readonly { readonly taker: Taker; readonly ordinal: number }[], writing: Writing): VendorField[] {
  return left.flatMap(({ taker, ordinal }) => {
    const type = taker.value['type'];
    if (typeof type !== 'string' || !isCredentialType(type) || !canSpell(type)) {
      taker.settle(...Object.keys(taker.value));
      writing.loss(taker.pointer);
      return [];
    }
    writing.findings.change('credential.spelled-out', writing.place(taker.pointer), writing.subject);
    return spellOut(type, ordinal, taker).map(({ name, value, concealed }) =>
      vendorField(name, value, concealed ? FIELD.hidden : FIELD.text),
    );
  });
}

/** The caption that a moved value gets when its body is gone. */
export function leftovers(moved: Moved): VendorField[] {
  return [...moved].map(([member, value]) => vendorField(member, value, FIELD.hidden));
}

/** `cx-password-history` → `passwordHistory`. */
export function writeHistory(carries: Carries): JsonObject[] {
  return carries
    .entries('cx-password-history')
    .map((entry) => ({ lastUsedDate: entry['lastUsedDate'] ?? null, password: entry['password'] ?? '' }));
}
