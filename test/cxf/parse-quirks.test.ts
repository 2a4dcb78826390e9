import { createHash, createHmac, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cxfQuirkCodes } from '../../src/core/codes/cxf-quirks.js';
import { CODES } from '../../src/core/codes/index.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { account, field, header, idOf, inItem, item, login, parse, said, withItem } from './documents.js';
import { passkey, QUIRKS } from './quirks.js';

/** The identifier that is derived for a place of an input. */
function derived(input: JsonValue, pointer: string): string {
  const key = createHash('sha256').update(JSON.stringify(input)).digest();
  return createHmac('sha256', key).update(`cxf\0${pointer}`).digest().subarray(0, 16).toString('base64url');
}

function inputOf(name: string): JsonValue {
  return QUIRKS.find((quirk) => quirk.name === name)?.input ?? null;
}

describe('shapes of drafts and exporters', () => {
  it.each(QUIRKS)('$name', async ({ input, says, becomes }) => {
    const parsed = await parse(input);
    expect(said(parsed)).toEqual(says);
    if (becomes !== undefined) expect(parsed.document).toEqual(becomes);
    const again = await parse(JSON.parse(JSON.stringify(parsed.document)) as JsonValue);
    expect(again).toEqual({ document: parsed.document, findings: [] });
  });

  it('every code of this table stands in a case above, or in the test of depth below', () => {
    const seen = new Set(QUIRKS.flatMap(({ says }) => says.map((line) => line.split(' ')[1])));
    expect(Object.keys(cxfQuirkCodes).filter((code) => !seen.has(code))).toEqual(['cxf.collection-too-deep']);
  });

  it('a loss has a reason, and nothing else has one', async () => {
    for (const { input } of QUIRKS) {
      for (const { severity, reason, code } of (await parse(input)).findings) {
        expect(reason).toBe(severity === 'loss' ? 'invalid-value' : undefined);
        expect(Object.hasOwn(CODES, code)).toBe(true);
      }
    }
  });
});

describe('derived values', () => {
  it('a missing id is the HMAC of its place under the digest of the input', async () => {
    const input = inputOf('a missing id');
    const [own] = (await parse(input)).document.accounts;
    expect([own?.id, own?.items[0]?.id]).toEqual([derived(input, '/accounts/0/id'), derived(input, '/accounts/0/items/0/id')]);
  });

  it('references follow a long id', async () => {
    const input = inputOf('a long id with the references to it');
    const [own] = (await parse(input)).document.accounts;
    const id = derived(input, '/accounts/0/items/0/id');
    expect(own?.items[0]?.id).toBe(id);
    expect(own?.items[1]?.credentials[0]).toEqual({ type: 'item-reference', reference: { item: id } });
    expect(own?.collections[0]?.items).toEqual([{ item: id }]);
  });

  it('an embedded item with the id of another gets its own, and keeps its place in the collection', async () => {
    const input = inputOf('an embedded item with the id of another');
    const [own] = (await parse(input)).document.accounts;
    const id = derived(input, '/accounts/0/collections/0/items/0');
    expect(own?.items.map((each) => [each.id, each.title])).toEqual([
      [idOf('item'), 'Example'],
      [id, 'Other'],
    ]);
    expect(own?.collections[0]?.items).toEqual([{ item: id }]);
  });

  it('the seed of a draft is that with user verification; the other one is derived by HKDF', async () => {
    const [own] = (await parse(inputOf('one PRF seed, as in drafts'))).document.accounts;
    const seed = Buffer.alloc(32, 1);
    const other = Buffer.from(hkdfSync('sha256', seed, '', 'credential-exchange/prf/without-uv/v1', 32));
    expect(own?.items[0]?.credentials[0]).toEqual({
      ...passkey,
      fido2Extensions: {
        hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: seed.toString('base64url'), credWithoutUV: other.toString('base64url') },
      },
    });
  });

  it('a missing seed with user verification is derived from the one without', async () => {
    const seed = Buffer.alloc(32, 3);
    const parsed = await parse(
      withItem([
        {
          ...passkey,
          fido2Extensions: { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: '', credWithoutUV: seed.toString('base64url') } },
        },
      ]),
    );
    expect(said(parsed)).toEqual([`change cxf.hmac-seed-derived ${inItem('/credentials/0/fido2Extensions/hmacCredentials/credWithUV')}`]);
    expect(JSON.stringify(parsed.document)).toContain(
      Buffer.from(hkdfSync('sha256', seed, '', 'credential-exchange/prf/without-uv/v1', 32)).toString('base64url'),
    );
  });
});

