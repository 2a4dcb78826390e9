import { describe, expect, test } from 'vitest';
import { cxfQuirkCodes } from '../../../src/core/codes/cxf-quirks.js';
import { cxfRuleCodes } from '../../../src/core/codes/cxf-rules.js';
import { validateCxf } from '../../../src/cxf/index.js';
import { REQUIREMENTS } from '../../../src/cxf/validate/requirements.js';
import { BROKEN } from './broken.js';
import { bytesOf, edited, KEYS, wholeDocument } from './document.js';

async function findingsOf(document: ReturnType<typeof wholeDocument>) {
  return (await validateCxf(bytesOf(document))).findings;
}

test('a document that keeps every requirement and recommendation gives no finding', async () => {
  expect(await validateCxf(bytesOf(wholeDocument()))).toEqual({ valid: true, findings: [] });
});

describe('one thing broken', () => {
  test.each(BROKEN)('$code ($severity) at $at', async ({ code, severity, at, edits }) => {
    const { valid, findings } = await validateCxf(bytesOf(edited(wholeDocument(), edits)));
    expect(findings).toContainEqual({ code, severity, source: at });
    expect(valid).toBe(!findings.some((finding) => finding.severity === 'error'));
    // Nothing else is wrong with the document, but for what the mistake itself breaks.
    expect(findings.length).toBeLessThanOrEqual(3);
  });
});

describe('what looks wrong and is right', () => {
  test.each<readonly [string, Parameters<typeof edited>[1]]>([
    ['a user handle of 64 bytes', { '/accounts/0/items/0/credentials/2/userHandle': `${'A'.repeat(84)}AA` }],
    ['an RP ID of one label', { '/accounts/0/items/0/credentials/2/rpId': 'localhost' }],
    ['an RP ID in another script', { '/accounts/0/items/0/credentials/2/rpId': 'bücher.例え' }],
    ['an Ed25519 passkey', { '/accounts/0/items/0/credentials/2/key': KEYS.ed25519 }],
    ['a P-384 passkey', { '/accounts/0/items/0/credentials/2/key': KEYS.p384 }],
    ['a link into another account', { '/accounts/0/collections/0/items/0': { item: 'bm90aGluZw', account: 'b3RoZXI' } }],
    ['security of a wireless network as text', { '/accounts/0/items/2/credentials/3/networkSecurityType/fieldType': 'string' }],
    ['an ECDSA key by its name of IANA', { '/accounts/0/items/2/credentials/1': ssh('ecdsa-sha2-nistp256', KEYS.p256) }],
    ['an ECDSA key of another curve', { '/accounts/0/items/2/credentials/1': ssh('ecdsa-sha2-nistp384', KEYS.p384) }],
    ['an e-mail with a name around it', { '/accounts/0/items/3/credentials/0/fields/2/value': 'Ann <ann@example.org>' }],
    ['an accessor list without anybody', { '/accounts/0/items/3/extensions/0/accessors': [] }],
    ['two accounts with the same item ids', { '/accounts/-': secondAccount() }],
    ['the same text as id of the account and of an item', { '/accounts/0/items/3/id': 'YWNjb3VudA' }],
    [
      'a stored large blob',
      { '/accounts/0/items/0/credentials/2/fido2Extensions/largeBlob': { uncompressedSize: 6, data: 'AQYA-f9zdG9yZWQ' } },
    ],
  ])('%s', async (_name, edits) => {
    expect(await findingsOf(edited(wholeDocument(), edits))).toEqual([]);
  });
});

function ssh(keyType: string, privateKey: string) {
  return { type: 'ssh-key', keyType, privateKey };
}

function secondAccount() {
  return { id: 'c2Vjb25k', username: '', email: '', collections: [], items: [{ id: 'aXRlbS0w', title: '', credentials: [] }] };
}

describe('the table of requirements', () => {
  test('names REQ-CXF-001 to 062 in order, each with codes or a reason', () => {
    const numbered = REQUIREMENTS.filter(({ id }) => id.startsWith('REQ-CXF-'));
    expect(numbered.map(({ id }) => id)).toEqual(Array.from({ length: 62 }, (_, i) => `REQ-CXF-${String(i + 1).padStart(3, '0')}`));
    expect(REQUIREMENTS.filter(({ codes = [], unseen }) => codes.length === 0 && !unseen)).toEqual([]);
  });

  test('every code belongs to a requirement', () => {
    const named = new Set<string>(REQUIREMENTS.flatMap(({ codes = [] }) => codes));
    expect([...Object.keys(cxfRuleCodes), ...Object.keys(cxfQuirkCodes)].filter((code) => !named.has(code))).toEqual([]);
  });

  test('every code has a document that shows it', () => {
    const shown = new Set<string>(BROKEN.map(({ code }) => code));
    const others = ['cxf.envelope-account', 'cxf.envelope-android', 'cxf.id-reused', 'cxf.collection-too-deep'];
    const codes = [...Object.keys(cxfRuleCodes), ...Object.keys(cxfQuirkCodes)];
    expect(codes.filter((code) => !shown.has(code)).sort()).toEqual(others.sort());
  });
});
