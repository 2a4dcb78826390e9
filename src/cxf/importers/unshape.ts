import { sameType } from '../../core/brand.js';
import { isJsonObject, type JsonValue } from '../../core/json.js';
import { carryName } from '../carry/names.js';
import { type AnyCredential, CREDENTIALS, isCredentialType, isKnown } from '../schema/credential.js';
import type { CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import type { MemberSpec } from '../schema/member.js';
import { joinItems } from './split.js';
import { totpOfUri } from './totp.js';

/**
 * Turns back what `shape` did for an importer, wherever its carry still stands beside the value it speaks of. Clean documents
 * are not copied; of what is copied, `made` is told what it was made from.
 */
export function unshape(document: CxfDocument, made?: Map<object, object>): CxfDocument {
  const accounts = document.accounts.map((account) => {
    // Joined first: what was shaped speaks of the places in the whole item.
    const items = joinItems(account.items, made).map((item) => noted(unshapeItem(item), item, made));
    const isSame = items.length === account.items.length && items.every((item, i) => item === account.items[i]);
    return isSame ? account : noted({ ...account, items }, account, made);
  });
  return accounts.every((account, i) => account === document.accounts[i]) ? document : { ...document, accounts };
}

/** What an item or account that was turned back was made from. */
export type Made = ReadonlyMap<object, object>;

function noted<T extends object>(object: T, from: T, made: Map<object, object> | undefined): T {
  if (object !== from) made?.set(object, from);
  return object;
}

/** What goes back into an item. */
interface Restored {
  /** Whole credentials, with their places among all. */
  readonly credentials: { readonly index: number; readonly credential: AnyCredential }[];
  /** Members of credentials, as custom fields. */
  readonly members: EditableField[];
  changed: boolean;
}

function unshapeItem(item: Item): Item {
  const restored: Restored = { credentials: [], members: [], changed: false };
  const stay = item.credentials.flatMap((credential) => unshapeCredential(credential, restored));
  const extensions = (item.extensions ?? []).filter((extension) => !takeCredential(extension, restored));
  if (!restored.changed) return item;
  const credentials = [...stay];
  for (const { index, credential } of restored.credentials.sort((a, b) => a.index - b.index)) credentials.splice(index, 0, credential);
  for (const field of restored.members) putBack(field, credentials);
  const { extensions: _, ...rest } = item;
  return { ...rest, credentials, ...(extensions.length > 0 && { extensions }) };
}

/** Only what `shape` carries is taken out again: a credential of a known type would not have been checked. */
function takeCredential(extension: Extension, restored: Restored): boolean {
  const { credential } = extension;
  if (carryName(extension) !== 'cx-credential' || extension['source'] !== 'cxf' || !isJsonObject(credential)) return false;
  const type = credential['type'];
  if (typeof type !== 'string' || isCredentialType(type)) return false;
  restored.credentials.push({ index: placeOf(extension), credential: { ...credential, type } });
  restored.changed = true;
  return true;
}

/** Where it stood; at the end when the carry does not say. */
function placeOf(carried: Extension): number {
  const { index } = carried;
  return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : Number.MAX_SAFE_INTEGER;
}

function unshapeCredential(credential: AnyCredential, restored: Restored): AnyCredential[] {
  if (!isKnown(credential)) return [credential];
  if (credential.type === 'custom-fields') return unshapeSection(credential, restored);
  let changed = false;
  const members = Object.entries(credential).map(([name, value]: [string, unknown]): [string, unknown] => {
    const field: unknown = isFieldMember(credential.type, name) && isField(value) ? unretyped(value) : value;
    changed ||= field !== value;
    return [name, field];
  });
  restored.changed ||= changed;
  return [changed ? sameType(credential, Object.fromEntries(members)) : credential];
}

function unshapeSection(section: AnyCredential & { readonly fields: readonly EditableField[] }, restored: Restored): AnyCredential[] {
  const fields = section.fields.filter((field) => !takeField(field, restored)).map(unretyped);
  if (fields.length === section.fields.length && fields.every((field, i) => field === section.fields[i])) return [section];
  restored.changed = true;
  // A section of type and fields alone was made for the fields that went back.
  return fields.length > 0 || Object.keys(section).length > 2 ? [{ ...section, fields }] : [];
}

/** True for a field that stands for a credential or for a member of one, and goes back there. */
function takeField(field: EditableField, restored: Restored): boolean {
  const carried = memberOf(field);
  const member = carried?.['member'];
  if (!carried || typeof member !== 'string') return false;
  if (member !== 'totp') {
    const [type = '', name = ''] = member.split('.', 2);
    if (!isFieldMember(type, name)) return false;
    restored.members.push(field);
    return true;
  }
  const credential = totpOfUri(field.value, carried['more']);
  if (credential) restored.credentials.push({ index: placeOf(carried), credential });
  return credential !== undefined;
}

/** The member of a CXF credential that a custom field stands for. */
function memberOf(field: EditableField): Extension | undefined {
  return field.extensions?.find((extension) => carryName(extension) === 'cx-member' && extension['source'] === 'cxf');
}

function isFieldMember(type: string, name: string): boolean {
  if (!isCredentialType(type)) return false;
  const members: Readonly<Record<string, MemberSpec>> = CREDENTIALS[type].members;
  return Object.hasOwn(members, name) && members[name]?.kind === 'field';
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

/** Into the credential it came from; if that has gone or has such a member again, it stays a field. */
function putBack(field: EditableField, credentials: AnyCredential[]): void {
  const carried = memberOf(field);
  const member: JsonValue | undefined = carried?.['member'];
  const [type, name] = typeof member === 'string' ? member.split('.', 2) : [];
  const index = carried ? placeOf(carried) : -1;
  const credential = credentials[index];
  if (!carried || !credential || name === undefined || credential.type !== type || Object.hasOwn(credential, name)) {
    credentials.push({ type: 'custom-fields', fields: [field] });
    return;
  }
  const { label: _, ...original } = without(field, carried);
  const restored = {
    ...original,
    fieldType: typeof carried['fieldType'] === 'string' ? carried['fieldType'] : field.fieldType,
    ...(typeof carried['label'] === 'string' && { label: carried['label'] }),
  };
  credentials[index] = sameType(credential, { ...credential, [name]: restored });
}

function isField(value: unknown): value is EditableField {
  return typeof value === 'object' && value !== null && 'fieldType' in value && 'value' in value;
}
