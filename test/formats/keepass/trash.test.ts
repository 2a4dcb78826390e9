import { describe, expect, it } from 'vitest';
import { database, entry, group, readXmlFile, string, uuid } from './xml-file.js';

const META = `<RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>${uuid('Bin')}</RecycleBinUUID>`;
const IN_BIN = entry('gone', string('Title', 'Gone'));

describe('the recycle bin', () => {
  it('is left out with a finding for all that lies in it, and is carried itself', async () => {
    const { items, collections, said, vault } = await readXmlFile(database(group('Bin', IN_BIN + group('Old', '')), META));
    expect([items, collections]).toEqual([[], []]);
    expect(said).toEqual(['loss trash.left-out /Root/Group/0/Group/0/Entry/0', 'loss trash.left-out /Root/Group/0/Group/0/Group/0']);
    expect(JSON.stringify(vault.document.accounts[0]?.extensions)).toContain('"RecycleBin":{"UUID"');
  });

  it('may lie deeper, or be there twice: each that is not carried is told of', async () => {
    const { said } = await readXmlFile(database(group('Bin') + group('Work', group('Bin', IN_BIN)), META));
    expect(said).toEqual([
      'loss trash.left-out /Root/Group/0/Group/1/Group/0',
      'loss trash.left-out /Root/Group/0/Group/1/Group/0/Entry/0',
    ]);
  });

  it('is never the whole database', async () => {
    const { items, said } = await readXmlFile(database(IN_BIN + group('Work'), META.replace(uuid('Bin'), uuid('Root'))));
    expect(items.map(({ title }) => title)).toEqual(['Gone']);
    expect(said).toEqual([]);
  });
});
