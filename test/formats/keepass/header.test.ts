import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { readFacts } from '../../../src/formats/keepass/kdbx/read.js';
import type { VariantDictionary } from '../../../src/formats/keepass/kdbx/variant-dictionary.js';
import { readDatabase } from '../../../src/formats/keepass/read-database.js';
import { contextOf } from '../../../src/formats/options.js';
import { convertToBytes, sourceOf } from '../../../src/index.js';
import { cheaply } from '../../law/locked.js';
import { element, KEY, written } from './kdbx/forge.js';

/* What a database says in the open is its owner's too. */

const DATA: VariantDictionary = new Map([
  ['KPXC_PUBLIC_NAME', { type: 'string', value: 'My vault' }],
  ['__proto__', { type: 'bytes', value: Uint8Array.of(1, 0xff) }],
  ['yes', { type: 'bool', value: true }],
  ['small', { type: 'int32', value: -5 }],
  ['large', { type: 'uint64', value: 2n ** 64n - 1n }],
]);
const options = { ask: async ({ kind }: { readonly kind: string }) => (kind === 'password' ? KEY.password : undefined) };

async function locked(name?: string): Promise<Uint8Array> {
  const data: VariantDictionary = name === undefined ? DATA : new Map([['KPXC_PUBLIC_NAME', { type: 'string', value: name }]]);
  const root = element('KeePassFile', [element('Meta', []), element('Root', [element('Group', [element('Name', 'Root')])])]);
  return written({ root, binaries: [], publicCustomData: data });
}

describe('public custom data', () => {
  it('is carried, and is there again', async () => {
    const { bytes: document } = await convertToBytes([sourceOf(await locked())], { ...options, to: 'cxf' });
    const { bytes, report } = await convertToBytes([sourceOf(document)], { ...options, to: 'keepass', policy: cheaply({}, 'keepass') });
    expect((await readFacts(new Uint8Array(bytes), DEFAULT_LIMITS)).publicCustomData).toEqual(DATA);
    expect(report.totals.losses).toBe(0);
  });

  it.each([
    ['a number out of range', '"-5"', '"99999999999"'],
    ['no number', '"-5"', '"five"'],
    ['neither true nor false', '"true"', '"perhaps"'],
  ])('that was edited into %s is lost, and said so', async (_, before, after) => {
    const { bytes } = await convertToBytes([sourceOf(await locked())], { ...options, to: 'cxf' });
    const text = Buffer.from(bytes).toString();
    expect(text.split(before)).toHaveLength(2);
    const edited = Buffer.from(text.replace(before, after));
    const { report } = await convertToBytes([sourceOf(edited)], { ...options, to: 'keepass', policy: cheaply({}, 'keepass') });
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'target.no-place', severity: 'loss' }));
  });

  it('keeps a text that XML cannot hold', async () => {
    const { bytes: document } = await convertToBytes([sourceOf(await locked('a\u0001b'))], { ...options, to: 'cxf' });
    const { bytes } = await convertToBytes([sourceOf(document)], { ...options, to: 'keepass', policy: cheaply({}, 'keepass') });
    const { publicCustomData } = await readFacts(new Uint8Array(bytes), DEFAULT_LIMITS);
    expect(publicCustomData?.get('KPXC_PUBLIC_NAME')).toEqual({ type: 'string', value: 'a\u0001b' });
  });

  it('is lost, and said so, where there is no header', async () => {
    const { report } = await convertToBytes([sourceOf(await locked())], { ...options, to: 'keepass', variant: 'xml' });
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'target.no-place', severity: 'loss' }));
  });
});

describe('a field of the header that nobody knows', () => {
  it('is a loss', async () => {
    const facts = { ...(await readFacts(new Uint8Array(await locked()), DEFAULT_LIMITS)), unknownFields: [1] };
    const root = element('KeePassFile', [element('Root', [])]);
    const database = { root, binaries: new Map(), facts, digest: new Uint8Array(32) };
    const { findings } = await readDatabase(database, contextOf({}));
    expect(findings.list).toContainEqual({ code: 'source.value-unread', severity: 'loss', reason: 'unsupported', source: '/header/1' });
  });
});
