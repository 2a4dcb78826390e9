import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read } from '../../src/convert.js';
import { utf8 } from '../../src/core/bytes.js';
import type { JsonObject } from '../../src/core/json.js';
import { collect, sourceOf } from '../../src/core/source.js';
import type { ReadResult } from '../../src/formats/format.js';
import { inputPointer, joinVaults } from '../../src/formats/join.js';
import type { FileSource } from '../../src/formats/vault.js';
import { refusal } from '../core/refusal.js';
import { account, header, idOf, item, login, said } from '../cxf/documents.js';

async function vaultOf(value: JsonObject, files: Readonly<Record<string, string>> = {}): Promise<ReadResult> {
  const attachments = new Map(
    Object.entries(files).map(([id, text]): [string, FileSource] => [
      id,
      {
        size: text.length,
        async *open() {
          yield utf8(text);
        },
      },
    ]),
  );
  return read([sourceOf(utf8(JSON.stringify(value)))], { attachments });
}

function file(id: string): JsonObject {
  return {
    type: 'file',
    id: idOf(id),
    name: `${id}.txt`,
    decryptedSize: 1,
    integrityHash: createHash('sha256').update('A').digest('base64url'),
  };
}

function fileIds({ vault }: ReadResult): string[] {
  return vault.document.accounts.flatMap(({ items }) =>
    items.flatMap(({ credentials }) => credentials.flatMap((each) => (each.type === 'file' && 'id' in each ? [String(each.id)] : []))),
  );
}

const one = header([
  account([item([login], { title: 5 })], {
    collections: [{ id: idOf('c'), title: 'C', items: [], subCollections: [{ id: idOf('d'), title: 'D', items: [] }] }],
  }),
]);
const two = header([account([item([login], { title: 'two' })], { id: idOf('another') }), account([], { id: idOf('third') })], {
  timestamp: 1_770_000_000,
});

describe('joinVaults', () => {
  it('puts accounts side by side, merging nothing', async () => {
    const { vault, report } = await joinVaults([await vaultOf(one), await vaultOf(two)]);
    expect(vault.document.accounts.map(({ id, items }) => [id, items.map(({ title }) => title)])).toEqual([
      [idOf('account'), ['5']],
      [idOf('another'), ['two']],
      [idOf('third'), []],
    ]);
    expect(vault.document).toMatchObject({
      version: { major: 1, minor: 0 },
      exporterRpId: 'vault.example',
      exporterDisplayName: 'Vault',
      timestamp: 1_770_000_000,
    });
    expect(said(report)).toEqual([
      'change cxf.text-respelled /input/0/accounts/0/items/0/title',
      'info header.replaced /input/0',
      'info header.replaced /input/1',
    ]);
    expect(report).toMatchObject({
      source: { format: 'cxf', variant: 'json' },
      inputs: [
        { format: 'cxf', variant: 'json' },
        { format: 'cxf', variant: 'json' },
      ],
    });
    expect(report.counts).toEqual({ items: 2, credentials: { 'basic-auth': 2 }, files: 0 });
  });

  it('names every object by its input', async () => {
    const { vault } = await joinVaults([await vaultOf(two), await vaultOf(one)]);
    const [, , last] = vault.document.accounts;
    const [own] = last?.items ?? [];
    const [top] = last?.collections ?? [];
    const places = [own, own?.credentials[0], top, top?.subCollections?.[0]].map((object) => object && vault.origins.get(object));
    expect(places).toEqual(
      [
        '/accounts/0/items/0',
        '/accounts/0/items/0/credentials/0',
        '/accounts/0/collections/0',
        '/accounts/0/collections/0/subCollections/0',
      ].map((at) => `/input/1${at}`),
    );
  });

  it('replaces the id of an account that two inputs share, the same way each time', async () => {
    const join = async (): Promise<ReadResult> => joinVaults([await vaultOf(one), await vaultOf(one), await vaultOf(one)]);
    const { vault, report } = await join();
    const ids = vault.document.accounts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(idOf('account'));
    expect(said(report).filter((line) => line.includes('id.replaced'))).toEqual([
      'change id.replaced /input/1/accounts/0',
      'change id.replaced /input/2/accounts/0',
    ]);
    expect((await join()).vault.document).toEqual(vault.document);
  });

  it('keeps files with the same id apart', async () => {
    const value = (text: string): JsonObject => {
      const integrityHash = createHash('sha256').update(text).digest('base64url');
      return header([account([item([{ ...file('f'), decryptedSize: 1, integrityHash }])], { id: idOf(text) })]);
    };
    const joined = await joinVaults([await vaultOf(value('A'), { [idOf('f')]: 'A' }), await vaultOf(value('B'), { [idOf('f')]: 'B' })]);
    const [first = '', second = ''] = fileIds(joined);
    expect(first).toBe(idOf('f'));
    expect(second).not.toBe(first);
    const bytes = await Promise.all(
      [first, second].map(async (id) =>
        Buffer.from(await collect(joined.vault.files.get(id)?.open() ?? (async function* () {})())).toString(),
      ),
    );
    expect(bytes).toEqual(['A', 'B']);
    expect(said(joined.report).filter((line) => line.startsWith('change'))).toEqual(['change id.replaced /input/1']);
  });

  it('gives a file without bytes none of another input', async () => {
    const value = (id: string): JsonObject => header([account([item([file('f')])], { id: idOf(id) })]);
    for (const [a, b] of [
      [{ [idOf('f')]: 'A' }, {}],
      [{}, { [idOf('f')]: 'A' }],
    ] as const) {
      const joined = await joinVaults([await vaultOf(value('a'), a), await vaultOf(value('b'), b)]);
      const held = fileIds(joined).map((id) => joined.vault.files.has(id));
      expect(held).toEqual([idOf('f') in a, idOf('f') in b]);
    }
  });

  it('of different exporters has a header of its own, and says so', async () => {
    const foreign = header([], { exporterRpId: 'other.example', exporterDisplayName: 'Other' });
    const { vault, report } = await joinVaults([await vaultOf(one), await vaultOf(foreign)]);
    expect(vault.document).toMatchObject({
      exporterRpId: 'credential-exchange.invalid',
      exporterDisplayName: 'Several vaults (joined by credential-exchange)',
    });
    expect(said(report).filter((line) => line.startsWith('info'))).toEqual([
      'info header.replaced /input/0',
      'info header.replaced /input/1',
    ]);
  });

  it('counts inputs from 0, also in errors', async () => {
    expect(inputPointer(3)).toBe('/input/3');
    const error = await refusal(() => read([sourceOf(utf8(JSON.stringify(one))), sourceOf(utf8('{"accounts":[],"version":[}'))]));
    expect([error?.code, error?.pointer]).toEqual(['json.syntax', '/input/1/version/0']);
  });
});
