import { describe, expect, it } from 'vitest';
import { read } from '../../../src/convert.js';
import { utf8 } from '../../../src/core/bytes.js';
import type { JsonObject } from '../../../src/core/json.js';
import { sourceOf } from '../../../src/core/source.js';
import { compare } from '../../../src/cxf/compare/compare.js';
import { testKey } from '../../passkey/keys.js';

/* Every value is there, and yet an account is lost: it stands beside the values of another one. */

function login(username: string, password: string, more: JsonObject = {}): JsonObject {
  return { type: 1, name: 'Shop', login: { username, password }, ...more };
}

const KEYS = [testKey('ES256'), testKey('ES256')].map(({ pkcs8 }) => Buffer.from(pkcs8).toString('base64url'));

function passkey(credential: string, key: 0 | 1): JsonObject {
  const keyValue = KEYS[key] ?? '';
  return { credentialId: `b64.${credential}`, keyValue, rpId: 'example.com', userHandle: 'AQ', counter: '0', discoverable: 'true' };
}

async function compared(first: readonly JsonObject[], second: readonly JsonObject[]) {
  const vaultOf = async (items: readonly JsonObject[]) => {
    const folders = [1, 2].map((n) => ({ id: `f${n}`, name: `Folder ${n}` }));
    return (await read([sourceOf(utf8(JSON.stringify({ encrypted: false, folders, items })))])).vault;
  };
  return compare(await vaultOf(first), await vaultOf(second));
}

const MIXED_UP = { where: 'changed', kind: 'item', title: 'Shop' };

describe('vaults that agree in every value', () => {
  it('differ when two items of one title have each other’s passwords', async () => {
    const { equal, differences } = await compared([login('a', '1'), login('b', '2')], [login('a', '2'), login('b', '1')]);
    expect(equal).toBe(false);
    expect(differences).toEqual([
      { ...MIXED_UP, first: '/items/0', second: '/items/0' },
      { ...MIXED_UP, first: '/items/1', second: '/items/1' },
    ]);
  });

  it('differ when two items of one title lie in each other’s folder', async () => {
    const inFolder = (n: number): JsonObject => ({ folderId: `f${n}` });
    const { differences } = await compared(
      [login('a', '1', inFolder(1)), login('b', '2', inFolder(2))],
      [login('a', '1', inFolder(2)), login('b', '2', inFolder(1))],
    );
    expect(differences).toHaveLength(2);
  });

  it('differ when two passkeys of one item have each other’s keys', async () => {
    const item = (...fido2Credentials: readonly JsonObject[]): JsonObject => ({ type: 1, name: 'Shop', login: { fido2Credentials } });
    const { differences } = await compared([item(passkey('AQ', 0), passkey('Ag', 1))], [item(passkey('AQ', 1), passkey('Ag', 0))]);
    expect(differences).toEqual([{ ...MIXED_UP, first: '/items/0', second: '/items/0' }]);
  });

  it('are equal in another order', async () => {
    const items = [login('a', '1'), login('b', '2'), login('a', '1')];
    expect((await compared(items, items.toReversed())).equal).toBe(true);
  });
});

describe('a value that is missing', () => {
  it('is told once, not as a mix-up too', async () => {
    const { differences } = await compared([login('a', '1'), login('b', '2')], [login('a', '1'), login('b', '')]);
    expect(differences.map(({ where, member }) => `${where} ${member}`)).toEqual(['only-first password']);
  });

  it('does not hide that the others are mixed up', async () => {
    const { differences } = await compared([login('a', '1', { notes: 'n' }), login('b', '2')], [login('a', '2'), login('b', '1')]);
    expect(differences).toContainEqual(expect.objectContaining(MIXED_UP));
  });

  it('is not told of items that were joined', async () => {
    const { differences } = await compared([login('a', '1'), login('b', '2')], [login('a', '1')]);
    expect(differences.filter(({ where }) => where === 'changed')).toEqual([]);
  });
});
