import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/core/brand.js';
import type { JsonObject } from '../../../src/core/json.js';
import { CxError, detect, type Policy, parseCxf, read, sourceOf, type Vault, writeToBytes } from '../../../src/index.js';
import { refusal } from '../../core/refusal.js';
import { account, field, header, idOf, item, login } from '../../cxf/documents.js';
import { said } from './csv-table.js';

const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const FILE = {
  credentialId: idOf('credential id'),
  privateKey: pemOf(KEY),
  relyingParty: 'rp.example',
  url: 'https://login.rp.example/',
  userHandle: idOf('handle'),
  username: 'ada',
};

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function readFile(file: object) {
  const { vault, report } = await read([sourceOf(Buffer.from(JSON.stringify(file)))], { from: 'keepass', clock: () => 0 });
  return { vault, says: said(report.findings), passkey: vault.document.accounts[0]?.items[0]?.credentials[0] };
}

async function writeFile(vault: Vault, policy: Policy = {}) {
  const { bytes, report } = await writeToBytes(vault, { to: 'keepass', variant: 'passkey', policy });
  const text = Buffer.from(bytes).toString();
  return { text, file: jsonOf(text), says: said(report.findings.filter(({ severity }) => severity !== 'info')), report };
}

function passkey(more: JsonObject = {}, key: KeyObject = KEY): JsonObject {
  return {
    type: 'passkey',
    credentialId: FILE.credentialId,
    rpId: 'rp.example',
    username: 'ada',
    userDisplayName: '',
    userHandle: FILE.userHandle,
    key: key.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    ...more,
  };
}

async function vaultOf(...items: JsonObject[]): Promise<Vault> {
  const { document } = await parseCxf(Buffer.from(JSON.stringify(header([account(items, { username: '', email: '' })]))));
  return { document, files: new Map(), origins: new WeakMap() };
}

const SCOPE = { scope: { urls: ['https://login.rp.example/'], androidApps: [] }, title: 'rp.example' };

describe('reading', () => {
  it('makes an item of the relying party with the passkey', async () => {
    const { vault, says, passkey: found } = await readFile(FILE);
    expect(await detect(sourceOf(Buffer.from(JSON.stringify(FILE))))).toMatchObject({ format: 'keepass', variant: 'passkey' });
    expect(found).toEqual(passkey());
    expect(vault.document.accounts[0]?.items).toMatchObject([SCOPE]);
    expect(says).toEqual([]);
  });

  const digits = FILE.privateKey.split('\n').slice(1, -2).join('');
  it.each([
    ['on one line', `-----BEGIN PRIVATE KEY-----${digits}-----END PRIVATE KEY-----`],
    ['with CR LF and blanks', `\r\n${FILE.privateKey.replaceAll('\n', ' \r\n')}\r\n`],
    ['broken in odd places', `-----BEGIN PRIVATE KEY-----\n${digits.replaceAll(/.{1,7}/g, '$&\n')}-----END PRIVATE KEY-----\n`],
  ])('takes a PEM %s for the same key, and says that the layout changes', async (_, privateKey) => {
    const { says, passkey: found } = await readFile({ ...FILE, privateKey });
    expect(found).toEqual(passkey());
    expect(says).toEqual(['change value.normalised /privateKey']);
  });

  it('takes another shape of the key', async () => {
    const privateKey = KEY.export({ type: 'sec1', format: 'pem' }).toString();
    const { says, passkey: found } = await readFile({ ...FILE, privateKey });
    expect(found).toEqual(passkey());
    expect(says).toEqual(['change passkey.key-normalised /privateKey']);
  });

  it.each([
    ['no relying party', 'relyingParty', undefined, 'keepass.passkey-file'],
    ['an empty id', 'credentialId', '', 'keepass.passkey-file'],
    ['a number for a key', 'privateKey', 7, 'keepass.passkey-file'],
    ['an id of other letters', 'credentialId', '!!', 'passkey.id-invalid'],
    ['a handle of other letters', 'userHandle', 'a b?', 'passkey.handle-invalid'],
    ['a key without its frame', 'privateKey', digits, 'passkey.key-broken'],
    ['a damaged key', 'privateKey', FILE.privateKey.replace('M', 'N'), 'passkey.key-broken'],
    ['half a key', 'privateKey', FILE.privateKey.slice(0, 80), 'passkey.key-broken'],
    ['a public key', 'privateKey', FILE.privateKey.replaceAll('PRIVATE', 'PUBLIC'), 'passkey.key-public'],
    ['a locked key', 'privateKey', FILE.privateKey.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), 'passkey.key-locked'],
    ['a key of X25519', 'privateKey', pemOf(generateKeyPairSync('x25519').privateKey), 'passkey.key-unsupported'],
  ])('refuses %s', async (_, name, value, code) => {
    const error = await refusal(() => readFile({ ...FILE, [name]: value }));
    expect(error).toMatchObject({ code, pointer: `/${name}` });
  });

  it('a missing handle is a warning, a missing name nothing', async () => {
    const { userHandle: _, username: __, ...file } = FILE;
    const { says, passkey: found } = await readFile(file);
    expect(found).toEqual(passkey({ userHandle: '', username: '' }));
    expect(says).toEqual(['warning passkey.handle-missing /userHandle']);
  });

  it('survives any members', async () => {
    const value = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom(...Object.values(FILE)));
    const file = fc.record(Object.fromEntries(Object.keys(FILE).map((name) => [name, value])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(file, async (members) => {
        const result = await readFile(members).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(CxError);
        else expect(result).toHaveProperty('vault');
      }),
      { numRuns: 200 },
    );
  });
});

