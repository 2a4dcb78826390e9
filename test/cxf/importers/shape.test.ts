import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/core/json.js';
import { Findings } from '../../../src/core/report.js';
import { IN_CUSTOM_FIELDS } from '../../../src/cxf/importers/fields.js';
import { shape } from '../../../src/cxf/importers/shape.js';
import type { Importer, ShapeOptions } from '../../../src/cxf/importers/shaping.js';
import { unshape } from '../../../src/cxf/importers/unshape.js';
import { parseCxf } from '../../../src/cxf/parse.js';
import { CREDENTIAL_TYPES, CREDENTIALS } from '../../../src/cxf/schema/credential.js';
import type { CxfDocument } from '../../../src/cxf/schema/document.js';
import { FIELD_TYPES } from '../../../src/cxf/schema/field.js';
import { serializeCxfToBytes } from '../../../src/cxf/serialize.js';
import { account, field, header, idOf, inItem, item, login, parse, said, withItem } from '../documents.js';
import { passkey } from '../quirks.js';

const OPTIONS = { importer: 'compatible', resetCounters: false, filesTravel: () => true, filesMissing: () => false } as const;

interface Shaped {
  readonly document: CxfDocument;
  readonly says: readonly string[];
  /** After serialising, parsing and turning back. */
  readonly back: CxfDocument;
}

async function shaped(value: JsonValue, importer: Importer, more: Partial<ShapeOptions> = {}): Promise<Shaped> {
  const parsed = await parse(value);
  expect(parsed.findings).toEqual([]);
  const findings = new Findings();
  const options = { ...OPTIONS, importer, origins: new WeakMap(), root: '', ...more };
  const document = await shape(parsed.document, options, findings);
  const again = await parseCxf(await serializeCxfToBytes(document));
  expect(again).toEqual({ document, findings: [] });
  return { document, says: said({ findings: findings.list }), back: unshape(again.document) };
}

function credentialsOf(document: CxfDocument, index = 0): JsonValue {
  return JSON.parse(JSON.stringify(document.accounts[0]?.items[index]?.credentials)) as JsonValue;
}

/** The credentials with every extension gone: what any other importer sees. */
function naked(document: CxfDocument): JsonValue {
  return JSON.parse(
    JSON.stringify(credentialsOf(document), (name, value: unknown) => (name === 'extensions' ? undefined : value)),
  ) as JsonValue;
}

const totp: JsonObject = {
  type: 'totp',
  secret: 'JBSWY3DPEHPK3PXP',
  period: 30,
  digits: 6,
  algorithm: 'sha1',
  username: 'ada',
  issuer: 'Example',
};
const at = inItem('/credentials/0');

function section(...fields: readonly JsonValue[]): JsonObject {
  return { type: 'custom-fields', fields };
}

