import type { JsonObject } from '../../core/json.js';
import { isNothing, type Taker } from '../../core/taker.js';
import type { FieldType } from '../../cxf/schema/field.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { readSpelled } from '../reading/spelled.js';
import { FIELD } from './names.js';
import type { Reading } from './reading.js';

/** `fields` → custom fields, in their order; fields that spell out a credential become that credential again. */
export function readFields(source: Taker, item: ItemBuilder, reading: Reading): void {
  const fields = source.objects('fields');
  const spelled = readSpelled(
    fields.map(({ value }) => ({
      // Only a plain text or hidden field can spell out anything.
      name: typeof value['linkedId'] === 'number' || !SPELLING.has(value['type']) ? '' : text(value, 'name'),
      value: text(value, 'value'),
      concealed: value['type'] === FIELD.hidden,
    })),
    item,
    (index) => reading.findings.change('credential.read-from-fields', fields[index]?.pointer ?? source.at('fields')),
  );
  fields.forEach((field, index) => {
    if (spelled.has(index)) field.settle('name', 'value', 'type');
    else readField(field, item);
  });
}

const SPELLING: ReadonlySet<unknown> = new Set([FIELD.text, FIELD.hidden]);

function readField(field: Taker, item: ItemBuilder): void {
  if (Object.values(field.value).every(isNothing)) return;
  const name = field.text('name') ?? '';
  const value = field.text('value') ?? '';
  const type = field.number('type');
  const linkedId = field.number('linkedId');
  if (type === FIELD.linked) {
    // A linked field without a target is still a linked field.
    item.custom(name, value, 'string', undefined, item.carry('cx-linked', { linkedId: linkedId ?? null }));
    return;
  }
  const fieldType = fieldTypeOf(type, value);
  // A type Bitwarden does not define, a boolean in other words, a target that nothing links to: the text stays, the rest beside it.
  const more =
    fieldType !== undefined && linkedId === undefined
      ? undefined
      : item.carry('cx-field-type', { of: fieldType ?? 'string', is: type ?? FIELD.text, ...(linkedId !== undefined && { linkedId }) });
  item.custom(name, value, fieldType ?? 'string', undefined, more);
}

function fieldTypeOf(type: number | undefined, value: string): FieldType | undefined {
  if (type === FIELD.hidden) return 'concealed-string';
  if (type === FIELD.boolean) return value === 'true' || value === 'false' ? 'boolean' : undefined;
  return type === undefined || type === FIELD.text ? 'string' : undefined;
}

function text(object: JsonObject, member: string): string {
  const value = object[member];
  return typeof value === 'string' ? value : '';
}

/** `passwordHistory` → a carry: former passwords with their dates. */
export function readHistory(source: Taker, item: ItemBuilder): void {
  const entries: JsonObject[] = [];
  for (const entry of source.objects('passwordHistory')) {
    const password = entry.text('password');
    const lastUsedDate = entry.text('lastUsedDate');
    if (password === undefined && lastUsedDate === undefined) continue;
    entries.push({ password: password ?? '', ...(lastUsedDate !== undefined && { lastUsedDate }) });
  }
  if (entries.length > 0) item.extend('cx-password-history', { entries });
}
