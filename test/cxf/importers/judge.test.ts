import { describe, expect, test } from 'vitest';
import type { Finding, Severity } from '../../../src/core/report.js';
import { validateCxf } from '../../../src/cxf/index.js';
import { bytesOf, edited, wholeDocument } from '../validate/document.js';
import { loginDocument, MEASURED, type Outcome } from './bitwarden-cases.js';

function outcomeOf(findings: readonly Finding[]): Outcome {
  const has = (wanted: Severity): boolean => findings.some(({ severity }) => severity === wanted);
  if (has('error')) return 'refused';
  if (has('loss')) return 'dropped';
  return has('change') ? 'changed' : 'taken';
}

describe('what Bitwarden does is foretold', () => {
  test.each(MEASURED)('$outcome: $name', async ({ outcome, edits }) => {
    const { findings, valid } = await validateCxf(bytesOf(edited(loginDocument(), edits)), { importer: 'bitwarden' });
    expect(outcomeOf(findings)).toBe(outcome);
    expect(valid).toBe(outcome !== 'refused');
  });

  test('of the header, in the words of the Android app', async () => {
    const judged = async (edits: Parameters<typeof edited>[1]) =>
      outcomeOf((await validateCxf(bytesOf(edited(loginDocument(), edits)), { importer: 'bitwarden' })).findings);
    expect(await judged({ '/version': { major: 0, minor: 0 } })).toBe('taken');
    expect(await judged({ '/version': { major: 1, minor: 1 } })).toBe('refused');
    expect(await judged({ '/version': 0 })).toBe('refused');
    expect(await judged({ '/accounts/-': { id: 'AA', username: '', email: '', collections: [], items: [] } })).toBe('dropped');
  });

  test('each loss has a reason and leads to what is lost', async () => {
    const { findings } = await validateCxf(bytesOf(wholeDocument()), { importer: 'bitwarden' });
    expect(findings.filter(({ severity }) => severity === 'loss').map(({ code, source, reason }) => [code, source, reason])).toEqual(
      [
        ['import.member-ignored', '/accounts/0/collections'],
        ['import.member-ignored', '/accounts/0/extensions'],
        ['import.member-ignored', '/accounts/0/items/0/subtitle'],
        ['import.member-ignored', '/accounts/0/items/0/favorite'],
        ['import.member-ignored', '/accounts/0/items/0/tags'],
        ['import.member-ignored', '/accounts/0/items/0/credentials/2/fido2Extensions'],
        ['import.type-ignored', '/accounts/0/items/2/credentials/2'],
        ['import.member-ignored', '/accounts/0/items/3/extensions'],
        ['import.type-ignored', '/accounts/0/items/3/credentials/1'],
        ['import.type-ignored', '/accounts/0/items/3/credentials/2'],
      ].map((entry) => [...entry, 'target-has-no-place']),
    );
  });
});

describe('compatible', () => {
  test.each(MEASURED)('$name: refused when one importer refuses it ($outcome)', async ({ outcome, edits }) => {
    const { findings, valid } = await validateCxf(bytesOf(edited(loginDocument(), edits)), { importer: 'compatible' });
    expect(valid).toBe(outcome !== 'refused');
    expect(findings.filter(({ severity }) => severity === 'loss' || severity === 'change')).toEqual([]);
  });

  test('takes no version but 1.0', async () => {
    const document = edited(loginDocument(), { '/version': { major: 0, minor: 0 } });
    expect((await validateCxf(bytesOf(document), { importer: 'compatible' })).findings).toEqual([
      { code: 'cxf.version-unpublished', severity: 'error', source: '/version' },
    ]);
  });
});
