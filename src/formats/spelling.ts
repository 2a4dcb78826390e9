import { fromBase64Url } from '../core/bytes.js';
import type { Taker } from '../core/taker.js';
import { fits } from '../cxf/fits.js';
import { CREDENTIAL_TYPES, CREDENTIALS, type CredentialType } from '../cxf/schema/credential.js';
import type { FieldType } from '../cxf/schema/field.js';
import type { FieldMember, MemberSpec } from '../cxf/schema/member.js';

/** A custom field of a target that knows names and values only. */
export interface SpelledField {
  readonly name: string;
  readonly value: string;
  /** Undefined where the kind of file does not say it. */
  readonly concealed: boolean | undefined;
}

/** A field that says a member of a credential. */
export interface MemberField extends SpelledField {
  readonly member: string;
  readonly concealed: boolean;
}

/** Consecutive fields that spell out one credential, or what another place of the target could not hold of it. */
export interface SpelledRun {
  readonly type: CredentialType;
  /** Which of the item's credentials of that type, counted from 1. */
  readonly ordinal: number;
  readonly members: Readonly<Record<string, unknown>>;
  /** True when nothing that the type requires is missing. */
  readonly complete: boolean;
  /** The places of its fields: from `start` up to, not including, `end`. */
  readonly start: number;
  readonly end: number;
}

/** Types that never become custom fields: they have a place of their own, or no value that a field could show. */
const NEVER: ReadonlySet<CredentialType> = new Set(['passkey', 'file', 'item-reference', 'custom-fields']);

/** True for a type that may be written as custom fields. */
export function canSpell(type: CredentialType): boolean {
  return !NEVER.has(type);
}

/**
 * Writes a credential that the target has no place for as custom fields named `Wi-Fi: Network name`, `Card 2: Number`: a person can
 * read them anywhere, and `spelledOut` makes the credential of them again. Only what nobody has taken yet is taken from `credential`; the
 * rest is reported by whoever closes that.
 */
export function spellOut(type: CredentialType, ordinal: number, credential: Taker): MemberField[] {
  const spec = CREDENTIALS[type];
  const prefix = ordinal > 1 ? `${spec.label} ${ordinal}` : spec.label;
  const fields: MemberField[] = [];
  for (const [name, member] of membersOf(type)) {
    if (credential.isTaken(name)) continue;
    const value = member.kind === 'field' ? fieldValue(credential, name, member) : plainValue(credential, name);
    if (value !== undefined) fields.push({ member: name, name: `${prefix}: ${member.label}`, value, concealed: isSecret(member) });
  }
  return fields;
}

/**
 * Finds what the last custom fields of an item spell out, in their order. Only what `spellOut` would write exactly so counts: members in
 * the order of the specification, concealed where secret, values that fit; all else are fields of the owner's.
 */
export function spelledOut(fields: readonly SpelledField[]): readonly SpelledRun[] {
  const runs: SpelledRun[] = [];
  let end = fields.length;
  for (;;) {
    const run = runBefore(fields, end);
    if (!run) return runs.reverse();
    runs.push(run);
    end = run.start;
  }
}

/** The fields with those that spell something out last, in the order that `spelledOut` asks for: some programs sort their fields by name. */
export function inSpelledOrder<T extends SpelledField>(fields: readonly T[]): readonly T[] {
  const parsed = fields.map((field) => ({ field, spells: parseField(field) }));
  const spelled = parsed.flatMap(({ field, spells }) => (spells ? [{ field, spells }] : []));
  spelled.sort(({ spells: a }, { spells: b }) => {
    if (a.type !== b.type) return CREDENTIAL_TYPES.indexOf(a.type) - CREDENTIAL_TYPES.indexOf(b.type);
    return a.ordinal - b.ordinal || a.place - b.place;
  });
  return [...parsed.flatMap(({ field, spells }) => (spells ? [] : [field])), ...spelled.map(({ field }) => field)];
}

