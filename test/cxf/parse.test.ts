import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { parseCxf, parseWithOrigins } from '../../src/cxf/parse.js';
import { serializeCxfToBytes } from '../../src/cxf/serialize.js';
import { refusal } from '../core/refusal.js';
import { account, field, header, idOf, item, login, parse, said, withItem } from './documents.js';
import { QUIRKS } from './quirks.js';

const SAMPLES = new URL('../../../shared/samples/cxf/', import.meta.url);
const present = existsSync(SAMPLES);

describe('parseCxf', () => {
  it.each([
    ['no object', [1]],
    ['an object of another kind', { folders: [], items: [{ type: 1 }] }],
    ['items that hold nothing', { items: [] }],
    ['accounts that are none', { accounts: {} }],
    ['an envelope around nothing', { exporterRpId: 'a', payload: '!' }],
    ['an envelope around another JSON', { exporterRpId: 'a', payload: Buffer.from('{"x":1}').toString('base64') }],
  ])('refuses %s', async (_, value) => {
    expect((await refusal(() => parse(value as JsonValue)))?.code).toBe('cxf.not-a-document');
  });

  it('refuses broken JSON inside an envelope', async () => {
    const error = await refusal(() => parse({ exporterRpId: 'a', payload: Buffer.from('{"accounts":[').toString('base64') }));
    expect(error?.code).toBe('json.syntax');
  });

  it.each([
    { major: 2, minor: 0 },
    { major: 255, minor: 0 },
    { major: 256, minor: 0 },
    { major: 1e9 },
    { major: '2', minor: '1' },
    2,
    '2.0',
  ])('refuses version %j', async (version) => {
    const error = await refusal(() => parse(header([], { version })));
    expect([error?.code, error?.pointer]).toEqual(['cxf.version-unsupported', '/version']);
  });

  it.each([
    { major: 1, minor: 1 },
    { major: 0, minor: 0 },
    { major: 1, minor: 255 },
  ])('reads version %j as it is', async (version) => {
    const document = header([], { version });
    expect(await parse(document)).toEqual({ document, findings: [] });
  });

  it('refuses a member named twice, with its place and without its name', async () => {
    const text = '{"accounts":[],"owner-secret":1,"owner-secret":2,"version":{"major":1,"minor":0}}';
    const error = await refusal(() => parseCxf(utf8(text)));
    expect([error?.code, error?.pointer]).toEqual(['json.key-duplicate', '/2']);
  });

  it('holds the payload of an envelope to the limits too', async () => {
    const payload = Buffer.from(`{"accounts":[${'['.repeat(2000)}`).toString('base64');
    expect((await refusal(() => parse({ exporterRpId: 'a', payload })))?.limit?.name).toBe('json.depth');
  });

  it('keeps unknown members, types and extensions where they are, and writes them back', async () => {
    const odd = { 'owner member': [1, { x: null }], nested: { type: 'basic-auth', username: 5 } };
    const document = header(
      [
        account(
          [
            item(
              [
                { type: 'crypto-wallet', seed: null, fields: 'x', extensions: [5] },
                { ...login, ...odd, username: field('string', 'u', odd) },
              ],
              {
                ...odd,
                extensions: [
                  { name: 'other.example/x', ...odd },
                  { name: 'shared', accessors: [] },
                ],
                scope: { urls: ['not a url'], androidApps: [], ...odd },
              },
            ),
          ],
          { ...odd, collections: [{ id: idOf('c'), title: '', items: [{ item: idOf('absent'), ...odd }], ...odd }] },
        ),
      ],
      odd,
    );
    const parsed = await parse(document);
    expect(parsed).toEqual({ document, findings: [] });
    expect(Buffer.from(await serializeCxfToBytes(parsed.document)).toString()).toBe(`${JSON.stringify(document)}\n`);
  });

  it('one bad credential never costs the others', async () => {
    const bad: JsonValue[] = [
      null,
      7,
      [],
      'text',
      {},
      { type: 5 },
      { type: 'totp' },
      { type: 'passkey', key: {} },
      { type: 'note' },
      { type: 'file', id: 'a' },
    ];
    const credentials = bad.flatMap((each) => [each, login]);
    const parsed = await parse(withItem(credentials));
    const [own] = parsed.document.accounts[0]?.items ?? [];
    expect(own?.credentials).toEqual(bad.map(() => login));
    expect(own?.extensions?.[0]?.['entries']).toEqual(bad.map((value, i) => ({ credential: 2 * i, value })));
    expect(new Set(parsed.findings.map(({ code }) => code))).toEqual(new Set(['cxf.credential-set-aside']));
  });

  it('what was set aside before stays beside what is set aside now', async () => {
    const first = await parse(withItem([login, 1]));
    const edited = JSON.parse(JSON.stringify(first.document)) as { accounts: { items: { credentials: unknown[] }[] }[] };
    edited.accounts[0]?.items[0]?.credentials.push(2);
    const second = await parse(edited as unknown as JsonValue);
    expect(second.document.accounts[0]?.items[0]?.extensions).toEqual([
      {
        name: 'vault.example/cx-set-aside',
        source: 'cxf',
        entries: [
          { credential: 1, value: 1 },
          { credential: 1, value: 2 },
        ],
      },
    ]);
  });

  it('reads values of many megabytes', async () => {
    const long = 'A'.repeat(12_000_000);
    const document = withItem([
      { type: 'ssh-key', keyType: 'x', privateKey: long },
      { type: 'totp', secret: long, period: 30, digits: 6, algorithm: 'sha1' },
    ]);
    const parsed = await parse(document);
    expect(parsed.findings).toEqual([]);
    expect(parsed.document).toEqual(document);
    const padded = await parse(withItem([{ type: 'ssh-key', keyType: 'x', privateKey: `${long}AA==` }], { id: long }));
    expect(padded.findings.map(({ code }) => code)).toEqual(['cxf.id-too-long', 'cxf.base64-respelled']);
  });

  it('knows where moved objects stood', async () => {
    const input = account([5, item([3, login])], {
      collections: [{ id: idOf('c'), title: 'C', items: [item([login], { id: idOf('two') })] }],
    });
    const { document, origins, root } = await parseWithOrigins(utf8(JSON.stringify(input)));
    const [own] = document.accounts;
    expect(root).toBe('');
    expect(own && origins.get(own)).toBe('');
    expect(own?.items.map((each) => origins.get(each))).toEqual(['/items/1', '/collections/0/items/0']);
    expect(own?.items[0]?.credentials.map((each) => origins.get(each))).toEqual(['/items/1/credentials/1']);
  });

  it('asks nothing of WebCrypto for a clean document', async () => {
    const spies = [vi.spyOn(crypto.subtle, 'digest'), vi.spyOn(crypto.subtle, 'importKey'), vi.spyOn(crypto.subtle, 'sign')];
    const calls = (): number => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    await parse(withItem([login]));
    expect(calls()).toBe(0);
    await parse(withItem([login], { id: '' }));
    expect(calls()).toBeGreaterThan(0);
    for (const spy of spies) spy.mockRestore();
  });
});

