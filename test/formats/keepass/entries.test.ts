import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/core/brand.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/core/json.js';
import { elementOf, treeOf } from '../../../src/formats/keepass/tree.js';
import { convertToBytes, read, sourceOf } from '../../../src/index.js';
import { list } from '../../law/association.js';
import { id, keepassForm, uuid } from '../../law/forms/keepass.js';
import { ED25519, P256 } from '../../law/keys.js';
import { at } from '../../law/tree.js';
import { element } from './kdbx/forge.js';

const form = keepassForm('xml');

function passkey(n: number, key: string | undefined): JsonObject {
  return {
    type: 'passkey',
    credentialId: id(n),
    rpId: `rp${n}.example`,
    username: `user ${n}`,
    userDisplayName: `User ${n}`,
    userHandle: id(100 + n),
    key: key ?? '',
  };
}

const two = {
  version: { major: 1, minor: 0 },
  exporterRpId: 'exporter.example',
  exporterDisplayName: 'Exporter',
  timestamp: 1,
  accounts: [
    {
      id: id(1),
      username: '',
      email: '',
      collections: [],
      items: [
        {
          id: id(2),
          creationAt: 1_700_000_000,
          title: 'Two passkeys',
          scope: { urls: ['https://rp.example/'], androidApps: [] },
          credentials: [
            {
              type: 'basic-auth',
              username: { fieldType: 'string', value: 'me' },
              password: { fieldType: 'concealed-string', value: 'secret' },
            },
            passkey(1, P256[0]),
            passkey(2, ED25519[0]),
          ],
        },
      ],
    },
  ],
};

async function written(document: JsonValue = two): Promise<{ readonly tree: JsonValue; readonly bytes: Uint8Array }> {
  const { bytes } = await convertToBytes([sourceOf(Buffer.from(JSON.stringify(document)))], { to: 'keepass', variant: 'xml' });
  return { tree: await form.parse(bytes), bytes };
}

async function itemsOf(bytes: Uint8Array) {
  const { vault, report } = await read([sourceOf(bytes)], { from: 'keepass' });
  return { items: vault.document.accounts.flatMap(({ items }) => items), codes: report.findings.map(({ code }) => code) };
}

describe('an item with two passkeys', () => {
  it('is two entries, of which the second has no password, and one item again', async () => {
    const { tree, bytes } = await written();
    const entries = list(at(tree, ['Root', 'Group', 0, 'Entry']));
    expect(entries).toHaveLength(2);
    expect(Buffer.from(bytes).toString().split('secret')).toHaveLength(2);
    const { items, codes } = await itemsOf(bytes);
    expect(items.map(({ credentials }) => credentials.map(({ type }) => type))).toEqual([['basic-auth', 'passkey', 'passkey']]);
    expect(items[0]?.credentials.slice(1)).toEqual(two.accounts[0]?.items[0]?.credentials.slice(1));
    expect(codes).toEqual(['header.replaced']);
  });

  it('is two items when somebody gave the second entry a life of its own', async () => {
    const { bytes } = await written();
    const text = Buffer.from(bytes).toString();
    const title = text.lastIndexOf('<Value>Two passkeys');
    const { items, codes } = await itemsOf(Buffer.from(`${text.slice(0, title)}<Value>My passkey${text.slice(title + 19)}`));
    expect(items.map((item) => item.title)).toEqual(['Two passkeys', 'My passkey']);
    expect(codes).toContain('keepass.parts-changed');
  });
});

describe('elements', () => {
  it('stand in the order in which KeePass writes them: strings, attachments, auto-type, custom data, history', async () => {
    const item = two.accounts[0]?.items[0];
    const history = {
      name: 'exporter.example/cx-password-history',
      source: 'bitwarden',
      entries: [{ password: 'old', lastUsedDate: '2024-01-01T00:00:00.000Z' }],
    };
    const { bytes } = await written({ ...two, accounts: [{ ...two.accounts[0], items: [{ ...item, extensions: [history] }] }] });
    const [, entry = ''] = /<Entry>(.*?)<\/Entry>/s.exec(Buffer.from(bytes).toString()) ?? [];
    const order = ['<UUID>', '<IconID>', '<Tags>', '<Times>', '<String>', '<AutoType>', '<History>'].map((tag) => entry.indexOf(tag));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
    expect(entry.lastIndexOf('</String>', entry.indexOf('<History>'))).toBeLessThan(entry.indexOf('<AutoType>'));
  });

  it('survive being a tree, attributes, bytes and strange names too', () => {
    const root = element('Root', [
      element('Group', []),
      element('Odd', 'text', { A: 'b' }),
      { ...element('Value', ''), isProtected: true, bytes: Uint8Array.of(0xff, 0xfe) },
      element('Single', 'x'),
      element('__proto__', 'y'),
    ]);
    const tree = treeOf(root);
    const again = jsonOf(JSON.stringify(tree));
    expect(isJsonObject(again) && elementOf('Root', again)).toEqual(root);
  });
});

describe('a reference', () => {
  const entry = (n: number, strings: Readonly<Record<string, string>>): JsonObject => ({
    UUID: uuid(n),
    String: Object.entries(strings).map(([Key, Value]) => ({ Key, Value })),
  });
  const hex = Buffer.from(uuid(5), 'base64').toString('hex').toUpperCase();
  const tree = (password: string): JsonValue => ({
    Root: {
      Group: [
        {
          UUID: uuid(1),
          Name: 'Root',
          Entry: [
            entry(5, { Title: 'Target', Password: 'shared', UserName: `{REF:U@I:${hex}}` }),
            entry(6, { Title: 'Refers', Password: password }),
          ],
        },
      ],
    },
  });

  it.each([
    ['by UUID', `{REF:P@I:${hex}}`, 'shared'],
    ['by title, in small letters', '{ref:p@t:Target}', 'shared'],
    ['within a text', `x{REF:P@I:${hex}}y`, 'xsharedy'],
    ['to nothing', '{REF:P@T:Nowhere}', '{REF:P@T:Nowhere}'],
    ['placeholders of programs', '{USERNAME}', '{USERNAME}'],
  ])('%s', async (_, password, value) => {
    const bytes = await form.write(tree(password));
    const { items, codes } = await itemsOf(bytes);
    expect(items[1]?.credentials).toMatchObject([{ type: 'basic-auth', password: { value } }]);
    expect(codes.includes('keepass.reference-resolved')).toBe(value !== password);
    // A circle ends, and is told of.
    expect(codes).toContain('keepass.reference-dangling');
    const back = await convertToBytes([sourceOf(bytes)], { from: 'keepass', to: 'keepass', variant: 'xml' });
    expect(Buffer.from(back.bytes).toString()).toContain(password);
  });

  it('is written for others as what it names', async () => {
    const { bytes } = await convertToBytes([sourceOf(await form.write(tree(`{REF:P@I:${hex}}`)))], { from: 'keepass', to: 'bitwarden' });
    expect(Buffer.from(bytes).toString()).not.toContain('{REF:P');
  });
});