describe('for every known importer', () => {
  it.each(['compatible', 'bitwarden', 'spec'] as const)('%s: what fits stays as it is', async (importer) => {
    const value = withItem(
      [
        login,
        totp,
        passkey,
        { type: 'credit-card', number: field('concealed-string', '4111'), expiryDate: field('year-month', '2030-12') },
        { type: 'wifi', networkSecurityType: field('wifi-network-security-type', 'WPA4'), hidden: field('boolean', 'true') },
        section(...['string', 'concealed-string'].map((type) => field(type, 'x', { label: 'L' })), field('country-code', 'DE')),
      ],
      { tags: ['a'], favorite: true, extensions: [{ name: 'other.example/x', y: 1 }] },
    );
    const { document, says, back } = await shaped(value, importer);
    expect(says).toEqual([]);
    expect(document).toEqual(value);
    expect(back).toEqual(value);
  });

  it('the version becomes 1.0', async () => {
    expect((await shaped(header([], { version: { major: 0, minor: 0 } }), 'compatible')).document.version).toEqual({ major: 1, minor: 0 });
  });

  it.each([
    ['period', { period: 300 }],
    ['digits', { digits: 256 }],
    ['a period of nothing', { period: 0 }],
    ['Steam', { algorithm: 'steam', digits: 5 }],
    ['an unknown algorithm', { algorithm: 'md5' }],
    ['HOTP', { algorithm: 'hotp' }],
    ['no issuer', { period: 600, issuer: undefined, username: undefined }],
    ['members of others', { period: 600, counter: 7, owner: { x: [1] } }],
    ['a secret that is none', { period: 600, secret: 'not base32 & more = less' }],
  ])('codes with %s become a field that a person can use', async (_, more) => {
    const entry = JSON.parse(JSON.stringify({ ...totp, ...more })) as JsonObject;
    const value = withItem([entry, login]);
    const { document, says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([`change field.moved ${at}`]);
    const [kept, made, ...none] = naked(document) as readonly JsonObject[];
    expect([kept, none]).toEqual([login, []]);
    const [uri] = ((made?.['fields'] ?? []) as readonly { value: string }[]).map((each) => new URL(each.value));
    expect(made?.['fields']).toEqual([{ fieldType: 'concealed-string', value: uri?.href, label: 'One-time password' }]);
    expect(uri?.protocol).toBe('otpauth:');
    expect([uri?.searchParams.get('secret'), uri?.searchParams.get('period')]).toEqual([entry['secret'], String(entry['period'])]);
    expect(back).toEqual(value);
  });

  it('codes with lone surrogates become a field of whole characters; for the specification all comes back', async () => {
    const value = withItem([{ ...totp, secret: 'none 0', issuer: 'a\ud800', username: '\udfff:/?&=%' }, login]);
    const { says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([
      `change text.half-character ${at}/username`,
      `change text.half-character ${at}/issuer`,
      `change field.moved ${at}`,
    ]);
    expect(back).toEqual(withItem([{ ...totp, secret: 'none 0', issuer: 'a\ufffd', username: '\ufffd:/?&=%' }, login]));
    expect((await shaped(value, 'spec')).back).toEqual(value);
  });

  it.each([
    ['compatible', 'change field.moved', 'custom-fields'],
    ['bitwarden', undefined, 'totp'],
    ['spec', undefined, 'totp'],
  ] as const)('%s: Steam', async (importer, says, type) => {
    const value = withItem([{ ...totp, algorithm: 'steam', digits: 5 }]);
    const result = await shaped(value, importer);
    expect(result.says).toEqual(says ? [`${says} ${at}`] : []);
    expect((credentialsOf(result.document) as readonly JsonObject[]).map((each) => each['type'])).toEqual([type]);
    expect(result.back).toEqual(value);
  });

  it.each(['email', 'number', 'colour'])('custom fields of type %s become text, and their type travels beside', async (type) => {
    const foreign = { name: 'other.example/x' };
    const value = withItem([section(field(type, 'v', { label: 'L', id: idOf('f'), extensions: [foreign] }), field('string', 'w'))]);
    const { document, says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([`change field.type-changed ${at}/fields/0`]);
    expect(naked(document)).toEqual([section(field('string', 'v', { label: 'L', id: idOf('f') }), field('string', 'w'))]);
    expect(back).toEqual(value);
  });

  it.each([
    ['date', '2023-02-29'],
    ['date', ''],
    ['year-month', '2030-13'],
    ['country-code', 'DEU'],
    ['subdivision-code', 'CA'],
    ['boolean', 'yes'],
  ])('a custom field of type %s that holds %j becomes text', async (type, text) => {
    const value = withItem([section(field(type, text, { label: 'L' }))]);
    const { document, back } = await shaped(value, 'compatible');
    expect(naked(document)).toEqual([section(field('string', text, { label: 'L' }))]);
    expect(back).toEqual(value);
  });

  it('a member of another type gets the type of its place', async () => {
    const value = withItem([
      { type: 'basic-auth', username: field('email', 'a@example.com'), password: field('string', 'p', { id: idOf('p') }) },
    ]);
    const { document, says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([`change field.type-changed ${at}/username`, `change field.type-changed ${at}/password`]);
    expect(naked(document)).toEqual([
      { type: 'basic-auth', username: field('string', 'a@example.com'), password: field('concealed-string', 'p', { id: idOf('p') }) },
    ]);
    expect(back).toEqual(value);
  });

  it('a value that its place refuses becomes a visible field', async () => {
    const card = {
      type: 'credit-card',
      number: field('concealed-string', '4111'),
      expiryDate: field('year-month', '12/30', { label: 'Own label' }),
      validFrom: field('string', 'x'),
    };
    const value = withItem([card, section(field('string', 'own', { label: 'Own' }))]);
    const { document, says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([`change field.moved ${at}/expiryDate`, `change field.moved ${at}/validFrom`]);
    expect(naked(document)).toEqual([
      { type: 'credit-card', number: field('concealed-string', '4111') },
      section(
        field('string', 'own', { label: 'Own' }),
        field('string', '12/30', { label: 'Own label' }),
        field('string', 'x', { label: 'Valid from' }),
      ),
    ]);
    expect(back).toEqual(value);
  });

  it('goes back to the credential it came from, not to another of its type', async () => {
    const value = withItem([
      { type: 'credit-card', number: field('concealed-string', '1') },
      { type: 'credit-card', number: field('concealed-string', '2'), expiryDate: field('year-month', 'soon') },
      { ...totp, period: 999 },
      { type: 'credit-card', number: field('concealed-string', '3'), expiryDate: field('year-month', 'late') },
    ]);
    for (const importer of ['compatible', 'bitwarden'] as const) expect((await shaped(value, importer)).back).toEqual(value);
  });

  it('stays a field when its credential has changed since', async () => {
    const value = withItem([{ type: 'credit-card', number: field('concealed-string', '1'), expiryDate: field('year-month', 'soon') }]);
    const { document } = await shaped(value, 'compatible');
    const edited = JSON.parse(
      JSON.stringify(document).replace('"number"', '"expiryDate":{"fieldType":"year-month","value":"2031-01"},"number"'),
    ) as JsonValue;
    const back = unshape((await parse(edited)).document);
    expect(naked(back)).toEqual([
      { type: 'credit-card', expiryDate: field('year-month', '2031-01'), number: field('concealed-string', '1') },
      section(field('string', 'soon', { label: 'Expiry date' })),
    ]);
  });

  it('an empty date says nothing and goes, unless something else stands beside it', async () => {
    const kept = field('date', '', { extensions: [{ name: 'other.example/x' }] });
    const value = withItem([{ type: 'api-key', key: field('concealed-string', 'k'), validFrom: field('date', ''), expiryDate: kept }]);
    const { says, back } = await shaped(value, 'compatible');
    expect(says).toEqual([`change field.moved ${at}/expiryDate`]);
    expect(back).toEqual(withItem([{ type: 'api-key', key: field('concealed-string', 'k'), expiryDate: kept }]));
  });

  it('credentials of unknown types travel raw, and come back in their order', async () => {
    const unknown = (name: string): JsonObject => ({ type: name, secret: [name, null], fieldType: 1 });
    const value = withItem([unknown('a'), login, unknown('constructor'), { ...totp, period: 0 }, unknown('b'), passkey]);
    for (const importer of ['compatible', 'bitwarden'] as const) {
      const { document, says, back } = await shaped(value, importer);
      expect(says.filter((line) => line.startsWith('change credential.carried'))).toEqual(
        [0, 2, 4].map((i) => `change credential.carried ${inItem(`/credentials/${i}`)}`),
      );
      expect((naked(document) as readonly JsonObject[]).map((each) => each['type'])).toEqual(['basic-auth', 'passkey', 'custom-fields']);
      expect(back).toEqual(value);
    }
    expect((await shaped(value, 'spec')).document).toEqual(value);
  });

  it.each(['compatible', 'bitwarden', 'spec'] as const)('%s: a file whose bytes stay behind is a loss', async (importer) => {
    const file = (name: string): JsonObject => ({ type: 'file', id: idOf(name), name, decryptedSize: 1, integrityHash: 'A'.repeat(43) });
    const value = withItem([file('gone'), { type: 'zzz' }, login, file('kept')]);
    const { says, back } = await shaped(value, importer, { filesTravel: (id) => id === idOf('kept') });
    expect(says).toContain(`loss file.left-behind ${at}`);
    expect(says.length).toBe(importer === 'spec' ? 1 : 2);
    expect(back).toEqual(withItem([{ type: 'zzz' }, login, file('kept')]));
  });

  it('moved fields join no section whose only extra is an empty array, which is not written', async () => {
    const owners = { ...section(), extensions: [] };
    const { document, back } = await shaped(withItem([owners, { ...totp, period: 0 }]), 'compatible');
    expect((naked(document) as readonly JsonObject[]).map(({ fields }) => (Array.isArray(fields) ? fields.length : -1))).toEqual([0, 1]);
    expect(back).toEqual(withItem([owners, { ...totp, period: 0 }]));
  });

  it('an empty section of the owner, and one with nothing but extensions, stay', async () => {
    const value = withItem([
      section(),
      { ...totp, period: 0 },
      { ...section(field('email', 'x')), extensions: [{ name: 'other.example/x' }] },
      { ...section(), owner: 1 },
    ]);
    expect((await shaped(value, 'compatible')).back).toEqual(value);
  });

  it('places of findings are those of the input, where they are known', async () => {
    const { document } = await parse(withItem([{ ...totp, period: 0 }, { type: 'x' }]));
    const [own] = document.accounts[0]?.items ?? [];
    const [code] = own?.credentials ?? [];
    const origins = new WeakMap<object, string>();
    if (own) origins.set(own, '/row/7');
    if (code) origins.set(code, '/row/7/totp');
    const findings = new Findings();
    await shape(document, { ...OPTIONS, origins, root: undefined }, findings);
    expect(said({ findings: findings.list })).toEqual(['change field.moved /row/7/totp', 'change credential.carried /row/7']);
  });
});

describe('passkeys that count', () => {
  const counters = {
    name: 'vault.example/cx-passkey-counters',
    source: 'bitwarden',
    entries: [
      { credentialId: passkey['credentialId'], counter: 5 },
      { credentialId: 'AQ', counter: 0 },
    ],
  };
  const other = { ...passkey, credentialId: 'AQ' };
  const value = withItem([passkey, login, other], { extensions: [counters] });

  it.each(['compatible', 'bitwarden', 'spec'] as const)('%s: stay behind', async (importer) => {
    const { says, back } = await shaped(value, importer);
    expect(says).toEqual([`loss passkey.counter-nonzero ${at}`]);
    expect(back).toEqual(withItem([login, other], { extensions: [{ ...counters, entries: [{ credentialId: 'AQ', counter: 0 }] }] }));
  });

  it('travel with their counter reset, and the true one beside', async () => {
    const { document, says } = await shaped(value, 'compatible', { resetCounters: true });
    expect(says).toEqual([`change passkey.counter-reset ${at}`]);
    expect(document).toEqual(value);
  });

  it('say whom they are about', async () => {
    const findings = new Findings();
    const { document } = await parse(value);
    await shape(document, { ...OPTIONS, origins: new WeakMap(), root: '' }, findings);
    expect(findings.list[0]).toMatchObject({ reason: 'spec-forbids', subject: { title: 'Example', rpId: 'example.com', username: 'ada' } });
  });

  it('take what was carried beside them along', async () => {
    const details = {
      name: 'vault.example/cx-passkey-details',
      source: 'bitwarden',
      entries: [{ credentialId: passkey['credentialId'], rpName: 'X' }],
    };
    const { back } = await shaped(
      withItem([passkey], { extensions: [{ ...counters, entries: [counters.entries[0] ?? {}] }, details] }),
      'compatible',
    );
    expect(back).toEqual(withItem([]));
  });
});

describe('splitting for Bitwarden', () => {
  const second: JsonObject = { ...login, username: field('string', 'second') };
  const value = header([
    account([
      item([login, second, totp, { ...login, username: field('string', 'third') }], {
        tags: ['t'],
        favorite: true,
        scope: { urls: ['https://a.example'], androidApps: [] },
      }),
      item([login], { id: idOf('other') }),
    ]),
  ]);

  it('gives every item one of a kind, and joins them again', async () => {
    const { document, back } = await shaped(value, 'bitwarden');
    const items = document.accounts[0]?.items ?? [];
    expect(items.map(({ credentials }) => credentials.map(({ type }) => type))).toEqual([
      ['basic-auth', 'totp'],
      ['basic-auth'],
      ['basic-auth'],
      ['basic-auth'],
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(4);
    for (const part of items.slice(0, 3))
      expect(part).toMatchObject({ title: 'Example', favorite: true, scope: { urls: ['https://a.example'], androidApps: [] } });
    expect(back).toEqual(value);
    expect((await shaped(value, 'bitwarden')).document).toEqual(document);
  });

  it('joins by what stands in the parts, in any order', async () => {
    const { document } = await shaped(value, 'bitwarden');
    const [own] = document.accounts;
    const turned = { ...document, accounts: own ? [{ ...own, items: [...own.items].reverse() }] : [] };
    expect(credentialsOf(unshape(turned), 1)).toEqual(credentialsOf((await parse(value)).document));
  });

  it('leaves parts alone whose first item is gone', async () => {
    const { document } = await shaped(value, 'bitwarden');
    const [own] = document.accounts;
    const rest = { ...document, accounts: own ? [{ ...own, items: own.items.slice(1) }] : [] };
    expect(unshape(rest)).toEqual(rest);
  });

  it('parts lie where their item lies, and no link to them is left when they are joined', async () => {
    const inner = { id: idOf('inner'), title: 'Inner', items: [{ item: idOf('item') }] };
    const outer = { id: idOf('outer'), title: 'Outer', items: [{ item: idOf('item') }, { item: idOf('other') }], subCollections: [inner] };
    const twins = [item([login, second, second]), item([login, second], { title: 'Twin' }), item([login], { id: idOf('other') })];
    const { document, back } = await shaped(header([account(twins, { collections: [outer] })]), 'bitwarden');
    const [own] = document.accounts;
    const parts = new Set(own?.items.map(({ id }) => id));
    expect(own?.collections.map(({ items }) => new Set(items.map((link) => link.item)))).toEqual([parts]);
    expect(back).toEqual(header([account(twins, { collections: [outer] })]));
  });

  it('what was joined or moved up is found where it stood in the input', async () => {
    const { document } = await shaped(value, 'bitwarden');
    const origins = new WeakMap<object, string>();
    const [joined, other] = unshape(document, origins, '/zip/index.json').accounts[0]?.items ?? [];
    expect([joined, ...(joined?.credentials ?? []), other].map((each) => each && origins.get(each))).toEqual(
      ['0', '0/credentials/0', '1/credentials/0', '0/credentials/1', '2/credentials/0', '3'].map(
        (at) => `/zip/index.json/accounts/0/items/${at}`,
      ),
    );
  });

  it('keeps two items apart that have the same identifier', async () => {
    const twins = header([account([item([login, second]), item([second, second, totp], { title: 'Twin' })])]);
    expect((await shaped(twins, 'bitwarden')).back).toEqual(twins);
  });
});

describe('what others write under our names', () => {
  const hostile: readonly JsonValue[] = [
    { name: 'x/cx-credential', source: 'cxf', credential: { type: 'passkey' } },
    { name: 'x/cx-credential', source: 'cxf', credential: 5, index: 'x' },
    { name: 'x/cx-credential', source: 'other', credential: { type: 'odd' } },
    { name: 'x/cx-credential', source: 'cxf' },
    { name: 'x/cx-split', source: 'cxf', of: 5, indexes: 'x' },
    { name: 'x/cx-split', source: 'cxf', of: 'absent', indexes: [null, 'x', -1] },
  ];

  it.each(hostile)('%j stays an extension', async (extension) => {
    const { document } = await parse(withItem([login], { extensions: [extension] }));
    expect(unshape(document)).toEqual(document);
  });

  it.each([
    { member: 'totp' },
    { member: 'passkey.fido2Extensions', credential: 0 },
    { member: 'basic-auth.type', credential: 0 },
    { member: 'basic-auth.__proto__', credential: 0 },
    { member: 'toString.valueOf' },
    { member: 5 },
    {},
  ])('a field with %j stays a field', async (members) => {
    const { document } = await parse(
      withItem([
        login,
        section(field('string', 'otpauth://nonsense', { extensions: [{ name: 'x/cx-member', source: 'cxf', ...members }] })),
      ]),
    );
    expect(unshape(document)).toEqual(document);
  });

  it('unknown members that look like fields are none', async () => {
    const odd = { fieldType: 1, value: 2, extensions: 5 };
    const value = withItem([
      { ...login, odd, odder: { ...odd, extensions: [null] } },
      { type: 'x', ...odd },
    ]);
    const { document } = await parse(value);
    expect(unshape(document)).toEqual(value);
    expect((await shaped(value, 'compatible')).back).toEqual(value);
  });

  it('codes that say another kind of value beside the URI are not believed', async () => {
    const uri = 'otpauth://totp/x?secret=AA&period=0&digits=6&algorithm=sha1';
    const carried = {
      name: 'x/cx-member',
      source: 'cxf',
      member: 'totp',
      credential: -3,
      more: { secret: 5, period: 'x', type: 'passkey', issuer: 'I', own: 1 },
    };
    const { document } = await parse(withItem([section(field('concealed-string', uri, { extensions: [carried] }))]));
    expect(credentialsOf(unshape(document))).toEqual([
      { type: 'totp', secret: 'AA', period: 0, digits: 6, username: 'x', algorithm: 'sha1', own: 1 },
    ]);
  });
});

/** Documents whose members are of the right kind, but hold anything. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6, minLength: 1 }),
  fc.constantFrom('2024-02-29', '2023-02-29', '2030-12', 'DE', 'US-CA', 'true', 'wep', 'otpauth://totp/x?secret=A'),
);
const foreign = fc.constantFrom<JsonValue>({ name: 'other.example/x', y: [1] }, { name: 'shared', accessors: [] });
const anyField = fc
  .record(
    {
      fieldType: fc.oneof(fc.constantFrom<string>(...FIELD_TYPES), fc.constantFrom('colour', '')),
      value: text,
      label: text,
      id: fc.constantFrom('AQ', 'Ag'),
      extensions: fc.array(foreign, { minLength: 1, maxLength: 2 }),
      owner: fc.constant(null),
    },
    { requiredKeys: ['fieldType', 'value'] },
  )
  .map((value): JsonValue => ({ ...value }));
const PLAIN: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  text,
  secret: text,
  identifier: fc.constantFrom('AQ', 'Ag'),
  base64url: fc.constantFrom('AQ', 'Ag'),
  'secret-base64url': fc.constantFrom('AQ', 'Ag'),
  uint: fc.nat(),
  uint16: fc.nat(0xffff),
  fields: fc.array(anyField, { maxLength: 3 }),
  extensions: fc.array(foreign, { minLength: 1, maxLength: 2 }),
  'linked-item': fc.constant({ item: 'AQ' }),
  'fido2-extensions': fc.constant({ payments: true }),
};
const known = fc.constantFrom(...CREDENTIAL_TYPES).chain((type) => {
  const members = Object.entries(CREDENTIALS[type].members);
  const arbitraries: Record<string, fc.Arbitrary<JsonValue>> = { 'owner member': fc.constant(7) };
  for (const [name, spec] of members) arbitraries[name] = spec.kind === 'field' ? anyField : (PLAIN[spec.kind] ?? text);
  const requiredKeys = members.filter(([, spec]) => spec.required).map(([name]) => name);
  return fc.record(arbitraries, { requiredKeys }).map((value): JsonObject => ({ type, ...value }));
});
const unknown = fc
  .record({ type: fc.constantFrom('crypto-wallet', 'toString', 'x'), secret: text })
  .map((value): JsonObject => ({ ...value }));
const documents = fc
  .array(fc.array(fc.oneof({ weight: 8, arbitrary: known }, { weight: 1, arbitrary: unknown }), { maxLength: 5 }), { maxLength: 3 })
  .map((items) => header([account(items.map((credentials, i) => item(credentials, { id: idOf(`item ${i}`) })))]));

/** The document as reading mends it: some of the texts above are secrets in another spelling. */
async function mended(value: JsonValue): Promise<JsonValue> {
  return JSON.parse(JSON.stringify((await parse(value)).document)) as JsonValue;
}

describe('any document', () => {
  it.each(['compatible', 'bitwarden', 'spec'] as const)('%s: comes back as it was', async (importer) => {
    await fc.assert(
      fc.asyncProperty(documents, async (raw) => {
        const value = await mended(raw);
        expect((await shaped(value, importer)).back).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('compatible: holds nothing that a known importer refuses', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (raw) => {
        const value = await mended(raw);
        const { document: out } = await shaped(value, 'compatible');
        for (const credential of out.accounts.flatMap(({ items }) => items).flatMap(({ credentials }) => credentials)) {
          const specs: Readonly<Record<string, { readonly kind: string; readonly fieldTypes?: readonly string[] }>> | undefined =
            CREDENTIALS[CREDENTIAL_TYPES.find((type) => type === credential.type) ?? 'note']?.members;
          expect(CREDENTIAL_TYPES).toContain(credential.type);
          for (const [name, inner] of Object.entries(credential) as [string, JsonValue][]) {
            const spec = specs?.[name];
            if (spec?.kind === 'field') expect(spec.fieldTypes?.[0]).toBe((inner as JsonObject)['fieldType']);
            if (spec?.kind === 'fields')
              for (const each of inner as readonly JsonObject[]) expect([...IN_CUSTOM_FIELDS]).toContain(each['fieldType']);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
