import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../src/cxf/schema/collection.js';
import { parseCxf, type Vault } from '../../../src/index.js';
import { account, header, idOf, item, login } from '../../cxf/documents.js';
import { KEEPASSXC, loginOf, readCsv, writeCsv } from './csv-table.js';

function row(cells: Readonly<Record<string, string>>): string {
  const names = ['Group', 'Title', 'Username', 'Password', 'URL', 'Notes', 'TOTP', 'Icon', 'Last Modified', 'Created'];
  return `${names.map((name) => `"${cells[name] ?? (name === 'Group' ? 'Root' : name === 'Icon' ? '0' : '')}"`).join(',')}\n`;
}

/** Titles with what is in them: `a{b{}}`. */
function tree(collections: readonly Collection[]): string {
  return collections.map(({ title, items, subCollections = [] }) => `${title}${items.length}{${tree(subCollections)}}`).join();
}

describe('groups', () => {
  it('become folders in folders; the root is none', async () => {
    const groups = ['Root', 'Root/a', 'Root/a/b', 'Root/a', 'Root/c/d', ''];
    const { vault } = await readCsv(KEEPASSXC + groups.map((Group) => row({ Group })).join(''));
    expect(tree(vault.document.accounts[0]?.collections ?? [])).toBe('a2{b1{}},c0{d1{}}');
  });

  it('keep the name of a root that its owner named, and the text comes back', async () => {
    const text = KEEPASSXC + row({ Group: 'My passwords' }) + row({ Group: 'My passwords/a' }) + row({ Group: 'Root/a' });
    const { vault } = await readCsv(text);
    expect(tree(vault.document.accounts[0]?.collections ?? [])).toBe('My passwords1{a1{}},a1{}');
    expect((await writeCsv(vault)).text).toBe(text);
  });

  it('are nested as deeply as the limit says, and no deeper', async () => {
    const { vault, says } = await readCsv(KEEPASSXC + row({ Group: `Root${'/a'.repeat(10_000)}` }));
    expect(says).toEqual(['change collection.too-deep /row/1/0']);
    let depth = 0;
    for (let list = vault.document.accounts[0]?.collections; list?.[0]; list = list[0].subCollections) depth++;
    expect(depth).toBe(256);
  });
});

describe('times', () => {
  it.each([
    ['2024-02-03T04:05:06Z', 1_706_933_106],
    ['2024-02-03T05:05:06+01:00', 1_706_933_106],
    ['1706933106', 1_706_933_106],
    ['1706933106123', 1_706_933_106],
  ])('%s', async (text, seconds) => {
    const csv = KEEPASSXC + row({ 'Last Modified': text, Created: text });
    const { vault, items, says } = await readCsv(csv);
    expect(items[0]).toMatchObject({ creationAt: seconds, modifiedAt: seconds });
    expect(says).toEqual([]);
    expect((await writeCsv(vault)).text).toBe(csv);
  });

  it.each(['yesterday', '2024-02-03T04:05:06', '1969-12-31T23:59:59Z', '2024-13-03T04:05:06Z', '99999999999999999'])(
    '%s is none',
    async (text) => {
      const { items, says } = await readCsv(KEEPASSXC + row({ 'Last Modified': text }));
      expect(items[0]).not.toHaveProperty('modifiedAt');
      expect(says).toEqual(['loss source.value-unread /row/1/8']);
    },
  );
});

describe('one-time passwords', () => {
  it.each([
    ['as KeePassXC writes them', 'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&period=30&digits=6&issuer=A', { period: 30, issuer: 'A' }],
    ['of Steam', 'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&period=30&digits=5&encoder=steam', { algorithm: 'steam', digits: 5 }],
    ['a bare secret', 'JBSWY3DPEHPK3PXP', { period: 30, digits: 6, algorithm: 'sha1' }],
  ])('%s', async (_, TOTP, expected) => {
    const csv = KEEPASSXC + row({ TOTP });
    const { vault, items } = await readCsv(csv);
    expect(items[0]?.credentials).toMatchObject([{ type: 'totp', secret: 'JBSWY3DPEHPK3PXP', ...expected }]);
    expect((await writeCsv(vault)).text).toBe(csv);
  });

  it.each(['otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=3', 'no code!'])('%s stays text and comes back', async (TOTP) => {
    const csv = KEEPASSXC + row({ TOTP });
    const { vault, items } = await readCsv(csv);
    expect(items[0]?.credentials).toMatchObject([{ type: 'custom-fields', fields: [{ fieldType: 'concealed-string', value: TOTP }] }]);
    expect(await writeCsv(vault)).toEqual({ text: csv, says: [] });
  });
});

