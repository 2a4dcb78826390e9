import type { Taker } from '../core/taker.js';
import { type AnyCredential, CREDENTIAL_TYPES, CREDENTIALS, type CredentialType } from '../cxf/schema/credential.js';
import type { MemberSpec } from '../cxf/schema/member.js';

/** A custom field of a target that knows names and values only. */
export interface SpelledField {
  readonly name: string;
  readonly value: string;
  readonly concealed: boolean;
}

/** Types that never become custom fields: they have a place of their own, or no value that a field could show. */
const NEVER: ReadonlySet<CredentialType> = new Set(['passkey', 'file', 'item-reference', 'custom-fields']);

/** True for a type that may be written as custom fields. */
export function canSpell(type: CredentialType): boolean {
  return !NEVER.has(type);
}

/**
 * Writes a credential that the target has no place for as custom fields named `Wi-Fi: Network name`, `Card 2: Number`: a person can
 * read them anywhere, and `spelledOut` makes the credential of them again. What it takes it takes from `credential`; the rest is
 * reported by whoever closes that.
 */
export function spellOut(type: CredentialType, ordinal: number, credential: Taker): SpelledField[] {
  const spec = CREDENTIALS[type];
  const prefix = ordinal > 1 ? `${spec.label} ${ordinal}` : spec.label;
  const fields: SpelledField[] = [];
  for (const [name, member] of membersOf(type)) {
    const value = member.kind === 'field' ? fieldValue(credential, name, member) : plainValue(credential, name);
    if (value !== undefined) fields.push({ name: `${prefix}: ${member.label}`, value, concealed: isSecret(member) });
  }
  return fields;
}

const NOTHING = { credentials: [], used: new Set<number>() } as const;

/** Finds the credentials that a list of custom fields spells out. `used` holds the places of their fields. */
export function spelledOut(fields: ReadonlyArray<{ readonly name: string; readonly value: string }>): {
  readonly credentials: readonly AnyCredential[];
  readonly used: ReadonlySet<number>;
} {
  if (fields.length === 0) return NOTHING;
  const groups = new Map<string, { readonly type: CredentialType; readonly members: Map<string, { value: unknown; index: number }> }>();
  fields.forEach(({ name, value }, index) => {
    const found = parseName(name);
    if (!found || value === '') return;
    const parsed = found.spec.kind === 'uint16' || found.spec.kind === 'uint' ? wholeNumber(value) : value;
    if (parsed === undefined) return;
    const group = groups.get(found.group) ?? { type: found.type, members: new Map() };
    if (group.members.has(found.member)) return;
    const fieldType = found.spec.kind === 'field' ? found.spec.fieldTypes[0] : undefined;
    group.members.set(found.member, { value: fieldType === undefined ? parsed : { fieldType, value }, index });
    groups.set(found.group, group);
  });
  const credentials: AnyCredential[] = [];
  const used = new Set<number>();
  for (const { type, members } of groups.values()) {
    // Half a credential stays what it is: fields.
    if (membersOf(type).some(([name, spec]) => spec.required && !members.has(name))) continue;
    const entries = membersOf(type).flatMap(([name]) => (members.has(name) ? [[name, members.get(name)?.value] as const] : []));
    credentials.push({ type, ...Object.fromEntries(entries) });
    for (const { index } of members.values()) used.add(index);
  }
  return { credentials, used };
}

/** True for a name that `spellOut` would give a field. */
export function isSpelledName(name: string): boolean {
  return parseName(name) !== undefined;
}

const NAME = /^(.+?)(?: ([2-9]|[1-9][0-9]))?: (.+)$/;
const BY_LABEL: ReadonlyMap<string, CredentialType> = new Map(
  CREDENTIAL_TYPES.filter(canSpell).map((type) => [CREDENTIALS[type].label, type]),
);

function parseName(name: string) {
  if (name.length > 100) return undefined;
  const [, label = '', ordinal, caption] = NAME.exec(name) ?? [];
  const type = BY_LABEL.get(label);
  const found = type && membersOf(type).find(([, spec]) => spec.label === caption);
  return type && found ? { type, group: `${type} ${ordinal ?? '1'}`, member: found[0], spec: found[1] } : undefined;
}

function membersOf(type: CredentialType): ReadonlyArray<readonly [string, MemberSpec]> {
  return Object.entries(CREDENTIALS[type].members);
}

function fieldValue(credential: Taker, name: string, spec: MemberSpec): string | undefined {
  const field = credential.object(name);
  if (!field || spec.kind !== 'field') return undefined;
  if (spec.fieldTypes.some((type) => type === field.value['fieldType'])) field.settle('fieldType');
  return field.text('value');
}

function plainValue(credential: Taker, name: string): string | undefined {
  return credential.text(name) ?? credential.number(name)?.toString();
}

function wholeNumber(text: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined;
}

function isSecret(member: MemberSpec): boolean {
  return member.kind === 'field' ? member.fieldTypes[0] === 'concealed-string' : member.kind.startsWith('secret');
}
