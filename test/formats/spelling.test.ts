import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { Taker } from '../../src/core/taker.js';
import { fits } from '../../src/cxf/fits.js';
import { CREDENTIAL_TYPES, CREDENTIALS, type CredentialType } from '../../src/cxf/schema/credential.js';
import type { FieldType } from '../../src/cxf/schema/field.js';
import type { MemberSpec } from '../../src/cxf/schema/member.js';
import { NAMES } from '../../src/cxf/schema/names.js';
import { canSpell, isSpelledName, type SpelledField, spelledOut, spellOut } from '../../src/formats/spelling.js';

const TYPES = CREDENTIAL_TYPES.filter(canSpell);
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom('wep', 'WPA2', '2024-01-31', 'Card: Number', 'a\nb'),
);

function membersOf(type: CredentialType): readonly (readonly [string, MemberSpec])[] {
  return Object.entries(CREDENTIALS[type].members);
}

/** Texts for a member: a field that fits none of its types stays the owner's. */
function textFor(spec: MemberSpec): fc.Arbitrary<JsonValue> {
  if (spec.kind !== 'field')
    return spec.kind === 'uint16' ? fc.nat(0xffff) : spec.kind.endsWith('base64url') ? fc.constantFrom('AQ', 'Ag') : text;
  const typeOf = (value: string): FieldType | undefined => spec.fieldTypes.find((each) => fits(each, value));
  const samples = fc.constantFrom('2024-02-29', '2030-12', 'DE', 'US-CA', 'true', 'wep');
  return fc
    .oneof(text, samples)
    .filter((value) => typeOf(value) !== undefined)
    .map((value) => ({ fieldType: typeOf(value) ?? '', value }));
}

/** A credential whose values all say something, each of the type its place gives it. */
function credential(type: CredentialType): fc.Arbitrary<JsonObject> {
  const arbitraries: Record<string, fc.Arbitrary<JsonValue>> = {};
  for (const [name, spec] of membersOf(type)) arbitraries[name] = textFor(spec);
  const requiredKeys = membersOf(type).flatMap(([name, spec]) => (spec.required ? [name] : []));
  return fc
    .record(arbitraries, { requiredKeys })
    .filter((members) => Object.keys(members).length > 0)
    .map((members) => ({ type, ...members }));
}

/** The fields of a credential, and the pointers of what they do not say. */
function spelled(value: JsonObject, type: CredentialType, ordinal = 1): { fields: SpelledField[]; left: string[] } {
  const taker = new Taker(value, NAMES);
  taker.settle('type');
  const fields = spellOut(type, ordinal, taker);
  const left: string[] = [];
  taker.close((_, pointer) => left.push(pointer));
  return { fields, left };
}

/** The credentials that are complete, and the places of their fields. */
function readBack(fields: readonly SpelledField[]): { credentials: JsonObject[]; used: number[] } {
  const runs = spelledOut(fields).filter(({ complete }) => complete);
  const credentials = runs.map(({ type, members }) => JSON.parse(JSON.stringify({ type, ...members })) as JsonObject);
  return { credentials, used: runs.flatMap(({ start, end }) => fields.map((_, i) => i).slice(start, end)) };
}