it('what looks like a formula is written as it is', async () => {
  const csv = KEEPASSXC + row({ Title: '=1+1', Username: '+a', Password: '-b', URL: '@c', Notes: '\t=d' });
  const { vault, items } = await readCsv(csv);
  expect(items.map(loginOf)).toEqual([{ title: '=1+1', username: '+a', password: '-b', url: '@c', content: '\t=d' }]);
  expect((await writeCsv(vault)).text).toBe(csv);
});

/** A vault as another program might hand it over. */
async function vaultOf(items: Parameters<typeof account>[0], more: Parameters<typeof account>[1] = {}): Promise<Vault> {
  const { document } = await parseCxf(Buffer.from(JSON.stringify(header([account(items, { username: '', email: '', ...more })]))));
  return { document, files: new Map(), origins: new WeakMap() };
}

describe('writing', () => {
  it('puts tags into a column of their own, the favourite first, and only when there are any', async () => {
    const { text, says } = await writeCsv(await vaultOf([item([login], { tags: ['x', 'y z'], favorite: true })]));
    expect(text.split('\n')[0]).toBe(`${KEEPASSXC.trimEnd()},"Tags"`);
    expect(text.split('\n')[1]?.split(',').at(-1)).toBe('"Favorite;x;y z"');
    expect(says).toEqual([]);
    const { items } = await readCsv(text);
    expect(items[0]).toMatchObject({ favorite: true, tags: ['x', 'y z'] });
  });

  it('names every tag that KeePassXC would take apart, trim or take for the favourite', async () => {
    const { says } = await writeCsv(await vaultOf([item([login], { tags: ['a,b', ' c', ' ', 'Favorite', 'fine'] })]));
    const at = '/accounts/0/items/0/tags';
    expect(says).toEqual([
      `change value.normalised ${at}/0`,
      `change value.normalised ${at}/1`,
      `loss target.no-place ${at}/2`,
      `change value.normalised ${at}/3`,
    ]);
  });

  it('names what has no column, one finding for each credential, app and URL', async () => {
    const second = { type: 'credit-card', number: { fieldType: 'concealed-string', value: '4111' } };
    const scope = { urls: ['https://a.example', 'https://b.example'], androidApps: [{ bundleId: 'com.example' }] };
    const { text, says } = await writeCsv(await vaultOf([item([login, login, second], { subtitle: 'sub', scope })]));
    const at = '/accounts/0/items/0';
    expect(says.toSorted()).toEqual([
      `loss target.no-place ${at}/credentials/1`,
      `loss target.no-place ${at}/credentials/2`,
      `loss target.no-place ${at}/scope/androidApps/0`,
      `loss target.no-place ${at}/scope/urls/1`,
      `loss target.no-place ${at}/subtitle`,
    ]);
    expect(text).not.toContain('4111');
  });

  it('names a second folder, an empty one, a slash in a name, and an item that is not there', async () => {
    const items = [{ item: idOf('item') }];
    const collections = [
      { id: idOf('1'), title: 'a/b', items },
      { id: idOf('2'), title: 'other', items },
      { id: idOf('3'), title: 'empty', items: [] },
      { id: idOf('4'), title: 'dangling', items: [{ item: idOf('nobody') }] },
    ];
    const { text, says } = await writeCsv(await vaultOf([item([login])], { collections }));
    expect(text).toContain('\n"Root/a/b","Example"');
    const at = '/accounts/0/collections';
    expect(says).toEqual([
      `change target.ambiguous ${at}/0`,
      `loss collection.dangling ${at}/3/items/0`,
      `loss target.no-place ${at}/1/items/0`,
      `loss target.no-place ${at}/1`,
      `loss target.no-place ${at}/2`,
      `loss target.no-place ${at}/3`,
    ]);
  });
});
