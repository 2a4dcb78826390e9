import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject } from '../../src/core/json.js';
import { CREDENTIAL_TYPES } from '../../src/cxf/schema/credential.js';
import { FULL_DOCUMENT, REQUIRED } from './full-document.js';
import { isSchema, jsonFile, judge } from './judge.js';
import { PLACES as places, REMOVALS as removals, VALUES, withValue, WRONG_TYPES as wrongTypes } from './mutations.js';
import { changed, type Place } from './places.js';

const schema = jsonFile('schemas/cxf-1.0.json');
const refusals = judge(schema);

function isRequired({ name, path, owner }: Place): boolean {
  const key = String(path.at(-1));
  if (isJsonObject(owner) && 'fieldType' in owner) return key === 'fieldType' || key === 'value';
  if (key === 'type') return true;
  return [...REQUIRED].some((end) => name.endsWith(end));
}

const elements = places.filter(({ owner }) => isJsonArray(owner));

describe('the schema of CXF', () => {
  test('is one of draft 2020-12', () => {
    expect(isSchema(schema)).toBe(true);
    expect(isSchema({ ...schema, type: 'objekt' })).toBe(false);
  });

  test('takes a document with every member', () => {
    expect(refusals(FULL_DOCUMENT)).toEqual([]);
  });

  test('and that document has every member that the schema names', () => {
    const known = new Set(places.flatMap(({ name, path }) => [name.split('/').slice(-2).join('/'), String(path.at(-1))]));
    const unseen: string[] = [];
    for (const [title, definition] of Object.entries(schema['$defs'] ?? {})) {
      const properties = isJsonObject(definition) && isJsonObject(definition['properties']) ? definition['properties'] : {};
      const type = isJsonObject(properties['type']) ? properties['type']['const'] : undefined;
      const isKnown = (name: string) => known.has(typeof type === 'string' ? `${type}/${name}` : name);
      unseen.push(
        ...Object.keys(properties)
          .filter((name) => !isKnown(name))
          .map((name) => `${title}.${name}`),
      );
    }
    expect(unseen).toEqual([]);
    expect([...REQUIRED].filter((end) => !places.some(({ name }) => name.endsWith(end)))).toEqual([]);
    expect(CREDENTIAL_TYPES.filter((type) => !known.has(`${type}/type`))).toEqual([]);
  });

  test('refuses a document without a required member, and no other', () => {
    expect(removals.length).toBeGreaterThan(300);
    const wrong = removals.filter((place) => refusals(place.document).length > 0 !== isRequired(place));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('refuses a value of another type everywhere', () => {
    expect(wrongTypes.length).toBeGreaterThan(1500);
    expect(wrongTypes.filter(({ document }) => refusals(document).length === 0).map(({ name }) => name)).toEqual([]);
  });

  test('refuses an optional array that is empty, and no other', () => {
    const arrays = places.filter(({ value }) => isJsonArray(value));
    const wrong = arrays.filter((place) => refusals(changed(FULL_DOCUMENT, place.path, [])).length > 0 !== !isRequired(place));
    expect(arrays.length).toBeGreaterThan(80);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('allows what the specification does not know', () => {
    const objects = [{ path: [], value: FULL_DOCUMENT }, ...places].filter(({ value }) => isJsonObject(value));
    for (const { path, value } of objects) {
      expect(refusals(changed(FULL_DOCUMENT, path, { ...(isJsonObject(value) && value), ofTheFuture: [null, 1, {}] }))).toEqual([]);
    }
    const credentials = elements.filter(({ name }) => name.endsWith('/credentials/note[]'));
    expect(credentials.length).toBe(1);
    for (const { path } of credentials) {
      expect(refusals(changed(FULL_DOCUMENT, path, { type: 'example.com/of-the-future', content: 1 }))).toEqual([]);
    }
  });
});

describe('the schema and the values of', () => {
  test.each(VALUES)('%s', (end, accepted, refused) => {
    expect(accepted.filter((value) => refusals(withValue(end, value)).length > 0)).toEqual([]);
    expect(refused.filter((value) => refusals(withValue(end, value)).length === 0)).toEqual([]);
  });

  test('the extension `shared`: only on collections and items', () => {
    const shared = { name: 'shared', accessors: [] };
    const lists = places.filter(({ name }) => name.endsWith('/extensions'));
    for (const { path, name } of lists) {
      const takes = /\/accounts\/(?:items|collections)\/extensions$/.test(name);
      expect([name, refusals(changed(FULL_DOCUMENT, path, [shared])).length === 0]).toEqual([name, takes]);
    }
  });
});
