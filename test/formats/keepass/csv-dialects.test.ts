import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, sourceOf } from '../../../src/index.js';
import { refusal } from '../../core/refusal.js';
import { text } from '../../law/arbitrary-text.js';
import { wellFormed } from '../../law/well-formed.js';
import { KEEPASS, KEEPASSXC, loginOf, readCsv } from './csv-table.js';

async function keepass(row: string) {
  const { items, says } = await readCsv(`${KEEPASS}${row}\r\n`);
  return { logins: items.map(loginOf), says };
}

describe('KeePass puts a backslash before quotes and backslashes', () => {
  it('reads both, also at the end of a cell', async () => {
    const { logins } = await keepass('"C:\\\\dir\\\\","\\"me\\"","\\\\\\"","",""');
    expect(logins).toEqual([{ title: 'C:\\dir\\', username: '"me"', password: '\\"' }]);
  });

  it('reads a program that only imitates the columns', async () => {
    const { logins, says } = await keepass('"a","C:\\dir\\","p""q\\w","",""');
    expect(logins).toEqual([{ title: 'a', username: 'C:\\dir\\', password: 'p"q\\w' }]);
    expect(says).toEqual([]);
  });

  it('reads a cell that mixes both ways', async () => {
    const { logins } = await keepass('"a","","say \\"one\\" and ""two""","",""');
    expect(logins).toEqual([{ title: 'a', password: 'say "one" and "two"' }]);
  });

  it('says so where the file could be meant either way', async () => {
    const { logins, says } = await keepass('"a","","p\\\\w","",""');
    expect(logins).toEqual([{ title: 'a', password: 'p\\w' }]);
    expect(says).toEqual(['info keepass.csv-escapes /row/0']);
  });

  it('reads any table', async () => {
    const cell = text.map(wellFormed);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 6 }), async (rows) => {
        const lines = rows.map((row) => row.map((one) => `"${one.replaceAll(/["\\]/g, '\\$&')}"`).join(','));
        const { items } = await readCsv(`${KEEPASS}${lines.join('\r\n')}\r\n`);
        const expected = rows.map(([title, username, password, url, content]) =>
          Object.fromEntries(
            Object.entries({ title, username, password, content, url }).filter(([name, value]) => name === 'title' || value),
          ),
        );
        expect(items.map(loginOf)).toEqual(expected.map((one) => (isApp(one['url']) ? { ...one, url: undefined } : one)));
      }),
    );
  });
});

function isApp(url = ''): boolean {
  return /^androidapp:\/\/./.test(url);
}

it('KeePassXC doubles quotes, and a backslash is only itself', async () => {
  const { items } = await readCsv(`${KEEPASSXC}"Root","a","b\\","\\""x\\\\","","","","0","",""\n`);
  expect(items.map(loginOf)).toEqual([{ title: 'a', username: 'b\\', password: '\\"x\\\\' }]);
});

describe('headings', () => {
  const row = '"Root","a","b","c","https://a.example","d"\n';

  it.each([
    ['KeePassX 2 and old KeePassXC', '"Group","Title","Username","Password","URL","Notes"\n'],
    ['in another case and with a byte order mark', '\ufeffgroup,TITLE,Username,password,url,notes\n'],
    ['in another order', 'Group,Title,Username,Password,URL,Notes\n'],
  ])('%s', async (_, heading) => {
    expect(await detect(sourceOf(Buffer.from(heading + row)))).toMatchObject({ format: 'keepass', variant: 'csv' });
    const { items } = await readCsv(heading + row);
    expect(items.map(loginOf)).toEqual([{ title: 'a', username: 'b', password: 'c', url: 'https://a.example', content: 'd' }]);
  });

  it('a column stands where its heading says', async () => {
    const { items } = await readCsv('Notes,URL,Password,Username,Title,Group\nn,u,p,me,t,Root\n');
    expect(items.map(loginOf)).toEqual([{ title: 't', username: 'me', password: 'p', url: 'u', content: 'n' }]);
  });

  it('a file without them is refused, with the reason', async () => {
    for (const file of [row, 'Account,Password\na,b\n', 'Group,Title,Username\nRoot,a,b\n']) {
      expect(await refusal(() => readCsv(file))).toMatchObject({ code: 'keepass.csv-heading', pointer: '/row/0' });
    }
  });

  it('a column that nobody knows, or a second one of a name, becomes a field', async () => {
    const { items, says } = await readCsv('Account,Login Name,Password,Web Site,Comments,PIN,Password\na,b,c,,,1234,other\n');
    expect(items[0]?.credentials.at(-1)).toEqual({
      type: 'custom-fields',
      fields: [
        { fieldType: 'string', label: 'PIN', value: '1234' },
        { fieldType: 'string', label: 'Password', value: 'other' },
      ],
    });
    expect(says).toEqual(['change field.moved /row/1/5', 'change field.moved /row/1/6']);
  });
});
