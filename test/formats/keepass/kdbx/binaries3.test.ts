import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { checkHeaderHash, withoutBinaries } from '../../../../src/formats/keepass/kdbx/binaries3.js';
import type { KdbxElement } from '../../../../src/formats/keepass/kdbx/kdbx.js';
import { refusal } from '../../../core/refusal.js';
import { bytesOf, element, hidden } from './forge.js';

const packed = (text: string): string => gzipSync(text).toString('base64');
const binary = (id: string, text: string, more: Readonly<Record<string, string>> = {}): KdbxElement =>
  element('Binary', text, { ID: id, ...more });
const database = (...meta: readonly KdbxElement[]): KdbxElement => {
  return element('KeePassFile', [element('Meta', [element('Generator', 'tests'), ...meta]), element('Root', [])]);
};

describe('withoutBinaries', () => {
  it('takes attachments out of the tree, and leaves what is none', async () => {
    const broken = [
      binary('0', 'AQID'),
      binary('6', 'no base64!'),
      binary('7', 'AQID', { Compressed: 'True' }),
      element('Binary', 'AQID'),
      element('Other', 'AQID', { ID: '8' }),
    ];
    const pool = element('Binaries', [
      binary('0', Buffer.from('plain').toString('base64')),
      binary('1', packed('packed'), { Compressed: 'True' }),
      { ...hidden('Binary', 'hidden'), attributes: new Map([['ID', '2']]) },
      { ...hidden('Binary', ''), bytes: Uint8Array.of(0xff), attributes: new Map([['ID', '3']]) },
      binary('4', ''),
      ...broken,
    ]);
    const { root, binaries } = await withoutBinaries(database(element('HeaderHash', 'AQID'), pool), DEFAULT_LIMITS);
    const texts = await Promise.all(
      [...binaries].map(async ([id, each]) => `${id}=${(await bytesOf(each)).toString('latin1')} ${each.isProtected}`),
    );
    expect(texts).toEqual(['0=plain false', '1=packed false', '2=hidden true', '3=\u00ff true', '4= false']);
    expect(root).toEqual(database(element('Binaries', broken)));
  });

  it('counts what all of them become', async () => {
    const pool = element(
      'Binaries',
      ['0', '1'].map((id) => binary(id, packed('x'.repeat(1000)), { Compressed: 'True' })),
    );
    const limits = { ...DEFAULT_LIMITS, 'kdbx.content-bytes': 1999 };
    const error = await refusal(() => withoutBinaries(database(pool), limits));
    expect(error).toMatchObject({ code: 'limit.exceeded', limit: { name: 'kdbx.content-bytes', need: 2000 } });
    expect((await withoutBinaries(database(pool), { ...limits, 'kdbx.content-bytes': 2000 })).binaries.size).toBe(2);
  });
});

describe('checkHeaderHash', () => {
  const header = utf8('header');
  const hash = createHash('sha256').update(header).digest('base64');

  it.each([
    [hash, undefined],
    ['', undefined],
    [hash.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), 'kdbx.header-damaged'],
    ['?', 'kdbx.header-damaged'],
  ])('%j', async (text, code) => {
    expect((await refusal(() => checkHeaderHash(database(element('HeaderHash', text)), header)))?.code).toBe(code);
  });
});