describe('keys as JWK', () => {
  const keys = {
    'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    Ed25519: generateKeyPairSync('ed25519'),
    RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };

  it.each(Object.entries(keys))('%s becomes PKCS#8', async (_, { privateKey }) => {
    const parsed = await parse(withItem([{ ...passkey, key: privateKey.export({ format: 'jwk' }) as JsonObject }]));
    expect(said(parsed)).toEqual([`change cxf.passkey-key-jwk ${inItem('/credentials/0/key')}`]);
    const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
    expect(parsed.document).toEqual(withItem([{ ...passkey, key }]));
  });

  it.each([
    ['a public key', keys['P-256'].publicKey.export({ format: 'jwk' })],
    ['another curve', { ...generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }) }],
    ['a broken key', { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ', d: 'AQ' }],
    ['a symmetric key', { kty: 'oct', k: 'AQ' }],
  ])('%s is no private key: the passkey is set aside as it is', async (_, key) => {
    const bad = { ...passkey, key: key as JsonObject };
    const parsed = await parse(withItem([login, bad]));
    expect(said(parsed)).toEqual([`warning cxf.credential-set-aside ${inItem('/credentials/1')}`]);
    expect(parsed.document).toEqual(
      withItem([login], { extensions: [{ name: 'vault.example/cx-set-aside', source: 'cxf', entries: [{ credential: 1, value: bad }] }] }),
    );
  });
});

describe('collections', () => {
  /** A chain of collections, the first on top. */
  function chain(levels: number, from = 0): JsonObject {
    const below = levels > 1 ? { subCollections: [chain(levels - 1, from + 1)] } : {};
    return { id: idOf(`c${from}`), title: `${from}`, items: [{ item: idOf('item') }], ...below };
  }

  it('nested too deeply are moved to the top, and none is lost', async () => {
    const limits = { ...DEFAULT_LIMITS, 'collection.depth': 3 };
    const parsed = await parse(header([account([item([login])], { collections: [chain(8)] })]), { limits });
    const below = '/accounts/0/collections/0/subCollections/0/subCollections/0/subCollections/0';
    expect(said(parsed)).toEqual([
      `change cxf.collection-too-deep ${below}`,
      `change cxf.collection-too-deep ${below}/subCollections/0/subCollections/0/subCollections/0`,
    ]);
    const depths = (list: readonly JsonObject[]): unknown =>
      list.map(({ title, subCollections }) => [title, ...(subCollections ? [depths(subCollections as JsonObject[])] : [])]);
    const { collections } = JSON.parse(JSON.stringify(parsed.document.accounts[0])) as { collections: JsonObject[] };
    expect(depths(collections)).toEqual([
      ['0', [['1', [['2']]]]],
      ['3', [['4', [['5']]]]],
      ['6', [['7']]],
    ]);
    expect(await parse(JSON.parse(JSON.stringify(parsed.document)) as JsonValue, { limits })).toEqual({
      document: parsed.document,
      findings: [],
    });
  });

  it.each([256, 257, 500])('%i levels', async (levels) => {
    const parsed = await parse(header([account([item([login])], { collections: [chain(levels)] })]));
    expect(parsed.findings.map(({ code }) => code)).toEqual(levels > 256 ? ['cxf.collection-too-deep'] : []);
    expect(JSON.stringify(parsed.document).split('"title"').length - 2).toBe(levels);
  });

  it('links that cannot be read are set aside in the account', async () => {
    const parsed = await parse(
      header([account([], { collections: [{ id: idOf('c'), title: 'C', items: [{}, 5, { item: idOf('i') }] }] })]),
    );
    expect(said(parsed)).toEqual([0, 1].map((i) => `warning cxf.member-set-aside /accounts/0/collections/0/items/${i}`));
    expect(parsed.document.accounts[0]?.collections[0]?.items).toEqual([{ item: idOf('i') }]);
    expect(parsed.document.accounts[0]?.extensions?.[0]?.['entries']).toEqual([
      { credential: null, member: 'collections/0/items/0', value: {} },
      { credential: null, member: 'collections/0/items/1', value: 5 },
    ]);
  });
});

describe('what is left as it is', () => {
  it('duplicate ids: validation names them', async () => {
    const document = header([account([item([login]), item([login])])]);
    expect(await parse(document)).toEqual({ document, findings: [] });
  });

  it('URLs in a login that are not all texts', async () => {
    const document = withItem([{ ...login, urls: ['https://a.example', 5] }]);
    expect(await parse(document)).toEqual({ document, findings: [] });
  });

  it('a member beside the one whose draft name it has', async () => {
    const document = header([account([], { userName: 'draft' })]);
    expect(await parse(document)).toEqual({ document, findings: [] });
  });

  it('a secret that is no Base32, an algorithm and a field type that nobody knows', async () => {
    const document = withItem([
      { type: 'totp', secret: 'not base32!', period: 30, digits: 6, algorithm: 'MD5' },
      { type: 'custom-fields', fields: [field('colour', 'red'), field('number', 'NaN')] },
    ]);
    expect(await parse(document)).toEqual({ document, findings: [] });
  });
});