describe('writing', () => {
  it('lays the file out as KeePassXC does', async () => {
    const { text, says } = await writeFile(await vaultOf(item([passkey()], SCOPE)));
    expect(text).toBe(`{
    "credentialId": "${FILE.credentialId}",
    "privateKey": "${FILE.privateKey.replaceAll('\n', '\\n')}",
    "relyingParty": "rp.example",
    "url": "https://login.rp.example/",
    "userHandle": "${FILE.userHandle}",
    "username": "ada"
}
`);
    expect(says).toEqual([]);
  });

  it('keeps unknown members of a file that it read', async () => {
    const file = { ...FILE, added: { later: [1] }, Zed: 'z' };
    const { vault, says } = await readFile(file);
    expect(says).toEqual(['warning source.member-unknown /6']);
    expect((await writeFile(vault)).file).toEqual(file);
  });

  it('takes the first that KeePassXC can use; the others are losses, and counted', async () => {
    const others = [
      passkey({ rpId: 'p384.example' }, generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey),
      passkey({ rpId: 'no-handle.example', userHandle: '' }),
      passkey({ rpId: '' }),
    ];
    const items = [item(others, { id: idOf('1') }), item([passkey(), passkey({ rpId: 'second.example' })], { ...SCOPE, id: idOf('2') })];
    const { file, says, report } = await writeFile(await vaultOf(...items, item([passkey({ rpId: 'third.example' })], { id: idOf('3') })));
    expect(file).toMatchObject({ relyingParty: 'rp.example' });
    expect(report.totals.passkeysLeftBehind).toBe(5);
    expect(says).toEqual([
      'loss passkey.unsupported /accounts/0/items/0/credentials/0',
      'loss passkey.unsupported /accounts/0/items/0/credentials/1',
      'loss passkey.invalid /accounts/0/items/0/credentials/2',
      'loss target.no-place /accounts/0/items/0',
      'loss keepass.passkey-one-only /accounts/0/items/1/credentials/1',
      'loss keepass.passkey-one-only /accounts/0/items/2/credentials/0',
      'loss target.no-place /accounts/0/items/2',
    ]);
  });

  it('refuses a vault without a passkey that it could hold', async () => {
    for (const vault of [await vaultOf(), await vaultOf(item([login])), await vaultOf(item([passkey({ userHandle: '' })]))]) {
      expect(await refusal(() => writeFile(vault))).toMatchObject({ code: 'keepass.passkey-none', exitCode: 3 });
    }
  });

  it('gives a passkey a user name and a URL where KeePassXC needs them, and says so', async () => {
    const bare = passkey({ username: '' });
    const at = '/accounts/0/items/0';
    const first = await writeFile(await vaultOf(item([login, bare], { title: 'rp.example' })));
    expect(first.file).toMatchObject({ username: 'ada', url: 'https://rp.example' });
    expect(first.says).toEqual([
      `loss target.no-place ${at}/credentials/0`,
      `change keepass.passkey-username ${at}/credentials/1`,
      `change keepass.passkey-url ${at}/credentials/1`,
    ]);
    expect((await writeFile(await vaultOf(item([passkey({ username: '', userDisplayName: 'Ada L' })], SCOPE)))).file).toMatchObject({
      username: 'Ada L',
    });
    expect((await writeFile(await vaultOf(item([bare], SCOPE)))).file).toMatchObject({ username: 'rp.example' });
  });

  it('says what a passkey file cannot hold of the passkey', async () => {
    const seed = Buffer.alloc(32, 7).toString('base64url');
    const fido2Extensions = { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: seed, credWithoutUV: seed } };
    const counters = {
      name: 'v.example/cx-passkey-counters',
      source: 'bitwarden',
      entries: [{ credentialId: FILE.credentialId, counter: 6 }],
    };
    const own = item([passkey({ userDisplayName: 'Ada', fido2Extensions })], { ...SCOPE, title: 'My site', extensions: [counters] });
    const { says } = await writeFile(await vaultOf(own));
    const at = '/accounts/0/items/0';
    expect(says.toSorted()).toEqual([
      `loss passkey.counter-lost ${at}/credentials/0`,
      `loss target.no-place ${at}/credentials/0/fido2Extensions`,
      `loss target.no-place ${at}/credentials/0/userDisplayName`,
      `loss target.no-place ${at}/title`,
    ]);
  });

  it.each([
    ['Ed25519', generateKeyPairSync('ed25519').privateKey],
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
  ])('writes a key of %s that node:crypto reads as the same', async (_, key) => {
    const { file } = await writeFile(await vaultOf(item([passkey({}, key)], SCOPE)));
    expect(createPrivateKey(String(Reflect.get(Object(file), 'privateKey'))).equals(key)).toBe(true);
  });
});

it('a name of the item stands in for a user name only where there is none', async () => {
  const other = { type: 'basic-auth', username: field('string', 'grace') };
  const { file, says } = await writeFile(await vaultOf(item([other, passkey()], SCOPE)));
  expect(file).toMatchObject({ username: 'ada' });
  expect(says).toEqual(['loss target.no-place /accounts/0/items/0/credentials/0']);
});