/** The longest run that ends before `end`. */
function runBefore(fields: readonly SpelledField[], end: number): SpelledRun | undefined {
  const members: [string, unknown][] = [];
  let last: Parsed | undefined;
  let start = end;
  for (; start > 0; start--) {
    const field = fields[start - 1];
    const parsed = field && parseField(field);
    if (!parsed || (last && (parsed.type !== last.type || parsed.ordinal !== last.ordinal || parsed.place >= last.place))) break;
    members.unshift([parsed.member, parsed.value]);
    last = parsed;
  }
  if (!last) return undefined;
  const { type, ordinal } = last;
  const found = Object.fromEntries(members);
  const complete = membersOf(type).every(([name, spec]) => !spec.required || Object.hasOwn(found, name));
  return { type, ordinal, members: found, complete, start, end };
}

/** True for a name that `spellOut` would give a field. */
export function isSpelledName(name: string): boolean {
  return parseName(name) !== undefined;
}

interface Parsed {
  readonly type: CredentialType;
  readonly ordinal: number;
  readonly member: string;
  /** Of the member among those of its type. */
  readonly place: number;
  readonly value: unknown;
}

function parseField({ name, value, concealed }: SpelledField): Parsed | undefined {
  const found = parseName(name);
  if (!found || value === '' || (concealed !== undefined && concealed !== isSecret(found.spec))) return undefined;
  const parsed = memberValue(found.spec, value);
  return parsed === undefined ? undefined : { ...found, value: parsed };
}

const NAME = /^(.+?)(?: ([2-9]|[1-9][0-9]{1,3}))?: (.+)$/;
const BY_LABEL: ReadonlyMap<string, CredentialType> = new Map(
  CREDENTIAL_TYPES.filter(canSpell).map((type) => [CREDENTIALS[type].label, type]),
);

function parseName(name: string) {
  if (name.length > 100) return undefined;
  const [, label = '', ordinal = '1', caption] = NAME.exec(name) ?? [];
  const type = BY_LABEL.get(label);
  if (type === undefined) return undefined;
  const place = membersOf(type).findIndex(([, spec]) => spec.label === caption);
  const [member, spec] = membersOf(type)[place] ?? [];
  return member !== undefined && spec ? { type, ordinal: Number(ordinal), place, member, spec } : undefined;
}

/** The value of a member that a field's text stands for; undefined when it is none. */
function memberValue(spec: MemberSpec, value: string): unknown {
  const { kind } = spec;
  if (kind === 'field') {
    const fieldType = typeOf(spec, value);
    return fieldType && { fieldType, value };
  }
  if (kind === 'uint' || kind === 'uint16') {
    const number = /^(?:0|[1-9][0-9]{0,14})$/.test(value) ? Number(value) : Number.NaN;
    return number <= (kind === 'uint' ? Number.MAX_SAFE_INTEGER : 0xffff) ? number : undefined;
  }
  return kind === 'text' || kind === 'secret' || fromBase64Url(value) ? value : undefined;
}

function membersOf(type: CredentialType): ReadonlyArray<readonly [string, MemberSpec]> {
  return Object.entries(CREDENTIALS[type].members);
}

function fieldValue(credential: Taker, name: string, spec: MemberSpec): string | undefined {
  const field = credential.object(name);
  if (!field || spec.kind !== 'field') return undefined;
  const value = field.text('value');
  if (field.value['fieldType'] === (typeOf(spec, value ?? '') ?? spec.fieldTypes[0])) field.settle('fieldType');
  return value;
}

/** The type that a value has where the specification leaves a choice: the first that it fits. CXF §3.3.17. Undefined when it fits none. */
function typeOf({ fieldTypes }: FieldMember, value: string): FieldType | undefined {
  return fieldTypes.find((type) => fits(type, value));
}

function plainValue(credential: Taker, name: string): string | undefined {
  return credential.text(name) ?? credential.number(name)?.toString();
}

function isSecret(member: MemberSpec): boolean {
  return member.kind === 'field' ? member.fieldTypes[0] === 'concealed-string' : member.kind.startsWith('secret');
}