/** Every place of a document, as a path. */
function paths(value: JsonValue | undefined, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, JsonValue | undefined][] = isJsonArray(value)
    ? value.map((inner, i) => [i, inner])
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

/** The document with the value at a place replaced, removed, doubled or given another name. */
function mutated(value: JsonValue | undefined, [key, ...rest]: readonly (string | number)[], change: Change): JsonValue {
  if (key === undefined) return change.value;
  if (isJsonArray(value)) {
    return value.flatMap((inner, i) => {
      if (i !== key) return [inner];
      if (rest.length > 0 || change.kind === 'replace') return [mutated(inner, rest, change)];
      return change.kind === 'remove' ? [] : [inner, inner];
    });
  }
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, JsonValue][] => {
      if (inner === undefined) return [];
      if (name !== key) return [[name, inner]];
      if (rest.length > 0 || change.kind === 'replace') return [[name, mutated(inner, rest, change)]];
      return change.kind === 'remove' ? [] : [[change.name, inner]];
    }),
  );
}

interface Change {
  readonly kind: 'replace' | 'remove' | 'rename';
  readonly at: number;
  readonly value: JsonValue;
  readonly name: string;
}

const DRAFTS = [
  'userName',
  'created',
  'urls',
  'hmacSecret',
  'secret',
  'type',
  'id',
  'constructor',
  'items',
  'credentials',
  'extensions',
  'owner',
];
const odd = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    '',
    0,
    -1,
    1.5,
    1e12,
    1e15,
    true,
    'true',
    '12',
    'AQ==',
    'a+/',
    'AB',
    'not base64',
    'A'.repeat(100),
    'HS256',
    'SHA1',
    'jbsw y3dp',
    '\ud800',
  ),
  fc.constantFrom<JsonValue>(
    [],
    {},
    [null],
    [[]],
    [''],
    { id: '' },
    { type: 'note' },
    { value: 'x' },
    { item: '' },
    '2024-02-29T00:00:00Z',
    '-5',
    'toString',
    'constructor',
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'remove', 'rename'),
  at: fc.nat(),
  value: odd,
  name: fc.constantFrom(...DRAFTS),
});
const WHOLE = header([
  account(
    QUIRKS.flatMap(({ input }) => {
      const items =
        isJsonObject(input) && isJsonArray(input['accounts'])
          ? input['accounts'].flatMap((each) => (isJsonObject(each) && isJsonArray(each['items']) ? each['items'] : []))
          : [];
      return items.slice(0, 1);
    }),
    {
      collections: [
        { id: idOf('c'), title: 'C', items: [{ item: idOf('item') }], subCollections: [{ id: idOf('d'), title: 'D', items: [] }] },
      ],
    },
  ),
]);
/** A document of few items that was changed in a few places. */
const mutant = fc
  .tuple(fc.constantFrom(...QUIRKS.map(({ input }) => input), WHOLE), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([input, changes]) =>
    changes.reduce<JsonValue>((value, each) => {
      const all = paths(value);
      return mutated(value, all[each.at % all.length] ?? [], each);
    }, input),
  );

