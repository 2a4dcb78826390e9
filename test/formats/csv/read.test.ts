import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { sourceOf } from '../../../src/core/source.js';
import { read } from '../../../src/index.js';
import { refusal } from '../../core/refusal.js';

const HASH = Buffer.alloc(64, 7).toString('base64url');

async function table(from: string, text: string) {
  const { vault, report } = await read([sourceOf(utf8(text))], { from, clock: () => 0 });
  const items = vault.document.accounts[0]?.items ?? [];
  return { items, findings: report.findings.map(({ code, severity, source }) => `${severity} ${code} ${source}`), collections: [] };
}

describe('rows', () => {
  it('that differ in their address only, one behind the other, are one item', async () => {
    const { items, findings } = await table(
      'google',
      `name,url,username,password,note\nA,https://a.example/,me,pw,\nA,https://b.example/,me,pw,\nA,android://${HASH}==@com.example/,me,pw,\n`,
    );
    expect(items.map(({ scope }) => scope)).toEqual([
      {
        urls: ['https://a.example/', 'https://b.example/'],
        androidApps: [{ bundleId: 'com.example', certificate: { fingerprint: HASH, hashAlg: 'sha512' } }],
      },
    ]);
    expect(findings).toEqual(['info csv.rows-joined /row/2', 'info csv.rows-joined /row/3']);
  });

  it.each([
    ['equal in everything', 'A,https://a.example/,me,pw,\nA,https://a.example/,me,pw,\n'],
    ['of different passwords', 'A,https://a.example/,me,pw,\nA,https://b.example/,me,pw2,\n'],
    ['with another between them', 'A,https://a.example/,me,pw,\nB,,x,y,\nA,https://b.example/,me,pw,\n'],
    ['without a password', 'A,https://a.example/,me,,\nA,https://b.example/,me,,\n'],
  ])('%s stay items of their own', async (_, rows) => {
    const { items } = await table('google', `name,url,username,password,note\n${rows}`);
    expect(items.length).toBe(rows.trimEnd().split('\n').length);
  });

  it('broken ones are lost alone, with their place', async () => {
    const { items, findings } = await table('apple', 'Title,URL,Username,Password\nA,,me,one\nB,,"me,two\nC,,me,three\nD,,"x"y",four\n');
    expect(items.map(({ title }) => title)).toEqual(['A', 'C', 'D']);
    expect(findings).toEqual(['loss csv.row-broken /row/2']);
  });

  it('keep every blank, sign and digit of a password', async () => {
    for (const password of [' x ', '=1+1', '0001', '4E5', "'@x", '&amp;', '\ufeff', 'a\r\nb']) {
      const { items } = await table('google', `name,url,username,password\nA,,me,"${password}"\n`);
      expect(items[0]?.credentials).toEqual([
        {
          type: 'basic-auth',
          username: { fieldType: 'string', value: 'me' },
          password: { fieldType: 'concealed-string', value: password },
        },
      ]);
    }
  });

  it('of Firefox: null is no realm, the account is no login, milliseconds become seconds', async () => {
    const { items, findings } = await table(
      'firefox',
      '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"\r\n' +
        '"chrome://FirefoxAccounts","me","{}",,"","","1","1","1"\r\n' +
        '"https://www.a.example","me","pw",,"","{00010203-0405-0607-0809-0a0b0c0d0e0f}","1600000000123","","1600000001000"\r\n' +
        '"https://a.example","me","pw","Members","","","","",""',
    );
    expect(findings).toEqual(['loss firefox.account-row /row/1']);
    expect(items[0]).toMatchObject({
      id: 'AAECAwQFBgcICQoLDA0ODw',
      title: 'a.example',
      creationAt: 1_600_000_000,
      modifiedAt: 1_600_000_001,
    });
    expect(items.map(({ credentials }) => credentials.map(({ type }) => type))).toEqual([['basic-auth'], ['basic-auth', 'custom-fields']]);
  });
});

describe('headings', () => {
  it("of the manager's importer are read when the manager is named", async () => {
    const { items } = await table('google', 'website,login,password\nhttps://a.example,me,pw\n');
    expect(items).toMatchObject([{ title: 'a.example', scope: { urls: ['https://a.example'] } }]);
  });

  it.each([
    ['csv.heading-twice', 'name,url,username,login,password\n'],
    ['csv.no-heading', 'https://a.example,me,pw\n'],
    ['format.mismatch', 'name,url\n'],
    ['csv.broken', 'name,"url\n'],
  ])('%s', async (code, text) => {
    expect((await refusal(() => table('google', text)))?.code).toBe(code);
  });

  it('alone are an empty vault', async () => {
    expect((await table('apple', 'Title,URL,Username,Password,Notes,OTPAuth')).items).toEqual([]);
  });
});
