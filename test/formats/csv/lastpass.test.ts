import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { writeCsv } from '../../../src/core/csv.js';
import { sourceOf } from '../../../src/core/source.js';
import { convertToBytes, read } from '../../../src/index.js';

const HEADING = ['url', 'username', 'password', 'totp', 'extra', 'name', 'grouping', 'fav'];

async function lastpass(...rows: readonly string[][]) {
  const { vault, report } = await read([sourceOf(utf8(writeCsv(HEADING, rows)))], { from: 'lastpass', clock: () => 0 });
  const [account] = vault.document.accounts;
  return {
    items: account?.items ?? [],
    collections: account?.collections ?? [],
    findings: report.findings.map(({ code, severity, source }) => `${severity} ${code} ${source}`),
  };
}

function note(extra: string): string[] {
  return ['http://sn', '', '', '', extra, 'A note', '', '0'];
}

describe('typed notes', () => {
  it('a card: dates in words, empty labels, and a note that looks like labels', async () => {
    const { items, findings } = await lastpass(
      note(
        'NoteType:Credit Card\nLanguage:pl-PL\nName on Card:Me\nType:Visa\nNumber:4111\nSecurity Code:1\nStart Date:,\nExpiration Date:June,2030\nNotes:first\nNumber:5\nlast',
      ),
    );
    expect(items[0]?.credentials).toEqual([
      {
        type: 'credit-card',
        fullName: { fieldType: 'string', value: 'Me' },
        cardType: { fieldType: 'string', value: 'Visa' },
        number: { fieldType: 'concealed-string', value: '4111' },
        verificationNumber: { fieldType: 'concealed-string', value: '1' },
        expiryDate: { fieldType: 'year-month', value: '2030-06' },
      },
      { type: 'note', content: { fieldType: 'string', value: 'first\nNumber:5\nlast' } },
    ]);
    expect(findings).toEqual(['change csv.note-taken-apart /row/1/4']);
  });

  it('a key of several lines, and a date with a day', async () => {
    const { items } = await lastpass(
      note('NoteType:SSH Key\nPassphrase:pw\nPrivate Key:-----BEGIN\nabc: d\n-----END\nPublic Key:ssh-rsa A\nNotes:'),
    );
    expect(items[0]?.credentials).toMatchObject([
      {
        type: 'custom-fields',
        fields: [
          { label: 'Passphrase', value: 'pw', fieldType: 'concealed-string' },
          { label: 'Private Key', value: '-----BEGIN\nabc: d\n-----END', fieldType: 'concealed-string' },
          { label: 'Public Key', value: 'ssh-rsa A' },
        ],
      },
    ]);
    const passport = await lastpass(note('NoteType:Passport\nName:Me\nDate of Birth:August,3,2000\nNotes:'));
    expect(passport.items[0]?.credentials).toMatchObject([{ type: 'passport', birthDate: { fieldType: 'date', value: '2000-08-03' } }]);
  });

  it.each(['NoteType:Unheard Of\nA:b', 'NoteType:', 'plain', 'x\nNoteType:Server\nUsername:me'])('%j stays a note', async (extra) => {
    const { items } = await lastpass(note(extra));
    expect(items[0]?.credentials).toEqual([{ type: 'note', content: { fieldType: 'string', value: extra } }]);
  });
});

describe('rows of LastPass', () => {
  it('name folders, nested, also where no item is in them', async () => {
    const { collections, items } = await lastpass(
      ['http://a.example', 'me', 'pw', '', '', 'A', 'Work\\Deep', '1'],
      ['http://group', '', '', '', '', '', 'Empty', '0'],
      ['http://', 'me', 'pw', '', '', 'B', '(none)', '0'],
    );
    expect(collections).toMatchObject([
      { title: 'Work', items: [], subCollections: [{ title: 'Deep', items: [{ item: items[0]?.id }] }] },
      { title: 'Empty', items: [] },
    ]);
    expect(items.map(({ favorite, scope }) => [favorite, scope?.urls])).toEqual([
      [true, ['http://a.example']],
      [undefined, undefined],
    ]);
  });

  it('are decoded only where the whole table is encoded', async () => {
    const encoded = ['http://a.example', 'me', 'a&lt;b&amp;lt;', '', '', 'A', '', '0'];
    const password = { password: { value: 'a<b&lt;' } };
    const all = await lastpass(encoded);
    expect(all.items[0]?.credentials).toMatchObject([password]);
    expect(all.findings).toEqual(['change csv.entities-decoded /row/1/2']);
    const some = await lastpass(encoded, ['', 'me', 'a<b', '', '', 'B', '', '0']);
    expect(some.items[0]?.credentials).toMatchObject([{ password: { value: 'a&lt;b&amp;lt;' } }]);
  });

  it('of another width are broken alone', async () => {
    const { items, findings } = await lastpass(['', '', '', '', 'half'], ['', 'me', 'pw', '', '', 'B', '', '0']);
    expect(items.map(({ title }) => title)).toEqual(['B']);
    expect(findings).toEqual(['loss csv.row-broken /row/1']);
  });

  it('are written for cards and notes too', async () => {
    const vault = { encrypted: false, folders: [], items: [{ type: 3, name: 'Card', card: { number: '4111' } }] };
    const { bytes } = await convertToBytes([sourceOf(utf8(JSON.stringify(vault)))], { to: 'lastpass', clock: () => 0 });
    expect(Buffer.from(bytes).toString()).toBe(`${HEADING.join(',')}\nhttp://sn,,,,Card: Number: 4111,Card,,0\n`);
  });
});
