import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { CxError } from '../../src/core/errors.js';
import type { JsonValue } from '../../src/core/json.js';
import { validateCxf } from '../../src/cxf/index.js';
import { FULL_DOCUMENT } from './full-document.js';
import { hasRules, jsonFile, judge } from './judge.js';
import { PLACES, REMOVALS, VALUES, WRONG_TYPES, withValue } from './mutations.js';
import { changed } from './places.js';

const refusals = judge(jsonFile('schemas/cxf-1.0.json'));

/** What this library finds in the document; an error is a finding too. */
async function findings(document: JsonValue): Promise<readonly string[]> {
  try {
    return (await validateCxf(utf8(JSON.stringify(document)))).findings.map(({ code }) => code);
  } catch (error) {
    if (error instanceof CxError) return [error.code];
    throw error;
  }
}

const isOfShared = (name: string): boolean => name.includes('/extensions/accessors');

const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string());
const json: fc.Arbitrary<JsonValue> = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ id: scalar, value: scalar }));
/** All fields are built alike: that of the note is enough. */
const isInsideField = (name: string): boolean =>
  /\/credentials\/[a-z-]+\/\w+\/(?:id|fieldType|value|label|extensions)\b/.test(name) && !name.includes('/note/');
const single = [...REMOVALS, ...WRONG_TYPES].filter(({ name }) => !isInsideField(name));

async function missedOf(changes: readonly { readonly name: string; readonly document: JsonValue }[]): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const { name, document } of changes) {
    if (refusals(document).length > 0 && (await findings(document)).length === 0) missed.push(name);
  }
  return missed;
}

test('neither the schema nor validate has anything against the full document', async () => {
  expect(refusals(FULL_DOCUMENT)).toEqual([]);
  expect(await findings(FULL_DOCUMENT)).toEqual([]);
});

describe('what the schema refuses, validate finds', () => {
  test('for each change to one place', async () => {
    expect(await missedOf(single.filter(({ name }) => !isOfShared(name)))).toEqual([]);
  }, 120_000);
});

describe.skipIf(!hasRules)(
  hasRules
    ? 'what the schema refuses of values, validate finds'
    : 'what the schema refuses of values (skipped: validate has no rules for them)',
  () => {
    test('for each change to `shared`', async () => {
      expect(await missedOf(single.filter(({ name }) => isOfShared(name)))).toEqual([]);
    });

    test('for each value in question', async () => {
      const changes = VALUES.flatMap(([end, , refused]) =>
        refused.map((value) => ({ name: `${end} ${JSON.stringify(value)}`, document: withValue(end, value) })),
      );
      expect(await missedOf(changes)).toEqual([]);
    });

    test('for anything anywhere', async () => {
      const change = fc.record({ place: fc.constantFrom(...PLACES), value: fc.option(json, { nil: undefined }) });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          let document = FULL_DOCUMENT;
          for (const { place, value } of changes) document = changed(document, place.path, value);
          if (refusals(document).length > 0) expect(await findings(document)).not.toEqual([]);
        }),
        { numRuns: 500 },
      );
    }, 120_000);
  },
);
