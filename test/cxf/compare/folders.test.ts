import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/cxf/compare/compare.js';
import type { Collection, CxfDocument, Item } from '../../../src/index.js';

function vault(collections: readonly Collection[], items: readonly Item[] = []) {
  const account = { id: 'BBBB', username: '', email: '', collections, items };
  const header = { version: { major: 1, minor: 0 }, exporterRpId: 'a.example', exporterDisplayName: '', timestamp: 0 };
  const document: CxfDocument = { ...header, accounts: [account] };
  return { document, origins: new WeakMap(), root: '' };
}

const item: Item = { id: 'AAAA', title: 'Mail', credentials: [] };

describe('compare', () => {
  it('tells what a folder says of itself, whether or not an item has its name', () => {
    const folder: Collection = { id: 'CCCC', title: 'Mail', items: [] };
    const [bare, told] = [[folder], [{ ...folder, subtitle: 'of the children' }]];
    const difference = { where: 'only-first', kind: 'collection', first: '/accounts/0/collections/0/subtitle', title: 'Mail' };
    expect(compare(vault(told), vault(bare)).differences).toEqual([difference]);
    expect(compare(vault(told, [item]), vault(bare)).differences).toContainEqual(difference);
    expect(compare(vault(bare), vault(told)).differences).toMatchObject([{ where: 'only-second' }]);
  });

  it('says of an item that is missing only that, not also that it is in no folder', () => {
    const folder: Collection = { id: 'CCCC', title: 'Work', items: [] };
    const { differences } = compare(vault([{ ...folder, items: [{ item: 'AAAA' }] }], [item]), vault([folder]));
    expect(differences).toEqual([{ where: 'only-first', kind: 'item', first: '/accounts/0/items/0', title: 'Mail' }]);
  });
});
