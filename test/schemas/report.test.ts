import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ConvertOptions, convertToBytes, inspect } from '../../src/convert.js';
import { CODES } from '../../src/core/codes/index.js';
import { CxError } from '../../src/core/errors.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import type { Reason, Severity } from '../../src/core/report.js';
import { sourceOf } from '../../src/core/source.js';
import { hasRules, isSchema, jsonFile, judge } from './judge.js';

const schema = jsonFile('schemas/report.json');

/** The schema with every object closed: a member that a report has and the schema does not name is refused. */
const refusals = judge(closed(schema));
const cxfRefusals = judge(jsonFile('schemas/cxf-1.0.json'));

function closed(value: JsonObject): JsonObject {
  const members = Object.entries(value).map(([name, inner]): [string, JsonValue | undefined] => [name, closedInside(inner)]);
  if (value['type'] === 'object' && value['additionalProperties'] === undefined) members.push(['additionalProperties', false]);
  const object: JsonObject = Object.fromEntries(members);
  return object;
}

function closedInside(value: JsonValue | undefined): JsonValue | undefined {
  if (isJsonArray(value)) return value.flatMap((element) => closedInside(element) ?? []);
  return isJsonObject(value) ? closed(value) : value;
}

/** As it stands in a file. */
function written(value: object): JsonValue {
  return jsonOf(JSON.stringify(value));
}

function jsonOf(text: string | Uint8Array): JsonValue {
  const value: JsonValue = JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text));
  return value;
}

const vault = new Uint8Array(readFileSync(new URL('../../examples/demo/bitwarden-vault.json', import.meta.url)));

async function converted(inputs: readonly Uint8Array[], options: ConvertOptions) {
  const { bytes, report } = await convertToBytes(
    inputs.map((bytes) => sourceOf(bytes)),
    { clock: () => 0, ...options },
  );
  return { bytes, report };
}

describe('the schema of a report', () => {
  test('is one of draft 2020-12', () => {
    expect(isSchema(schema)).toBe(true);
  });

  test('lists what the types list', () => {
    const severities = { error: 0, loss: 0, change: 0, warning: 0, info: 0 } satisfies Record<Severity, 0>;
    const reasons = { 'target-has-no-place': 0, 'spec-forbids': 0, 'invalid-value': 0, unsupported: 0, policy: 0 } satisfies Record<
      Reason,
      0
    >;
    expect(schema).toMatchObject({
      $defs: {
        Code: { enum: Object.keys(CODES) },
        Finding: { properties: { severity: { enum: Object.keys(severities) }, reason: { enum: Object.keys(reasons) } } },
      },
    });
  });

  test.each<[string, ConvertOptions]>([
    ['to CXF', { to: 'cxf' }],
    ['to CXF with titles', { to: 'cxf', policy: { titles: true, carry: 'none' } }],
    ['to the ZIP of CXF', { to: 'cxf', variant: 'zip', policy: { includeTrash: true } }],
    ['to CSV', { to: 'bitwarden', variant: 'csv', policy: { titles: true } }],
    ['of some types', { to: 'cxf', policy: { only: ['passkey'] } }],
  ])('takes one %s', async (_, options) => {
    const { report } = await converted([vault], options);
    expect(report.findings.length).toBeGreaterThan(0);
    expect(refusals(written(report))).toEqual([]);
  });

  test('takes one of several inputs', async () => {
    const { report } = await converted([vault, vault], { to: 'cxf' });
    expect(report.inputs?.length).toBe(2);
    expect(refusals(written(report))).toEqual([]);
  });

  test('takes one without a target, and one of a locked input', async () => {
    const locked = new TextEncoder().encode('{"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.a|b|c","folders":[],"items":[]}');
    for (const bytes of [vault, locked]) expect(refusals(written(await inspect([sourceOf(bytes)])))).toEqual([]);
    expect(await inspect([sourceOf(locked)])).toMatchObject({ locked: true });
  });

  test('refuses what is no report', async () => {
    const report = written((await converted([vault], { to: 'cxf' })).report);
    if (!isJsonObject(report) || !isJsonArray(report['findings'])) throw new Error('no report');
    const { findings, ...rest } = report;
    const [first = null] = findings;
    if (!isJsonObject(first)) throw new Error('no finding');
    for (const wrong of [
      { ...report, version: 2 },
      rest,
      { ...report, findings: [{ ...first, code: 'of.the-future' }] },
      { ...report, findings: [{ ...first, severity: 'loss', reason: undefined }] },
      { ...report, findings: [{ ...first, source: 'items/0' }] },
      { ...report, inputs: [{ format: 'cxf', variant: 'json' }] },
      { ...report, gaps: [{ cannotHold: [], format: 'cxf', variant: 'json', side: 'source' }] },
    ]) {
      expect(refusals(written(wrong))).not.toEqual([]);
    }
  });
});

