import { describe, expect, test } from 'vitest';
import { isJsonArray } from '../../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { validateCxf } from '../../../src/cxf/index.js';
import { AT, bytesOf, edited, wholeDocument } from './document.js';

const { login, basicAuth, passkey, fields, collection } = AT;

async function found(document: Parameters<typeof bytesOf>[0], code: string) {
  const { findings } = await validateCxf(bytesOf(document));
  return findings.filter((finding) => finding.code === code).map(({ source }) => source);
}

describe('a pointer leads into the input as it came', () => {
  test('past an element that was left out', async () => {
    const document = edited(wholeDocument(), {
      '/accounts/0/items/0': 'no item',
      '/accounts/0/items/1/credentials/0': 'no credential',
      '/accounts/0/items/1/credentials/3/passportType/value': 'X',
      [`${fields}/fields/0`]: null,
      [`${fields}/fields/5/value`]: 'X',
    });
    expect(await found(document, 'cxf.passport-type')).toEqual(['/accounts/0/items/1/credentials/3/passportType/value']);
    expect(await found(document, 'cxf.value-format')).toEqual([`${fields}/fields/5/value`]);
  });

  test('to a member under the name of a draft', async () => {
    const document = edited(wholeDocument(), {
      [`${passkey}/rpId`]: undefined,
      [`${passkey}/relyingPartyIdentifier`]: 'https://shop.example',
      '/accounts/0/items/2/credentials/1/expirationDate': { fieldType: 'date', value: 'tomorrow' },
    });
    expect(await found(document, 'cxf.passkey-rp-id')).toEqual([`${passkey}/relyingPartyIdentifier`]);
    expect(await found(document, 'cxf.value-format')).toEqual(['/accounts/0/items/2/credentials/1/expirationDate/value']);
  });

  test('to an item inside a collection', async () => {
    const inside = {
      id: 'aW5zaWRl',
      title: '',
      tags: [],
      credentials: [{ type: 'totp', secret: '1', period: 30, digits: 6, algorithm: 'sha1' }],
    };
    const document = edited(wholeDocument(), { [`${collection}/items/0`]: inside });
    expect(await found(document, 'cxf.array-empty')).toEqual([`${collection}/items/0/tags`]);
    expect(await found(document, 'cxf.totp-secret')).toEqual([`${collection}/items/0/credentials/0/secret`]);
  });

  test('to an unknown member by its index in the input, although mending moves it', async () => {
    const document = edited(wholeDocument(), { [basicAuth]: { urls: [], 'my bank': 1, type: 'basic-auth', username: null, extra: 2 } });
    expect(await found(document, 'cxf.member-unknown')).toEqual([`${basicAuth}/1`, `${basicAuth}/4`]);
  });

  test('into the envelope of early Android versions, and into a bare account', async () => {
    const document = edited(wholeDocument(), { [`${login}/tags`]: [] });
    const payload = Buffer.from(bytesOf(document)).toString('base64url');
    const wrapped = { version: { major: 0, minor: 0 }, exporterRpId: 'a.example', exporterDisplayName: '', payload };
    expect(await found(wrapped, 'cxf.array-empty')).toEqual([`/payload${login}/tags`]);
    expect(await found(wrapped, 'cxf.envelope-android')).toEqual(['/payload']);
    const { accounts } = document;
    const account = isJsonArray(accounts) ? (accounts[0] ?? null) : null;
    expect(await found(account, 'cxf.array-empty')).toEqual(['/items/0/tags']);
    // Its header was made up, so nothing is said about that.
    expect(await validateCxf(bytesOf(account))).toEqual({
      valid: false,
      findings: [
        { code: 'cxf.envelope-account', severity: 'error', source: '' },
        { code: 'cxf.array-empty', severity: 'error', source: '/items/0/tags' },
      ],
    });
  });

  test('with no key of the owner in it', async () => {
    const canary = 'Canary/~Key';
    const document = edited(wholeDocument(), { '/accounts/0/items/2': undefined });
    const sown = JSON.stringify(document).replaceAll(/\{"/g, `{"${canary}":1,"`);
    const { findings } = await validateCxf(new TextEncoder().encode(sown));
    expect(findings.filter(({ code }) => code === 'cxf.member-unknown').length).toBeGreaterThan(20);
    expect(JSON.stringify(findings)).not.toContain('Canary');
  });
});

describe('collections', () => {
  test('that are nested too deeply are looked at where they stood', async () => {
    const deep = { id: 'ZGVlcA', title: '', items: [], subCollections: [{ id: 'ZGVlcGVy', title: '', items: [], extensions: [] }] };
    const document = edited(wholeDocument(), { [`${collection}/subCollections/0/subCollections`]: [deep] });
    const limits = { ...DEFAULT_LIMITS, 'collection.depth': 2 };
    const { findings } = await validateCxf(bytesOf(document), { limits });
    const at = `${collection}/subCollections/0/subCollections/0`;
    expect(findings).toEqual([
      { code: 'cxf.collection-too-deep', severity: 'warning', source: at },
      { code: 'cxf.array-empty', severity: 'error', source: `${at}/subCollections/0/extensions` },
    ]);
  });

  test('that hold another item under an identifier that is taken', async () => {
    const document = edited(wholeDocument(), { [`${collection}/items/0`]: { id: 'aXRlbS0w', title: 'Other', credentials: [] } });
    expect(await found(document, 'cxf.id-reused')).toEqual([`${collection}/items/0/id`]);
  });
});
