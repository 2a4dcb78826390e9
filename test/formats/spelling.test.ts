import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { Taker } from '../../src/core/taker.js';
import { fits } from '../../src/cxf/fits.js';
import { CREDENTIAL_TYPES, CREDENTIALS, type CredentialType } from '../../src/cxf/schema/credential.js';
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

/** A credential whose values all say something, each of the type its place gives it. */
function credential(type: CredentialType): fc.Arbitrary<JsonObject> {
  const arbitraries: Record<string, fc.Arbitrary<JsonValue>> = {};
  for (const [name, spec] of membersOf(type)) {
    if (spec.kind === 'field')
      arbitraries[name] = text.map((value) => ({
        fieldType: spec.fieldTypes.find((each) => fits(each, value)) ?? spec.fieldTypes[0],
        value,
      }));
    else arbitraries[name] = spec.kind === 'uint16' ? fc.nat(0xffff) : text;
  }
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

describe('spellOut and spelledOut', () => {
  it.each(TYPES)('%s: one is the inverse of the other', (type) => {
    fc.assert(
      fc.property(fc.array(credential(type), { minLength: 1, maxLength: 3 }), fc.boolean(), (list, turned) => {
        const all = list.map((value, i) => spelled(value, type, i + 1));
        expect(all.flatMap(({ left }) => left)).toEqual([]);
        const fields = all.flatMap((each) => each.fields);
        const other = { name: 'Owner: own', value: 'x', concealed: false };
        const mixed = turned ? [other, ...fields] : [...fields, other];
        const { credentials, used } = spelledOut(mixed);
        expect(credentials).toEqual(list);
        expect([...used].sort((a, b) => a - b)).toEqual(fields.map((_, i) => i + (turned ? 1 : 0)));
        expect(fields.every(({ name }) => isSpelledName(name))).toBe(true);
      }),
    );
  });

  it('credentials of all types stand side by side', () => {
    fc.assert(
      fc.property(fc.tuple(...TYPES.map(credential)), (list) => {
        const fields = list.flatMap((value, i) => spelled(value, TYPES[i] ?? 'note').fields);
        expect(spelledOut(fields).credentials).toEqual(list);
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
      { name: 'Wi-Fi 2: Network name', value: 'Home', concealed: false },
      { name: 'Wi-Fi 2: Passphrase', value: 'p', concealed: true },
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
    expect(spelledOut(fields).credentials).toEqual([value]);
  });

  it('half a credential, a doubled member and a broken number stay fields', () => {
    const { credentials, used } = spelledOut([
      { name: 'One-time password: Secret', value: 'AA' },
      { name: 'Note: Content', value: '' },
      { name: 'Wi-Fi: Network name', value: 'a' },
      { name: 'Wi-Fi: Network name', value: 'b' },
      { name: 'Wi-Fi 1: Network name', value: 'c' },
      { name: 'Wi-Fi 02: Network name', value: 'd' },
      { name: 'Passkey: Private key', value: 'x' },
      { name: 'toString: Number', value: 'x' },
      { name: `Card: ${'x'.repeat(200)}`, value: 'x' },
    ]);
    expect(credentials).toEqual([{ type: 'wifi', ssid: { fieldType: 'string', value: 'a' } }]);
    expect([...used]).toEqual([2]);
  });

  it.each([2, 9, 10, 99, 100, 1234])('ordinal %i is read', (ordinal) => {
    const value = { type: 'credit-card', number: { fieldType: 'concealed-string', value: '4' } };
    const { fields } = spelled(value, 'credit-card', ordinal);
    expect(spelledOut(fields).credentials).toEqual([value]);
  });

  it('types with a place of their own are never spelled out', () => {
    expect(CREDENTIAL_TYPES.filter((type) => !canSpell(type))).toEqual(['custom-fields', 'file', 'item-reference', 'passkey']);
  });
});
