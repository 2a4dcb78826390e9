import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, writeToBytes } from '../../../src/convert.js';
import { asJson, asShaped } from '../../../src/core/brand.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/core/json.js';
import type { Finding } from '../../../src/core/report.js';
import { sourceOf } from '../../../src/core/source.js';
import { validateCxf } from '../../../src/cxf/index.js';
import type { CxfDocument } from '../../../src/cxf/schema/document.js';
import { documents } from '../../cxf/arbitrary.js';

const IMPORTERS = ['compatible', 'spec', 'bitwarden'] as const;

async function written(document: CxfDocument, importer: (typeof IMPORTERS)[number]) {
  const vault = { document, files: new Map(), origins: new WeakMap() };
  return writeToBytes(vault, { to: 'cxf', policy: { importer }, clock: () => 1 });
}

function errors(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

describe.each(IMPORTERS)('any document, written for %s', (importer) => {
  test('is valid, for the specification and for that importer', async () => {
    await fc.assert(
      fc.asyncProperty(documents({ sharedIds: true }), async (document) => {
        const { bytes } = await written(document, importer);
        expect(errors((await validateCxf(bytes)).findings)).toEqual([]);
        expect(errors((await validateCxf(bytes, { importer })).findings)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('is the same document when it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(documents({ without: ['file'] }), async (document) => {
        const { bytes, report } = await written(document, importer);
        // Such a passkey is out of an importer's reach, and yet comes back.
        expect(report.findings.filter(({ code, severity }) => severity === 'loss' && code !== 'passkey.invalid')).toEqual([]);
        const again = await read([sourceOf(bytes)], { from: 'cxf' });
        const kept = importer === 'spec' ? document : wellFormed(asJson(document));
        expect(meaning(asJson(again.vault.document))).toEqual(meaning(asJson({ ...kept, timestamp: 1 })));
      }),
      { numRuns: 100 },
    );
  });
});

/** Importers refuse half a surrogate pair, in values and in names: U+FFFD stands for it. */
function wellFormed(value: JsonObject): JsonObject {
  const json: JsonObject = JSON.parse(JSON.stringify(value, (_, member: JsonValue) => whole(member)));
  return json;
}

function whole(value: JsonValue): JsonValue {
  if (typeof value === 'string') return halvesReplaced(value);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [halvesReplaced(name), member]));
}

function halvesReplaced(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * A document as far as writing has to keep it: lists without elements and fields without a value say nothing, and the type of an SSH key is
 * that of the key.
 */
function meaning(value: JsonValue | undefined): JsonValue | undefined {
  if (isJsonArray(value)) return value.map((element) => meaning(element) ?? null);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, JsonValue | undefined][] => {
    if (name === 'keyType' && value['type'] === 'ssh-key') return [];
    if (isJsonArray(member) && member.length === 0) return [];
    const inner = meaning(member);
    if (isJsonObject(inner) && inner['value'] === '' && Object.keys(inner).length === 2 && 'fieldType' in inner) return [];
    return [[name, inner]];
  });
  return asShaped(Object.fromEntries(members));
}