function isRefused(text: string): Promise<boolean> {
  return refusal(() => parseCxf(utf8(text))).then((error) => error !== undefined);
}

describe('any input', () => {
  it('is read, or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.jsonValue().map((value) => ({ accounts: [value] })),
          fc.jsonValue().map((value) => withItem([value as JsonValue])),
        ),
        async (value) => {
          expect(typeof (await isRefused(JSON.stringify(value)))).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('mended once is mended for good: reading again finds nothing and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, async (value) => {
        const text = JSON.stringify(value);
        if (await isRefused(text)) return;
        const once = await parseCxf(utf8(text));
        const written = await serializeCxfToBytes(once.document);
        const twice = await parseCxf(written);
        expect(twice.findings).toEqual([]);
        expect(twice.document).toEqual(once.document);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same result each time, with places of the input only', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, async (value) => {
        const text = JSON.stringify(value);
        if (await isRefused(text)) return;
        const once = await parseCxf(utf8(text));
        expect(await parseCxf(utf8(text))).toEqual(once);
        for (const { source = '' } of once.findings) expect(source).toMatch(/^(?:\/[^/]+)*$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(!present)(present ? 'the samples' : 'the samples (skipped: ../shared/samples is absent)', () => {
  const names = present ? readdirSync(SAMPLES) : [];
  const load = (name: string): Buffer => readFileSync(new URL(name, SAMPLES));

  it('Appendix A with errata is clean: the very objects of JSON.parse, and nothing to say', async () => {
    const bytes = load('cxf-v1.0-ps-errata-20260309-appendix-a.json');
    const { document, findings } = await parseCxf(bytes);
    expect(findings).toEqual([]);
    expect(JSON.stringify(document)).toBe(JSON.stringify(JSON.parse(bytes.toString())));
  });

  it('Appendix A of 2025-08-14 is read with what the errata mended', async () => {
    const { document, findings } = await parseCxf(load('cxf-v1.0-ps-20250814-appendix-a.json'));
    const at = '/accounts/0/items/1/credentials/0/fido2Extensions/hmacSecret';
    expect(said({ findings })).toEqual([
      `warning cxf.member-renamed ${at}`,
      `warning cxf.hmac-single-secret ${at}/secret`,
      `change cxf.hmac-seed-derived ${at}/credWithoutUV`,
      `change cxf.hmac-algorithm-respelled ${at}/algorithm`,
    ]);
    expect(document.accounts[0]?.items.length).toBe(14);
    expect(document.accounts[0]?.items.flatMap(({ credentials }) => credentials).length).toBe(15);
  });

  it.each(names)('%s is read or refused, and mended for good', async (name) => {
    const refusals: Readonly<Record<string, string>> = {
      'bitwarden-android-alpha-cxp-request.json.txt': 'cxf.not-a-document',
      'bitwarden-android-unsupported-major-version.json': 'cxf.version-unsupported',
      'bitwarden-crate-custom-fields-fragment.json': 'cxf.not-a-document',
      'json_export.json': 'cxf.not-a-document',
    };
    const error = await refusal(() => parseCxf(load(name)));
    expect(error?.code).toBe(refusals[name]);
    if (error) return;
    const { document, findings } = await parseCxf(load(name), { limits: DEFAULT_LIMITS });
    expect(findings.filter(({ code }) => code.endsWith('set-aside') || code.endsWith('unreadable'))).toEqual([]);
    expect(await parseCxf(await serializeCxfToBytes(document))).toEqual({ document, findings: [] });
  });

  it('what real exporters write is mended where it has to be', async () => {
    const codes = async (name: string): Promise<string[]> =>
      [...new Set(said(await parseCxf(load(name))).map((line) => line.split(' ')[1] ?? ''))].sort();
    expect(await codes('google-password-manager-shape.redacted.json')).toEqual([]);
    expect(await codes('bitwarden-android-valid-header.json')).toEqual(['cxf.id-respelled']);
    expect(await codes('bramble-apple-encoder-output.json')).toContain('cxf.base32-padded');
    expect(await codes('1p_export.json')).toContain('cxf.envelope-account');
  });
});
