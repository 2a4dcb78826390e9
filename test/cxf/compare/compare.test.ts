import { describe, expect, it } from 'vitest';
import { convertToBytes, read } from '../../../src/convert.js';
import { utf8 } from '../../../src/core/bytes.js';
import type { JsonObject } from '../../../src/core/json.js';
import { sourceOf } from '../../../src/core/source.js';
import { compare } from '../../../src/cxf/compare/compare.js';
import { testKey } from '../../passkey/keys.js';

const KEY = Buffer.from(testKey('ES256').pkcs8).toString('base64url');

function login(name: string, password: string, more: JsonObject = {}): JsonObject {
  return { type: 1, name, login: { username: 'alice', password, uris: [{ uri: 'https://example.com' }] }, ...more };
}

function bitwarden(...items: readonly JsonObject[]): Uint8Array {
  return utf8(JSON.stringify({ encrypted: false, folders: [{ id: 'f', name: 'Work' }], items }));
}

async function vaultOf(bytes: Uint8Array) {
  return (await read([sourceOf(bytes)])).vault;
}

async function differences(a: Uint8Array, b: Uint8Array): Promise<object[]> {
  const comparison = compare(await vaultOf(a), await vaultOf(b));
  expect(comparison.equal).toBe(comparison.differences.length === 0);
  return [...comparison.differences];
}

describe('two vaults', () => {
  it('of other formats and another order say the same', async () => {
    const a = bitwarden(login('One', 'x', { folderId: 'f', notes: 'n' }), login('Two', 'y', { favorite: true }));
    const { bytes } = await convertToBytes([sourceOf(a)], { to: 'cxf' });
    const swapped = bitwarden(login('Two', 'y', { favorite: true }), login('One', 'x', { folderId: 'f', notes: 'n' }));
    expect(await differences(a, bytes)).toEqual([]);
    expect(await differences(a, swapped)).toEqual([]);
  });

  it('differ in one value, each at its place, and no value is told', async () => {
    const found = await differences(bitwarden(login('One', 'secret one')), bitwarden(login('New', 'z'), login('One', 'secret two')));
    expect(found).toEqual([
      { where: 'only-second', kind: 'item', second: '/items/0', title: 'New' },
      { where: 'changed', kind: 'basic-auth', member: 'password', first: '/items/0', second: '/items/1', title: 'One' },
    ]);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('lack a whole credential: that is one difference, at its place', async () => {
    const fido2Credentials = [
      { credentialId: 'b64.AQ', keyValue: KEY, rpId: 'example.com', userHandle: 'AQ', counter: '0', discoverable: 'true' },
    ];
    const withPasskey: JsonObject = {
      type: 1,
      name: 'One',
      login: { username: 'alice', password: 'x', uris: [{ uri: 'https://example.com' }], fido2Credentials },
    };
    const place = '/items/0/login/fido2Credentials/0';
    expect(await differences(bitwarden(withPasskey), bitwarden(login('One', 'x')))).toEqual([
      { where: 'only-first', kind: 'passkey', first: place, title: 'One' },
    ]);
    expect(await differences(bitwarden(login('One', 'x')), bitwarden(withPasskey))).toEqual([
      { where: 'only-second', kind: 'passkey', second: place, title: 'One' },
    ]);
  });

  it('the same item twice and once', async () => {
    expect(await differences(bitwarden(login('One', 'x'), login('One', 'x')), bitwarden(login('One', 'x')))).toContainEqual(
      expect.objectContaining({ where: 'only-first', title: 'One' }),
    );
  });

  it('names that an owner chose are not told: labels of fields, folders', async () => {
    const field = (name: string, value: string): JsonObject => ({ fields: [{ name, value, type: 1 }] });
    const found = await differences(
      bitwarden(login('One', 'x', { ...field('my pet', 'cat'), folderId: 'f' })),
      bitwarden(login('One', 'x', field('my pet', 'dog'))),
    );
    expect(found).toEqual([
      { where: 'only-first', kind: 'collection', first: expect.any(String), title: 'One' },
      { where: 'changed', kind: 'custom-fields', first: expect.any(String), second: expect.any(String), title: 'One' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/pet|cat|dog|Work/);
  });

  it('a member that nobody knows is told by its place', async () => {
    const document = (more: JsonObject): Uint8Array => {
      const credential = { type: 'basic-auth', username: { fieldType: 'string', value: 'a' }, ...more };
      const account = {
        id: 'YQ',
        username: '',
        email: '',
        collections: [],
        items: [{ id: 'Yg', title: 'One', credentials: [credential] }],
      };
      return utf8(
        JSON.stringify({
          version: { major: 1, minor: 0 },
          exporterRpId: 'e.example',
          exporterDisplayName: '',
          timestamp: 1,
          accounts: [account],
        }),
      );
    };
    const found = await differences(document({ 'my pet': 'cat' }), document({ password: { fieldType: 'concealed-string', value: 'x' } }));
    expect(found).toEqual([
      { where: 'only-first', kind: 'basic-auth', first: '/accounts/0/items/0/credentials/0/2', title: 'One' },
      { where: 'only-second', kind: 'basic-auth', member: 'password', second: expect.any(String), title: 'One' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/pet|cat/);
  });

  it('former passwords count, with what they are', async () => {
    const history = { passwordHistory: [{ password: 'old', lastUsedDate: '2024-01-01T00:00:00.000Z' }] };
    expect(await differences(bitwarden(login('One', 'x', history)), bitwarden(login('One', 'x')))).toEqual([
      { where: 'only-first', kind: 'extension', member: 'cx-password-history', first: '/items/0', title: 'One' },
    ]);
  });
});
