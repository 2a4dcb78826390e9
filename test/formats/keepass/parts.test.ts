import { describe, expect, it } from 'vitest';
import { database, entry, readXmlFile, string, uuid } from './xml-file.js';

const MAIN = entry('main', string('Title', 'Site'));

/** An entry that holds a further passkey of `main`, and what else stands in it. */
function part(inner: string): string {
  const data = `<CustomData><Item><Key>credential-exchange.part-of</Key><Value>${uuid('main')}</Value></Item></CustomData>`;
  return entry('part', string('Title', 'Site') + string('KPEX_PASSKEY_USERNAME', 'me') + data + inner);
}

async function read(inner: string) {
  const { items, said } = await readXmlFile(database(MAIN + part(inner)));
  return { count: items.length, text: JSON.stringify(items), said };
}

describe('the entry of a further passkey', () => {
  it.each([
    ['', 'as it was written'],
    ['<IconID>0</IconID><ForegroundColor></ForegroundColor><Tags></Tags><History></History>', 'with the empty members of another program'],
    ['<AutoType><Enabled>True</Enabled><DataTransferObfuscation>0</DataTransferObfuscation></AutoType>', 'with the usual auto-type'],
  ])('is a part of its item (%#)', async (inner) => {
    expect(await read(inner)).toMatchObject({ count: 1, said: [] });
  });

  it.each([
    `${string('Notes', 'mine')}${string('Notes', '')}`,
    string('Password', 'mine'),
    '<AutoType><Association><Window>mine</Window></Association></AutoType>',
    '<IconID>7</IconID>',
    '<Tags>mine</Tags>',
  ])('is an item of its own, with all it says, once somebody changed it (%#)', async (inner) => {
    const { count, text, said } = await read(inner);
    expect(count).toBe(2);
    expect(text).toContain(/mine|7/.exec(inner)?.[0]);
    expect(said).toEqual(['change keepass.parts-changed /Root/Group/0/Entry/1']);
  });

  it('may have been read by KeePassXC, which says when', async () => {
    const item = (key: string, value: string): string => `<Item><Key>${key}</Key><Value>${value}</Value></Item>`;
    const data = `<CustomData>${item('_LAST_MODIFIED', 'Wed Nov 25 04:41:55 2026 GMT')}${item('credential-exchange.part-of', uuid('main'))}</CustomData>`;
    const { items } = await readXmlFile(database(MAIN + entry('part', string('Title', 'Site') + data)));
    expect(items).toHaveLength(1);
  });
});
