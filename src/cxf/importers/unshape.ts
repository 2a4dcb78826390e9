import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { carryName } from '../carry/names.js';
import type { Collection } from '../schema/collection.js';
import { type AnyCredential, isKnown } from '../schema/credential.js';
import type { Account, CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import { unshelveExtensions } from './shelved.js';
import { joinItems } from './split.js';
import { totpOfUri } from './totp.js';

/** Turns back what `shape` and the writer did, wherever its carry still stands beside the value it speaks of. Clean documents are not copied. */
export function unshape(document: CxfDocument): CxfDocument {
  const accounts = document.accounts.map((account): Account => {
    const own = unshelved(account);
    // First, for what was shaped was split afterwards.
    const items = joinItems(account.items).map(unshapeItem);
    const collections = same(account.collections, account.collections.map(unshapeCollection));
    if (own === account && collections === account.collections && isSame(items, account.items)) return account;
    return { ...own, collections, items: same(account.items, items) };
  });
  return isSame(accounts, document.accounts) ? document : { ...document, accounts };
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

/** The former array when the new one holds the same. */
function same<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return isSame(before, after) ? before : after;
}

/** An object with the extensions that it had. */
function unshelved<T extends { readonly extensions?: readonly Extension[] }>(object: T): T {
  const extensions = unshelveExtensions(object.extensions);
  return extensions === object.extensions ? object : sameType(object, { ...object, extensions });
}

function unshapeCollection(collection: Collection): Collection {
  const own = unshelved(collection);
  if (!own.subCollections) return own;
  const children = same(own.subCollections, own.subCollections.map(unshapeCollection));
  return children === own.subCollections ? own : { ...own, subCollections: children };
}

/** What is taken out of the credentials of an item, to be put back where it was. */
interface Taken {
  readonly fields: EditableField[];
  readonly whole: { readonly index: number; readonly credential: AnyCredential }[];
}

function unshapeItem(shaped: Item): Item {
  const item = unshelved(shaped);
  const taken: Taken = { fields: [], whole: [] };
  const extensions = (item.extensions ?? []).filter((extension) => !takeRaw(extension, taken));
  const credentials = item.credentials.flatMap((credential) => unshapeCredential(credential, taken));
  if (taken.fields.length === 0 && taken.whole.length === 0 && isSame(credentials, item.credentials)) return item;
  for (const { index, credential } of taken.whole.sort((a, b) => a.index - b.index)) credentials.splice(index, 0, credential);
  for (const field of taken.fields) putBack(field, credentials);
  const { extensions: _, ...rest } = item;
  return { ...rest, credentials, ...(extensions.length > 0 && { extensions }) };
}

function takeRaw(extension: Extension, { whole }: Taken): boolean {
  if (carryName(extension) !== 'cx-credential' || extension['source'] !== 'cxf') return false;
  const { credential, index } = extension;
  if (!isJsonObject(credential) || typeof credential['type'] !== 'string') return false;
  whole.push({
    index: typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER,
    credential: { ...credential, type: credential['type'] },
  });
  return true;
}

function unshapeCredential(credential: AnyCredential, taken: Taken): AnyCredential[] {
  if (!isKnown(credential)) return [credential];
  if (credential.type !== 'custom-fields') {
    let changed = false;
    const members = Object.entries(credential).map(([name, value]: [string, unknown]): [string, unknown] => {
      const field: unknown = isField(value) ? unretyped(value) : value;
      changed ||= field !== value;
      return [name, field];
    });
    return [changed ? sameType(credential, Object.fromEntries(members)) : credential];
  }
  const section = unshelved(credential);
  const stay = section.fields.filter((field) => !takeField(field, taken));
  const fields = same(section.fields, stay.map(unretyped));
  if (fields === section.fields) return [section];
  return fields.length > 0 || section.id !== undefined || section.label !== undefined ? [{ ...section, fields }] : [];
}

/** Takes a field that stands for a member, or for a whole one-time password. */
function takeField(field: EditableField, taken: Taken): boolean {
  const carried = memberOf(field);
  if (!carried) return false;
  const { index } = carried;
  const totp = carried['member'] === 'totp' ? totpOfUri(field.value) : undefined;
  if (totp) taken.whole.push({ index: typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER, credential: totp });
  else taken.fields.push(field);
  return true;
}

/** The member of a CXF credential that a custom field stands for. */
function memberOf(field: EditableField): Extension | undefined {
  return field.extensions?.find(
    (extension) => carryName(extension) === 'cx-member' && extension['source'] === 'cxf' && typeof extension['member'] === 'string',
  );
}

function unretyped(shaped: EditableField): EditableField {
  const field = unshelved(shaped);
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

function putBack(shaped: EditableField, credentials: AnyCredential[]): void {
  const field = unshelved(shaped);
  const carried = memberOf(field);
  const member = carried?.['member'];
  if (!carried || typeof member !== 'string') return;
  const [type = '', name = ''] = member.split('.', 2);
  const fits = (credential: AnyCredential | undefined): boolean => credential?.type === type && !Object.hasOwn(credential, name);
  const named = typeof carried['index'] === 'number' ? carried['index'] : -1;
  const index = fits(credentials[named]) ? named : credentials.findIndex(fits);
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

function isField(value: unknown): value is EditableField {
  return typeof value === 'object' && value !== null && 'fieldType' in value && 'value' in value;
}
