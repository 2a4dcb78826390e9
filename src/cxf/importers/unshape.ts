import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { carryName } from '../carry/names.js';
import { type AnyCredential, isKnown } from '../schema/credential.js';
import type { CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import { withoutPlaceholder } from './placeholder.js';
import { joinItems } from './split.js';
import { totpOfUri } from './totp.js';

/** Turns back what `shape` did for an importer, wherever its carry still stands beside the value it speaks of. Clean documents are not copied. */
export function unshape(document: CxfDocument): CxfDocument {
  const accounts = document.accounts.map((account) => {
    const restored = account.items.map((item) => unshapeItem(withoutPlaceholder(item)));
    const items = joinItems(restored);
    return items.length === account.items.length && items.every((item, i) => item === account.items[i]) ? account : { ...account, items };
  });
  return accounts.every((account, i) => account === document.accounts[i]) ? document : { ...document, accounts };
}

function unshapeItem(item: Item): Item {
  const state: { moved: EditableField[]; changed: boolean } = { moved: [], changed: false };
  const credentials = item.credentials.flatMap((credential) => unshapeCredential(credential, state));
  const extensions = (item.extensions ?? []).filter(
    (extension) => !(carryName(extension) === 'cx-credential' && extension['source'] === 'cxf'),
  );
  const raw = (item.extensions ?? []).filter((extension) => !extensions.includes(extension));
  if (!state.changed && raw.length === 0) return item;
  for (const field of state.moved) putBack(field, credentials);
  for (const extension of raw) insert(extension, credentials);
  const { extensions: _, ...rest } = item;
  return { ...rest, credentials, ...(extensions.length > 0 && { extensions }) };
}

function unshapeCredential(credential: AnyCredential, state: { moved: EditableField[]; changed: boolean }): AnyCredential[] {
  if (!isKnown(credential)) return [credential];
  if (credential.type !== 'custom-fields') {
    let changed = false;
    const members = Object.entries(credential).map(([name, value]: [string, unknown]): [string, unknown] => {
      const field: unknown = isField(value) ? unretyped(value) : value;
      changed ||= field !== value;
      return [name, field];
    });
    state.changed ||= changed;
    return [changed ? sameType(credential, Object.fromEntries(members)) : credential];
  }
  const stay = credential.fields.filter((field) => memberOf(field) === undefined);
  const fields = stay.map(unretyped);
  state.moved.push(...credential.fields.filter((field) => !stay.includes(field)));
  if (fields.length === credential.fields.length && fields.every((field, i) => field === credential.fields[i])) return [credential];
  state.changed = true;
  return fields.length > 0 || credential.id !== undefined || credential.label !== undefined ? [{ ...credential, fields }] : [];
}

/** The member of a CXF credential that a custom field stands for. */
function memberOf(field: EditableField): Extension | undefined {
  return field.extensions?.find(
    (extension) => carryName(extension) === 'cx-member' && extension['source'] === 'cxf' && typeof extension['member'] === 'string',
  );
}

function unretyped(field: EditableField): EditableField {
  const carried = field.extensions?.find(
    (extension) => carryName(extension) === 'cx-field-type' && extension['source'] === 'cxf' && extension['of'] === field.fieldType,
  );
  return typeof carried?.['is'] === 'string' ? { ...without(field, carried), fieldType: carried['is'] } : field;
}

function without(field: EditableField, carried: Extension): EditableField {
  const { extensions = [], ...rest } = field;
  const left = extensions.filter((extension) => extension !== carried);
  return left.length > 0 ? { ...rest, extensions: left } : rest;
}

function putBack(field: EditableField, credentials: AnyCredential[]): void {
  const carried = memberOf(field);
  const member = carried?.['member'];
  if (!carried || typeof member !== 'string') return;
  if (member === 'generated-password') {
    credentials.push({ type: 'generated-password', password: field.value });
    return;
  }
  const totp = member === 'totp' ? totpOfUri(field.value) : undefined;
  if (totp) {
    credentials.push(totp);
    return;
  }
  const [type = '', name = ''] = member.split('.', 2);
  const index = credentials.findIndex((credential) => credential.type === type && !Object.hasOwn(credential, name));
  const { label: _, ...original } = without(field, carried);
  const restored = {
    ...original,
    fieldType: typeof carried['fieldType'] === 'string' ? carried['fieldType'] : field.fieldType,
    ...(typeof carried['label'] === 'string' && { label: carried['label'] }),
  };
  const credential = credentials[index];
  if (credential) credentials[index] = sameType(credential, { ...credential, [name]: restored });
  else credentials.push({ type: 'custom-fields', fields: [field] });
}

function insert(extension: Extension, credentials: AnyCredential[]): void {
  const { credential, index } = extension;
  if (!isJsonObject(credential) || typeof credential['type'] !== 'string') return;
  credentials.splice(typeof index === 'number' ? index : credentials.length, 0, { ...credential, type: credential['type'] });
}

function isField(value: unknown): value is EditableField {
  return typeof value === 'object' && value !== null && 'fieldType' in value && 'value' in value;
}
