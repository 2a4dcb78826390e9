import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CxError } from '../../../src/core/errors.js';
import { validateCxf } from '../../../src/cxf/index.js';
import { bytesOf, wholeDocument } from './document.js';

const FOLDER = new URL('../../../../shared/samples/cxf/', import.meta.url);
const present = existsSync(FOLDER);

/** The findings of a text, or the code that it is refused with. Anything else that is thrown is a mistake of ours. */
async function outcome(bytes: Uint8Array) {
  try {
    return await validateCxf(bytes);
  } catch (error) {
    if (error instanceof CxError) return error.code;
    throw error;
  }
}

function sample(name: string): Uint8Array {
  return readFileSync(new URL(name, FOLDER));
}

describe.skipIf(!present)(present ? 'samples' : 'samples (skipped: ../shared/samples is absent)', () => {
  test('Appendix A with the errata is valid, without a single finding', async () => {
    expect(await validateCxf(sample('cxf-v1.0-ps-errata-20260309-appendix-a.json'))).toEqual({ valid: true, findings: [] });
  });

  test('Appendix A of 2025-08-14 shows the mistakes that the errata mend', async () => {
    const { valid, findings } = await validateCxf(sample('cxf-v1.0-ps-20250814-appendix-a.json'));
    const items = '/accounts/0/items';
    const hmac = `${items}/1/credentials/0/fido2Extensions/hmacSecret`;
    expect(valid).toBe(false);
    expect(findings.map(({ code, severity, source }) => `${severity} ${code} ${source ?? ''}`).sort()).toEqual(
      [
        `warning cxf.member-renamed ${hmac}`,
        `warning cxf.hmac-single-secret ${hmac}/secret`,
        `warning cxf.hmac-seed-derived ${hmac}/credWithoutUV`,
        `warning cxf.hmac-algorithm-respelled ${hmac}/algorithm`,
        `warning cxf.wifi-security-unknown ${items}/3/credentials/0/networkSecurityType/value`,
        `error cxf.value-territory ${items}/5/credentials/0/territory/value`,
        `error cxf.value-territory ${items}/6/credentials/0/territory/value`,
        `error cxf.array-empty ${items}/7/credentials/0/expiryDate/extensions`,
        `error cxf.file-hash ${items}/8/credentials/0/integrityHash`,
        `error cxf.passport-type ${items}/10/credentials/0/passportType/value`,
      ].sort(),
    );
  });

  test.each(present ? readdirSync(FOLDER) : [])('%s is judged or refused with a code', async (name) => {
    const result = await outcome(sample(name));
    if (typeof result === 'string') return expect(result).toMatch(/^(cxf|json)\./);
    return expect(result.valid).toBe(!result.findings.some(({ severity }) => severity === 'error'));
  });
});

describe('any input', () => {
  const whole = bytesOf(wholeDocument());

  test('cut short is refused', async () => {
    for (let end = 0; end < whole.length; end += 37) expect(await outcome(whole.subarray(0, end))).toBe('json.syntax');
  });

  test.each([
    ['', 'json.syntax'],
    ['[]', 'cxf.not-a-document'],
    ['{}', 'cxf.not-a-document'],
    ['{"version":{"major":2,"minor":0},"accounts":[]}', 'cxf.version-unsupported'],
    ['{"accounts":[],"accounts":[]}', 'json.key-duplicate'],
  ])('%s', async (text, code) => {
    expect(await outcome(new TextEncoder().encode(text))).toBe(code);
  });

  test('with any value at any place is judged, and no finding holds a value', async () => {
    const places = pointersOf(wholeDocument());
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('Canary', ['Canary'], { Canary: 'Canary' }, -1, 1e300, null));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), value, async (place, raw) => {
        const text = JSON.stringify(wholeDocument(), (key, inner: unknown) => (key === place ? raw : inner));
        const result = await outcome(new TextEncoder().encode(text));
        if (typeof result !== 'string') expect(JSON.stringify(result.findings)).not.toContain('Canary');
      }),
      { numRuns: 100 },
    );
  });
});

/** Every name of a member. */
function pointersOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...pointersOf(inner)]))];
}