describe('spellOut and spelledOut', () => {
  it.each(TYPES)('%s: one is the inverse of the other', (type) => {
    fc.assert(
      fc.property(fc.array(credential(type), { minLength: 1, maxLength: 3 }), (list) => {
        const all = list.map((value, i) => spelled(value, type, i + 1));
        expect(all.flatMap(({ left }) => left)).toEqual([]);
        const fields = all.flatMap((each) => each.fields);
        const other = { name: 'Owner: own', value: 'x', concealed: false };
        const { credentials, used } = readBack([other, ...fields]);
        expect(credentials).toEqual(list);
        expect(used).toEqual(fields.map((_, i) => i + 1));
        // Only the last fields of an item are those that this toolkit wrote.
        expect(spelledOut([...fields, other])).toEqual([]);
        expect(fields.every(({ name }) => isSpelledName(name))).toBe(true);
      }),
    );
  });

  it('credentials of all types stand side by side', () => {
    fc.assert(
      fc.property(fc.tuple(...TYPES.map(credential)), (list) => {
        const fields = list.flatMap((value, i) => spelled(value, TYPES[i] ?? 'note').fields);
        expect(readBack(fields).credentials).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  it('every caption is unique, so that it names one member', () => {
    const labels = TYPES.map((type) => CREDENTIALS[type].label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const type of TYPES) {
      const captions = membersOf(type).map(([, { label }]) => label);
      expect(new Set(captions).size, type).toBe(captions.length);
    }
  });

  it('names what a person can read, and conceals secrets', () => {
    const wifi = { type: 'wifi', ssid: { fieldType: 'string', value: 'Home' }, passphrase: { fieldType: 'concealed-string', value: 'p' } };
    expect(spelled(wifi, 'wifi', 2).fields).toEqual([
      { member: 'ssid', name: 'Wi-Fi 2: Network name', value: 'Home', concealed: false },
      { member: 'passphrase', name: 'Wi-Fi 2: Passphrase', value: 'p', concealed: true },
    ]);
  });

  it('what a field cannot say is left to be reported', () => {
    const value = {
      type: 'wifi',
      ssid: { fieldType: 'string', value: 'Home', label: 'L', id: 'AQ' },
      passphrase: { fieldType: 'string', value: 'p' },
      networkSecurityType: { fieldType: 'string', value: 'wep' },
      hidden: 5,
      owner: 1,
    };
    expect(spelled(value, 'wifi').left.sort()).toEqual([
      '/5',
      '/hidden',
      '/networkSecurityType/fieldType',
      '/passphrase/fieldType',
      '/ssid/id',
      '/ssid/label',
    ]);
  });

  it('a security that the specification does not list stays plain text', () => {
    const value = { type: 'wifi', networkSecurityType: { fieldType: 'string', value: 'WPA2' } };
    const { fields, left } = spelled(value, 'wifi');
    expect(left).toEqual([]);
    expect(readBack(fields).credentials).toEqual([value]);
  });

  it('half a credential says so, and a doubled member belongs to another run', () => {
    const wifi = (value: string): SpelledField => ({ name: 'Wi-Fi: Network name', value, concealed: false });
    const half = { name: 'One-time password: Secret', value: 'AA', concealed: undefined };
    expect(spelledOut([wifi('a'), wifi('b'), half])).toEqual([
      { type: 'wifi', ordinal: 1, members: { ssid: { fieldType: 'string', value: 'a' } }, complete: true, start: 0, end: 1 },
      { type: 'wifi', ordinal: 1, members: { ssid: { fieldType: 'string', value: 'b' } }, complete: true, start: 1, end: 2 },
      { type: 'totp', ordinal: 1, members: { secret: 'AA' }, complete: false, start: 2, end: 3 },
    ]);
  });

  it.each([
    ['Note: Content', '', false],
    ['One-time password: Period', '030', false],
    ['One-time password: Period', '65536', false],
    ['Passport: Expiry date', 'soon', false],
    ['Wi-Fi: Passphrase', 'not concealed', false],
    ['Wi-Fi: Network name', 'concealed', true],
    ['Wi-Fi 1: Network name', 'c', false],
    ['Wi-Fi 02: Network name', 'd', false],
    ['Passkey: Private key', 'x', true],
    ['toString: Number', 'x', false],
    [`Card: ${'x'.repeat(200)}`, 'x', false],
  ])('%s of %j, concealed: %j, stays a field', (name, value, concealed) => {
    expect(spelledOut([{ name, value, concealed }])).toEqual([]);
  });

  it.each([2, 9, 10, 99, 100, 1234])('ordinal %i is read', (ordinal) => {
    const value = { type: 'credit-card', number: { fieldType: 'concealed-string', value: '4' } };
    const { fields } = spelled(value, 'credit-card', ordinal);
    expect(readBack(fields).credentials).toEqual([value]);
  });

  it('types with a place of their own are never spelled out', () => {
    expect(CREDENTIAL_TYPES.filter((type) => !canSpell(type))).toEqual(['custom-fields', 'file', 'item-reference', 'passkey']);
  });
});
