import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { FIELD, HMAC, type MemberShape, type ObjectShape } from '../schema/shapes.js';
import { Edit } from './edit.js';
import { mendBase32, mendBase64Url } from './encodings.js';
import { mendHmac } from './hmac.js';
import { mendId, mendReference } from './identifiers.js';
import { mendKey } from './passkey-key.js';
import type { Place } from './place.js';
import { GONE, type Mended, type Run } from './run.js';
import { setAside } from './set-aside.js';
import { mendBoolean, mendHmacAlgorithm, mendOtpAlgorithm, mendText, mendUint } from './text.js';
import { mendTimestamp } from './timestamps.js';

/**
 * Brings an object into its shape. Members that the shape does not name stay as they are. An optional member that cannot be read is set
 * aside. Undefined when a required member is missing or cannot be read, and nothing can stand for it.
 */
export function mendObject(value: JsonValue, shape: ObjectShape, at: Place, run: Run): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const edit = new Edit(shape === HMAC ? mendHmac(value, at, run) : value);
  for (const name in shape) {
    const member = shape[name];
    if (member && !mendMember(edit, name, member, at, run)) return undefined;
  }
  return edit.result();
}

/** False when the whole object cannot be read because of this member. */
function mendMember(edit: Edit, name: string, member: MemberShape, parent: Place, run: Run): boolean {
  const own = ownName(edit, name, member, parent, run);
  const at = parent.child(own);
  const value = edit.get(own);
  if (value === undefined || value === null) return fillMember(edit, own, value, member, at, run);
  if (member.kind === 'elsewhere') return true;
  const mended = run.attempt(at, () => mendValue(value, member, at, run));
  if (mended === undefined) {
    if (member.required && member.fill === undefined && member.kind !== 'identifier') return false;
    setAside(value, at, run);
  }
  if (mended === undefined || mended === GONE) {
    edit.set(own, undefined);
    // The name of a draft beside it names the member now.
    return member.required ? fillMember(edit, own, undefined, member, at, run) : mendMember(edit, name, member, parent, run);
  }
  // CXF §2.1.2: what lost its last element is absent.
  const isEmptied = Array.isArray(mended) && mended.length === 0 && mended !== value && !member.required;
  edit.set(own, isEmptied ? undefined : mended);
  if (isEmptied) return mendMember(edit, name, member, parent, run);
  if (own !== name && typeof mended === 'object' && mended !== null) run.moved(mended, at);
  return true;
}

/** The name under which the member stands in the input. */
function ownName(edit: Edit, name: string, member: MemberShape, parent: Place, run: Run): string {
  if (!member.drafts || isThere(edit.get(name))) return name;
  for (const draft of member.drafts) {
    if (!isThere(edit.get(draft))) continue;
    run.warning('cxf.member-renamed', parent.child(draft));
    edit.rename(draft, name);
    // A null beside it means nothing, and would be a second member of that name.
    edit.set(name, undefined);
    return draft;
  }
  return name;
}

function isThere(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

function fillMember(edit: Edit, name: string, value: null | undefined, member: MemberShape, at: Place, run: Run): boolean {
  if (!member.required) {
    if (value === null) run.warning('cxf.member-null', at);
    if (value === null) edit.set(name, undefined);
    return true;
  }
  if (member.kind === 'identifier') {
    run.change('cxf.id-missing', at);
    edit.set(name, run.answers.id(at.pointer));
    return true;
  }
  if (member.fill === undefined) return member.kind === 'elsewhere';
  run.warning(Array.isArray(member.fill) ? 'cxf.array-missing' : 'cxf.member-missing', at);
  edit.set(name, member.fill);
  return true;
}

function mendValue(value: JsonValue, member: MemberShape, at: Place, run: Run): Mended<JsonValue> {
  switch (member.kind) {
    case 'text':
      return mendText(value, at, run);
    case 'identifier':
      return mendId(value, at, run, member.required === true);
    case 'reference':
      return mendReference(value, at, run);
    case 'base64url':
    case 'seed':
      return mendBase64Url(value, at, run);
    case 'key':
      return mendKey(value, at, run);
    case 'base32':
      return mendBase32(value, at, run);
    case 'uint':
      return mendUint(value, at, run, Number.MAX_SAFE_INTEGER);
    case 'uint16':
      return mendUint(value, at, run, 0xffff);
    case 'timestamp':
      return mendTimestamp(value, at, run);
    case 'boolean':
      return mendBoolean(value, at, run);
    case 'otp-algorithm':
      return mendOtpAlgorithm(value, at, run);
    case 'hmac-algorithm':
      return mendHmacAlgorithm(value, at, run);
    case 'field':
      return mendField(value, member.fieldType ?? 'string', at, run);
    case 'fields':
      return mendArray(value, at, run, (element, place) => mendField(element, 'string', place, run));
    case 'texts':
      return mendArray(value, at, run, (element, place) => mendText(element, place, run));
    case 'object':
      return mendObject(value, member.shape ?? {}, at, run);
    case 'objects':
      return mendArray(value, at, run, (element, place) => mendObject(element, member.shape ?? {}, place, run));
    case 'array':
      return Array.isArray(value) ? value : undefined;
    case 'elsewhere':
      return value;
  }
}

/** Drafts wrote plain values where CXF 1.0 has EditableFields. */
function mendField(value: JsonValue, fieldType: string, at: Place, run: Run): JsonObject | undefined {
  if (typeof value === 'object')
    return mendObject(value, { ...FIELD, fieldType: { kind: 'text', required: true, fill: fieldType } }, at, run);
  run.warning('cxf.field-bare', at);
  return { fieldType, value: String(value) };
}

/** Element by element: what cannot be read is set aside, null is left out. The array itself when nothing changed. */
export function mendArray(
  value: JsonValue,
  at: Place,
  run: Run,
  mend: (element: JsonValue, place: Place) => Mended<JsonValue>,
): readonly JsonValue[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const elements: readonly JsonValue[] = value;
  let out: JsonValue[] | undefined;
  elements.forEach((element, i) => {
    const place = at.child(i);
    const mended = element === null ? GONE : run.attempt(place, () => mend(element, place));
    if (element === null) run.warning('cxf.member-null', place);
    if (mended === undefined) setAside(element, place, run);
    if (mended !== element) out ??= elements.slice(0, i);
    if (!out || mended === undefined || mended === GONE) return;
    if (typeof mended === 'object' && mended !== null && out.length !== i) run.moved(mended, place);
    out.push(mended);
  });
  return out ?? elements;
}