describe('what this library writes', () => {
  test.each(['compatible', 'spec', 'bitwarden'] as const)('for %s is CXF to the schema', async (importer) => {
    const { bytes } = await converted([vault], { to: 'cxf', policy: { importer, includeTrash: true } });
    expect(cxfRefusals(jsonOf(bytes))).toEqual([]);
  });
});

const samples = new URL('../../../shared/samples/', import.meta.url);
const present = existsSync(samples);

describe.skipIf(!present)(present ? 'the samples' : 'the samples (skipped: ../shared/samples is absent)', () => {
  const read = (path: string) => new Uint8Array(readFileSync(new URL(path, samples)));
  const appendix = (name: string): JsonValue => jsonOf(read(`cxf/${name}-appendix-a.json`));

  test('Appendix A with the errata is valid', () => {
    expect(cxfRefusals(appendix('cxf-v1.0-ps-errata-20260309'))).toEqual([]);
  });

  test('Appendix A without them has the mistakes that the errata name', () => {
    const refused = cxfRefusals(appendix('cxf-v1.0-ps-20250814')).map((line) => line.split(' ')[0]);
    expect([...new Set(refused)].filter((place) => place?.includes('/value') || place?.includes('/extensions'))).toEqual([
      '/accounts/0/items/5/credentials/0/territory/value',
      '/accounts/0/items/6/credentials/0/territory/value',
      '/accounts/0/items/7/credentials/0/expiryDate/extensions',
      '/accounts/0/items/10/credentials/0/passportType/value',
    ]);
  });

  const files = present
    ? ['bitwarden', 'cxf'].flatMap((folder) => readdirSync(new URL(`${folder}/`, samples)).map((name) => `${folder}/${name}`))
    : [];

  /** The report of the file, and the document it becomes; undefined for a file that is refused. */
  async function outcomeOf(path: string) {
    try {
      return await converted([read(path)], { to: 'cxf', policy: { titles: true } });
    } catch (error) {
      if (error instanceof CxError) return undefined;
      throw error;
    }
  }

  test('are read, most of them', async () => {
    const outcomes = await Promise.all(files.map(outcomeOf));
    expect(outcomes.filter((outcome) => outcome !== undefined).length).toBeGreaterThan(25);
  });

  test.each(files)('%s has a valid report', async (path) => {
    const outcome = await outcomeOf(path);
    expect(outcome ? refusals(written(outcome.report)) : []).toEqual([]);
  });

  test.each(files.filter((path) => path.startsWith('bitwarden/')))('%s becomes valid CXF', async (path) => {
    const outcome = await outcomeOf(path);
    expect(outcome ? cxfRefusals(jsonOf(outcome.bytes)) : []).toEqual([]);
  });

  // A document that breaks rules of values is only mended once validate knows them.
  test.skipIf(!hasRules).each(files.filter((path) => path.startsWith('cxf/')))('%s becomes valid CXF', async (path) => {
    const outcome = await outcomeOf(path);
    expect(outcome ? cxfRefusals(jsonOf(outcome.bytes)) : []).toEqual([]);
  });
});
