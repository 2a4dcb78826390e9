import type { JsonObject } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { spelledOut } from '../spelling.js';
import { FIELD } from './names.js';

/** `fields` → custom fields, in their order; fields that spell out a credential become that credential again. */
export function readFields(source: Taker, item: ItemBuilder): void {
  const fields = source.objects('fields');
  const spelled = spelledOut(fields.map((field) => ({ name: text(field.value, 'name'), value: text(field.value, 'value') })));
  for (const credential of spelled.credentials) item.add(credential);
  fields.forEach((field, index) => {
    if (spelled.used.has(index)) field.settle('name', 'value', 'type');
    else readField(field, item);
  });
}

function readField(field: Taker, item: ItemBuilder): void {
  const name = field.text('name') ?? '';
  const value = field.text('value') ?? '';
  const type = field.number('type');
  const linkedId = field.number('linkedId');
  const linked = linkedId === undefined ? undefined : item.carry('cx-linked', { linkedId });
  if (type === FIELD.hidden) item.custom(name, value, 'concealed-string', undefined, linked);
  else if (type === FIELD.boolean && (value === 'true' || value === 'false')) item.custom(name, value, 'boolean', undefined, linked);
  else if (type === undefined || type === FIELD.text || type === FIELD.linked)
    item.custom(name, value, 'string', undefined, linked ?? kind(item, type));
  // A type Bitwarden does not define, or a boolean in other words: the text stays, and its type beside it.
  else
    item.custom(
      name,
      value,
      'string',
      undefined,
      item.carry('cx-field-type', { of: 'string', is: type, ...(linkedId !== undefined && { linkedId }) }),
    );
}

/** A linked field without a target is still a linked field. */
function kind(item: ItemBuilder, type: number | undefined) {
  return type === FIELD.linked ? item.carry('cx-linked', { linkedId: null }) : undefined;
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
