import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { carryName } from '../carry/names.js';
import type { Places } from '../places.js';
import { type AnyCredential, isCredentialType, isKnown } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { Extension } from '../schema/extension.js';
import type { EditableField } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import { CLEAN_CREDENTIALS } from '../schema/zod-credentials.js';
import { generatedOf } from './generated.js';
import { totpOfUri } from './totp.js';
import { isField, isFieldMember } from './traces.js';

/** What goes back into an item. */
interface Restored {
  /** Whole credentials, with their places among all of the item, and what they were made from. */
  readonly credentials: { readonly index: number; readonly credential: AnyCredential; readonly from: object }[];
  /** Members of credentials, as custom fields, and the section that they stood in. */
  readonly members: { readonly field: EditableField; readonly from: object }[];
  changed: boolean;
}

/** One whole item: raw credentials, one-time passwords and moved members go back to their places, field types to what they were. */
export function unshapeItem(item: Item, places: Places): Item {
  const back: Restored = { credentials: [], members: [], changed: false };
  const credentials = item.credentials.flatMap((credential) =>
    unshapeCredential(credential, back).map((made) => {
      if (made !== credential) places.moved(credential, made);
      return made;
    }),
  );
  const left = (item.extensions ?? []).filter((extension) => !takeCredential(extension, item, back));
  if (!back.changed) return item;
  for (const { index, credential, from } of back.credentials.sort((a, b) => a.index - b.index)) {
    places.moved(from, credential);
    credentials.splice(index, 0, credential);
  }
  for (const { field, from } of back.members) putBack(field, from, credentials, places);
  const { extensions: _, ...rest } = item;
  const restored = { ...rest, credentials, ...(left.length > 0 && { extensions: left }) };
  places.moved(item, restored);
  return restored;
}

/** Takes a credential that was carried raw: of an unknown type, or of a known one when it has the shape of that. Anything else was not carried by `shape`. */
function takeCredential(extension: Extension, item: Item, back: Restored): boolean {
  const { credential } = extension;
  if (carryName(extension) !== 'cx-credential' || extension['source'] !== 'cxf' || !isJsonObject(credential)) return false;
  const type = credential['type'];
  if (typeof type !== 'string' || (isCredentialType(type) && !CLEAN_CREDENTIALS.get(type)?.(credential))) return false;
  back.credentials.push({ index: placeIn(extension, 'index'), credential: { ...credential, type }, from: item });
  back.changed = true;
  return true;
}

/** Where it stood among the credentials; at the end when the carry does not say. */
function placeIn(carried: Extension, name: string): number {
  const index = carried[name];
  return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : Number.MAX_SAFE_INTEGER;
}

function unshapeCredential(credential: AnyCredential, back: Restored): AnyCredential[] {
  if (!isKnown(credential)) return [credential];
  if (credential.type === 'custom-fields') return unshapeSection(credential, back);
  let changed = false;
  const members = Object.entries(credential).map(([name, value]: [string, unknown]): [string, unknown] => {
    const field: unknown = isFieldMember(credential.type, name) && isField(value) ? unretyped(value) : value;
    changed ||= field !== value;
    return [name, field];
  });
  back.changed ||= changed;
  return [changed ? sameType(credential, Object.fromEntries(members)) : credential];
}

function unshapeSection(section: CustomFieldsCredential, back: Restored): AnyCredential[] {
  const fields = section.fields.filter((field) => !takeField(field, section, back)).map(unretyped);
  if (fields.length === section.fields.length && fields.every((field, i) => field === section.fields[i])) return [section];
  back.changed = true;
  // A section of type and fields alone was made for the fields that went back.
  return fields.length > 0 || Object.keys(section).length > 2 ? [{ ...section, fields }] : [];
}

/** True for a field that stands for a credential or for a member of one, and goes back there. */
function takeField(field: EditableField, from: object, back: Restored): boolean {
  const carried = memberOf(field);
  const member = carried?.['member'];
  if (!carried || typeof member !== 'string') return false;
  if (member !== 'totp' && member !== 'generated-password') {
    const [type = '', name = ''] = member.split('.', 2);
    if (isFieldMember(type, name)) back.members.push({ field, from });
    return isFieldMember(type, name);
  }
  const credential = member === 'totp' ? totpOfUri(field.value, carried['more']) : generatedOf(field.value, carried['more']);
  if (credential) back.credentials.push({ index: placeIn(carried, 'credential'), credential, from });
  return credential !== undefined;
}

/** The member of a CXF credential that a custom field stands for. */
function memberOf(field: EditableField): Extension | undefined {
  return field.extensions?.find((extension) => carryName(extension) === 'cx-member' && extension['source'] === 'cxf');
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

/** Puts a field back into the credential it came from; if that has gone or has such a member again, it stays a field. */
function putBack(field: EditableField, from: object, credentials: AnyCredential[], places: Places): void {
  const carried = memberOf(field);
  const [type, name = ''] = String(carried?.['member']).split('.', 2);
  const index = carried ? placeIn(carried, 'credential') : -1;
  const credential = credentials[index];
  if (!carried || !credential || credential.type !== type || Object.hasOwn(credential, name)) {
    const section: AnyCredential = { type: 'custom-fields', fields: [field] };
    places.moved(from, section);
    credentials.push(section);
    return;
  }
  const { label, ...original } = without(field, carried);
  const restored = {
    ...original,
    fieldType: typeof carried['fieldType'] === 'string' ? carried['fieldType'] : field.fieldType,
    ...(label !== undefined && carried['captioned'] !== true && { label }),
  };
  const whole = sameType(credential, { ...credential, [name]: restored });
  places.moved(credential, whole);
  credentials[index] = whole;
}
