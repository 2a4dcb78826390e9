import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { carryName } from '../carry/names.js';
import { type Origins, Places } from '../places.js';
import { type AnyCredential, isKnown } from '../schema/credential.js';
import type { CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import { joinItems, unlinkParts } from './split.js';
import { totpOfUri } from './totp.js';

/**
 * Turns back what `shape` did for an importer, wherever its carry still stands beside the value it speaks of. Clean documents are not copied.
 * Objects that are made anew, and those whose place changes, get an origin: `root` is where the document stands in the input.
 */
export function unshape(document: CxfDocument, origins: Origins = new WeakMap(), root: Pointer = ''): CxfDocument {
  const places = new Places(document, origins, root);
  const accounts = document.accounts.map((account, a) => {
    account.items.forEach((item, i) => {
      if (!isShaped(item)) return;
      // Its credentials will stand elsewhere.
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      item.credentials.forEach((credential, c) => {
        origins.set(credential, places.placeOf(credential, `${pointer}/credentials/${c}`));
      });
      origins.set(item, places.placeOf(item, pointer));
    });
    const joined = joinItems(account.items, (from, to) => places.moved(from, to));
    const items = joined.map((item) => unshapeItem(item, places));
    if (items.length === account.items.length && items.every((item, i) => item === account.items[i])) return account;
    // Behind a part that was joined, items move up.
    if (items.length !== account.items.length) {
      account.items.forEach((item, i) => {
        if (!origins.has(item)) origins.set(item, places.place(`/accounts/${a}/items/${i}`));
      });
    }
    const left = new Set(items.map(({ id }) => id));
    const gone = new Set(account.items.map(({ id }) => id).filter((id) => !left.has(id)));
    const restored = { ...account, collections: unlinkParts(account.collections, gone), items };
    places.moved(account, restored);
    return restored;
  });
  return accounts.every((account, i) => account === document.accounts[i]) ? document : { ...document, accounts };
}

/** True when something of the item may have been put there by `shape`. */
function isShaped(item: Item): boolean {
  return (
    (item.extensions ?? []).some((extension) => carryName(extension) === 'cx-credential' || carryName(extension) === 'cx-split') ||
    item.credentials.some((credential) => isKnown(credential) && hasCarry(credential))
  );
}

function hasCarry(credential: AnyCredential): boolean {
  const fields: readonly unknown[] =
    isKnown(credential) && credential.type === 'custom-fields' ? credential.fields : Object.values(credential);
  return fields.some((field) => isField(field) && (field.extensions ?? []).some((extension) => carryName(extension) !== undefined));
}

/** A credential to put back, and its place among all of the item. */
interface Back {
  readonly index: number;
  readonly credential: AnyCredential;
}

function unshapeItem(item: Item, places: Places): Item {
  const state: State = { moved: [], changed: false };
  const credentials = item.credentials.flatMap((credential) =>
    unshapeCredential(credential, state).map((made) => {
      if (made !== credential) places.moved(credential, made);
      return made;
    }),
  );
  const raw = (item.extensions ?? []).filter((extension) => rawCredential(extension) !== undefined);
  if (!state.changed && raw.length === 0) return item;
  const back = [...raw.flatMap((extension) => rawCredential(extension) ?? []), ...state.moved.flatMap((field) => totpOf(field) ?? [])];
  for (const { index, credential } of back.sort((a, b) => a.index - b.index)) credentials.splice(index, 0, credential);
  for (const field of state.moved) if (!totpOf(field)) putBack(field, credentials);
  const { extensions = [], ...rest } = item;
  const left = extensions.filter((extension) => !raw.includes(extension));
  const restored = { ...rest, credentials, ...(left.length > 0 && { extensions: left }) };
  places.moved(item, restored);
  return restored;
}

interface State {
  readonly moved: EditableField[];
  changed: boolean;
}

function unshapeCredential(credential: AnyCredential, state: State): AnyCredential[] {
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

/** The one-time password that a field stands for. */
function totpOf(field: EditableField): Back | undefined {
  const carried = memberOf(field);
  const credential = carried?.['member'] === 'totp' ? totpOfUri(field.value) : undefined;
  const index = carried?.['credential'];
  return credential && { index: typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER, credential };
}

/** Puts a field back into its credential; a credential that has the member by now keeps it, and the field stays a field. */
function putBack(field: EditableField, credentials: AnyCredential[]): void {
  const carried = memberOf(field);
  const [type = '', name = ''] = String(carried?.['member']).split('.', 2);
  const at = carried?.['credential'];
  const index = typeof at === 'number' ? at : credentials.findIndex((credential) => credential.type === type);
  const credential = credentials[index];
  if (!carried || credential?.type !== type || Object.hasOwn(credential, name)) {
    credentials.push({ type: 'custom-fields', fields: [field] });
    return;
  }
  const { label, ...original } = without(field, carried);
  const restored = {
    ...original,
    fieldType: typeof carried['fieldType'] === 'string' ? carried['fieldType'] : field.fieldType,
    ...(label !== undefined && carried['captioned'] !== true && { label }),
  };
  credentials[index] = sameType(credential, { ...credential, [name]: restored });
}

/** A credential that was carried raw. */
function rawCredential(extension: Extension): Back | undefined {
  const { credential, index } = extension;
  if (carryName(extension) !== 'cx-credential' || extension['source'] !== 'cxf') return undefined;
  if (!isJsonObject(credential) || typeof credential['type'] !== 'string') return undefined;
  return { index: typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER, credential: { ...credential, type: credential['type'] } };
}

function isField(value: unknown): value is EditableField {
  return typeof value === 'object' && value !== null && 'fieldType' in value && 'value' in value;
}
