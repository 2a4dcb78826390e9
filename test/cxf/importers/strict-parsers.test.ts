import { describe, expect, it } from 'vitest';
import { unshape } from '../../../src/cxf/importers/unshape.js';
import { parseCxf, serializeCxfToBytes } from '../../../src/cxf/index.js';
import { type CxfDocument, convertToBytes, type Policy, sourceOf } from '../../../src/index.js';

/** What a document becomes when it is written again, and the codes of the findings. */
async function rewritten(document: CxfDocument, policy: Policy = {}): Promise<{ document: CxfDocument; codes: readonly string[] }> {
  const { bytes, report } = await convertToBytes([sourceOf(await serializeCxfToBytes(document))], { to: 'cxf', policy, clock: () => 1 });
  return { document: JSON.parse(new TextDecoder().decode(bytes)), codes: report.findings.map(({ code }) => code) };
}

function documentOf(...items: CxfDocument['accounts'][number]['items']): CxfDocument {
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: 'example.com',
    exporterDisplayName: 'Example',
    timestamp: 1,
    accounts: [{ id: 'AAAA', username: '', email: '', collections: [], items }],
  };
}

function depth(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
}

const HALF = '\ud800';
const note = { type: 'note', content: { fieldType: 'string', value: 'x' } };

describe('what a strict JSON parser refuses', () => {
  it('half a character becomes U+FFFD, in values and names, and is reported', async () => {
    const item = { id: 'AQEB', title: `a${HALF}b💥`, credentials: [note], extensions: [{ name: 'example.com/own', [`k${HALF}`]: HALF }] };
    const { document, codes } = await rewritten(documentOf(item));
    expect(document.accounts[0]?.items[0]?.title).toBe('a\ufffdb💥');
    expect(document.accounts[0]?.items[0]?.extensions).toEqual([{ name: 'example.com/own', 'k\ufffd': '\ufffd' }]);
    expect(codes.filter((code) => code === 'text.half-character')).toHaveLength(3);
  });

  it('for the specification it stays', async () => {
    const { document, codes } = await rewritten(documentOf({ id: 'AQEB', title: HALF, credentials: [note] }), { importer: 'spec' });
    expect(document.accounts[0]?.items[0]?.title).toBe(HALF);
    expect(codes).not.toContain('text.half-character');
  });

  it('more than 127 levels are cut, a loss', async () => {
    const deep = Array.from({ length: 200 }).reduce<object>((inner) => ({ inner }), {});
    const { document, codes } = await rewritten(
      documentOf({ id: 'AQEB', title: 'deep', credentials: [note], extensions: [{ name: 'a/b', deep: asJson(deep) }] }),
    );
    expect(depth(document)).toBeLessThanOrEqual(127);
    expect(depth(document)).toBeGreaterThan(100);
    expect(codes).toContain('value.too-deep');
  });

  it('collections below the fortieth level move to the top, with their items', async () => {
    const { accounts, ...header } = documentOf({ id: 'AQEB', title: 'x', credentials: [note] });
    const chain = Array.from({ length: 100 }, (_, i) => i).reduceRight<readonly Collection[]>(
      (below, i) => [
        {
          id: `AA${String(i).padStart(2, '0')}`,
          title: `level ${i}`,
          items: [{ item: 'AQEB' }],
          ...(below.length > 0 && { subCollections: below }),
        },
      ],
      [],
    );
    const { document, codes } = await rewritten({ ...header, accounts: accounts.map((account) => ({ ...account, collections: chain })) });
    const titles = (collections: readonly Collection[]): string[] =>
      collections.flatMap(({ title, subCollections = [] }) => [title, ...titles(subCollections)]);
    const written = document.accounts[0]?.collections ?? [];
    expect(written.map(({ title }) => title)).toEqual(['level 0', 'level 80', 'level 40']);
    expect(titles(written)).toHaveLength(100);
    expect(depth(document)).toBeLessThanOrEqual(127);
    expect(codes.filter((code) => code === 'collection.too-deep')).toHaveLength(2);
    const again = await rewritten(document, { importer: 'spec' });
    expect(again.document.accounts[0]?.collections).toEqual(chain);
  });
});

type Collection = CxfDocument['accounts'][number]['collections'][number];
type Extension = NonNullable<CxfDocument['accounts'][number]['extensions']>[number];

function asJson(value: object): Extension[string] {
  const json: Extension[string] = JSON.parse(JSON.stringify(value));
  return json;
}

describe('an item that importers would drop', () => {
  const scope = { urls: ['https://example.com'], androidApps: [] };

  it.each([
    ['URLs only', { id: 'AQEB', title: 'a', scope, credentials: [] }, 'basic-auth'],
    ['URLs and a note', { id: 'AQEB', title: 'a', scope, credentials: [note] }, 'basic-auth'],
    ['a title only', { id: 'AQEB', title: 'a', credentials: [] }, 'note'],
    ['a reference only', { id: 'AQEB', title: 'a', credentials: [{ type: 'item-reference', reference: { item: 'AAAA' } }] }, 'note'],
  ])('%s: gets a credential without content, which reading takes away again', async (_, item, type) => {
    const source = documentOf(item);
    const { document, codes } = await rewritten(source);
    expect(document.accounts[0]?.items[0]?.credentials.at(-1)?.type).toBe(type);
    expect(codes).toContain('item.placeholder');
    const again = await rewritten(document, { importer: 'spec' });
    expect(again.document).toEqual(source);
  });

  it('is left alone for the specification, and when it holds something', async () => {
    const bare = documentOf({ id: 'AQEB', title: 'a', scope, credentials: [] });
    expect((await rewritten(bare, { importer: 'spec' })).document).toEqual(bare);
    const full = documentOf({ id: 'AQEB', title: 'a', scope, credentials: [{ type: 'basic-auth' }] });
    expect((await rewritten(full)).document).toEqual(full);
  });
});

describe('written for Bitwarden', () => {
  it.each([
    ['a generated password', { type: 'generated-password', password: 'pw' }],
    ['a brand it does not know', { type: 'credit-card', cardType: { fieldType: 'string', value: 'Girocard' } }],
    ['a secret that is no Base32', { type: 'totp', secret: 'JBSWY3DP018!', period: 30, digits: 6, algorithm: 'sha1' }],
    ['ten digits', { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 10, algorithm: 'sha1' }],
  ])('%s stays visible as a field and comes back', async (_, credential) => {
    const source = documentOf({ id: 'AQEB', title: 'a', credentials: [credential] });
    const { document, codes } = await rewritten(source, { importer: 'bitwarden' });
    expect(codes).toContain('field.moved');
    expect(document.accounts[0]?.items[0]?.credentials.at(-1)?.type).toBe('custom-fields');
    const { document: parsed } = await parseCxf(new TextEncoder().encode(JSON.stringify(document)));
    expect(unshape(parsed)).toEqual(source);
  });
});
