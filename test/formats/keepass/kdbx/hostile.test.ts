import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { type Bytes, concat, utf8 } from '../../../../src/core/bytes.js';
import type { CxError } from '../../../../src/core/errors.js';
import type { KdfProvider } from '../../../../src/core/kdf-argon2.js';
import { wasmProvider } from '../../../../src/core/kdf-argon2-wasm.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../src/core/limits.js';
import { collect } from '../../../../src/core/source.js';
import { readHeader } from '../../../../src/formats/keepass/kdbx/header.js';
import type { KdbxKey } from '../../../../src/formats/keepass/kdbx/kdbx.js';
import { readFacts, readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
import { writeKdbx } from '../../../../src/formats/keepass/kdbx/write.js';
import { refusal } from '../../../core/refusal.js';
import { database, entry, KEY, written } from './forge.js';
import { madeByKdbxweb } from './kdbxweb.js';

const limits = DEFAULT_LIMITS;
const SMALL = { root: database([entry(2, { title: 'One', password: 'two' })]), binaries: [] };

async function refused(file: Bytes, key: KdbxKey = KEY, more: Partial<Limits> = {}): Promise<CxError | undefined> {
  return refusal(() => readKdbx(file, key, { limits: { ...limits, ...more } }));
}

function flipped(file: Bytes, at: number, mask = 0x01): Bytes {
  const copy = file.slice();
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

describe('a flipped byte in version 4', () => {
  it('of the header is a damaged header, never a wrong password', { timeout: 60_000 }, async () => {
    const file = await written(SMALL);
    const { contentAt } = await readHeader(file, limits);
    const codes = new Map<string, number>();
    for (let at = 0; at < contentAt; at++) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const code = (await refused(flipped(file, at, mask)))?.code ?? 'opened';
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
    expect([...codes.keys()].sort()).toEqual(['kdbx.header-damaged', 'kdbx.not-kdbx', 'kdbx.truncated', 'kdbx.version-unsupported']);
    // Three flips of eight bytes, but for one that is KeePass 2 before its release; lengths of fields that then reach beyond the end.
    expect(codes.get('kdbx.not-kdbx')).toBe(23);
    expect(codes.get('kdbx.truncated') ?? 0).toBeLessThan(100);
  });

  it('of the content is a damaged block or a length that reaches too far', async () => {
    const file = await written(SMALL);
    const { contentAt } = await readHeader(file, limits);
    for (let at = contentAt; at < file.length; at += 7) {
      expect(['kdbx.block-damaged', 'kdbx.truncated']).toContain((await refused(flipped(file, at)))?.code);
    }
  });
});

describe('a flipped byte in version 3', () => {
  it('of the header is refused, and nothing says that the password is wrong and the file is not', { timeout: 60_000 }, async () => {
    const file = await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    const { contentAt } = await readHeader(file, limits);
    const codes = new Set<string>();
    for (let at = 0; at < contentAt; at++) codes.add((await refused(flipped(file, at), KEY, { 'kdf.rounds': 10_000 }))?.code ?? 'opened');
    expect(codes).not.toContain('kdbx.wrong-key');
    expect(codes).not.toContain('opened');
  });

  it('of the content is found by its hash', async () => {
    const file = await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    const { contentAt } = await readHeader(file, limits);
    expect((await refused(flipped(file, contentAt)))?.code).toBe('kdbx.key-or-damage');
    // The last blocks byte by byte: the padding at the very end is looked at too.
    for (let at = contentAt + 48; at < file.length; at += at < file.length - 48 ? 11 : 1) {
      expect((await refused(flipped(file, at)))?.code).toBe('kdbx.block-damaged');
    }
  });
});

describe('a file that is cut short', () => {
  it.each(['version 3', 'version 4'])('%s', async (version) => {
    const file =
      version === 'version 4'
        ? await written(SMALL)
        : await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    const { contentAt } = await readHeader(file, limits);
    // Every length up to the content, then a class of each: within a block of the cipher, at its end, near the end.
    for (let length = 0; length < file.length; length += length < contentAt + 100 || length > file.length - 50 ? 1 : 5) {
      const code = (await refused(file.slice(0, length)))?.code ?? 'opened';
      const expected =
        length < 8 ? ['kdbx.not-kdbx'] : version === 'version 4' ? ['kdbx.truncated'] : ['kdbx.truncated', 'kdbx.block-damaged'];
      expect(expected).toContain(code);
    }
  });
});

describe('a wrong key', () => {
  const wrong: readonly (readonly [string, KdbxKey])[] = [
    ['password', { password: utf8('other') }],
    ['no password', {}],
    ['a key file too many', { ...KEY, keyFile: utf8('x') }],
    ['a key file instead', { keyFile: utf8('x') }],
  ];

  it.each(wrong)('%s', async (_, key) => {
    const four = await refused(await written(SMALL), key);
    expect(four).toMatchObject({ code: 'kdbx.wrong-key', exitCode: 5 });
    const three = await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    expect(await refused(three, key)).toMatchObject({ code: 'kdbx.key-or-damage', exitCode: 5 });
  });
});

describe('what a file may ask for', () => {
  /** The settings of the derivation are in the open and their hash is no secret: anybody can write what the header says. */
  async function asking(kdf: object, more: Partial<Limits> = {}): Promise<CxError | undefined> {
    const cheap: KdfProvider = { argon2: (request) => wasmProvider.argon2({ ...request, memoryKiB: 8, iterations: 1, parallelism: 1 }) };
    const open = { ...limits, 'kdf.memory-bytes': 2 ** 52, 'kdf.memory-work': 2 ** 80, 'kdf.lanes': 2 ** 24 };
    const cost = { kind: 'argon2id', version: 0x13, iterations: 1, memoryKiB: 8, parallelism: 1, ...kdf } as const;
    const random = (count: number): Bytes => new Uint8Array(count).fill(7);
    const file = await collect(
      writeKdbx(SMALL, KEY, { cipher: 'aes256', compressed: true, kdf: cost }, { limits: open, kdf: cheap, random }),
    );
    const never = vi.fn(wasmProvider.argon2);
    const error = await refusal(() => readKdbx(file, KEY, { limits: { ...limits, ...more }, kdf: { argon2: never } }));
    expect(never).not.toHaveBeenCalled();
    return error;
  }

  it('4 TiB of memory, minus a bit', async () => {
    const before = process.memoryUsage().rss;
    expect(await asking({ memoryKiB: 2 ** 32 - 1 })).toMatchObject({
      code: 'limit.exceeded',
      limit: { name: 'kdf.memory-bytes', need: 2 ** 42 - 1024 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2);
  });

  it('a billion passes, and a thousand lanes', async () => {
    expect(await asking({ iterations: 10 ** 9 })).toMatchObject({ limit: { name: 'kdf.memory-work' } });
    expect(await asking({ parallelism: 1000, memoryKiB: 8000 })).toMatchObject({ limit: { name: 'kdf.lanes', need: 1000 } });
  });

  it('rounds of AES without end', async () => {
    const file = await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    const needle = Buffer.from(file).indexOf(Buffer.from([6, 8, 0])) + 3;
    const error = await refused(concat(file.subarray(0, needle), new Uint8Array(8).fill(0xff), file.subarray(needle + 8)));
    expect(error).toMatchObject({ code: 'limit.exceeded', limit: { name: 'kdf.rounds', need: 2 ** 64 } });
  });

  it('a content that grows a thousandfold', async () => {
    const binaries = [
      { size: 64 * 1024 ** 2, isProtected: false, open: () => Array.from({ length: 64 }, () => new Uint8Array(1024 ** 2)) },
    ];
    const file = await written({ ...SMALL, binaries });
    expect(file.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    const error = await refused(file, KEY, { 'kdbx.content-bytes': 1024 ** 2 });
    expect(error).toMatchObject({ code: 'limit.exceeded', limit: { name: 'kdbx.content-bytes' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2);
  });

  it('more blocks, attachments, header than allowed', async () => {
    const binaries = Array.from({ length: 3 }, () => ({ size: 1, isProtected: true, open: () => [new Uint8Array(1)] }));
    const file = await written({ ...SMALL, binaries });
    expect(await refused(file, KEY, { 'kdbx.binaries': 2 })).toMatchObject({ limit: { name: 'kdbx.binaries', need: 3 } });
    expect(await refused(file, KEY, { 'kdbx.blocks': 0 })).toMatchObject({ limit: { name: 'kdbx.blocks', need: 1 } });
    expect(await refused(file, KEY, { 'kdbx.header-bytes': 100 })).toMatchObject({ limit: { name: 'kdbx.header-bytes' } });
    expect(await refused(file, KEY, { 'xml.depth': 3 })).toMatchObject({ limit: { name: 'xml.depth', need: 4 } });
  });
});

describe('what is not supported says so', () => {
  it.each([
    ['kdbx.kdb', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5, 0, 0, 0, 0)],
    ['kdbx.version-unsupported', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x66, 0xfb, 0x4b, 0xb5, 0, 0, 0, 0)],
    ['kdbx.version-unsupported', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 5, 0)],
    ['kdbx.version-unsupported', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 2, 0)],
    ['kdbx.not-kdbx', utf8('<?xml version="1.0"?><KeePassFile/>')],
    ['kdbx.not-kdbx', new Uint8Array(gzipSync('x'))],
  ])('%s', async (code, file) => {
    expect((await refused(file))?.code).toBe(code);
  });

  it('Twofish, another derivation, another inner cipher', async () => {
    const three = await madeByKdbxweb({ version: 3, kdf: 'aes', cipher: 'aes256' }, { password: 'pässword' });
    const replaced = (from: readonly number[], to: readonly number[]): Bytes => {
      const at = Buffer.from(three).indexOf(Buffer.from(from));
      expect(at).toBeGreaterThan(0);
      return concat(three.subarray(0, at), Uint8Array.from(to), three.subarray(at + to.length));
    };
    const aes = [...Buffer.from('31c1f2e6bf714350be5805216afc5aff', 'hex')];
    const twofish = [...Buffer.from('ad68f29f576f4bb9a36ad47af965346c', 'hex')];
    expect((await refused(replaced(aes, twofish)))?.code).toBe('kdbx.cipher-unsupported');
    expect((await refused(replaced([10, 4, 0, 2], [10, 4, 0, 1])))?.code).toBe('kdbx.stream-unsupported');
    expect((await refused(replaced([3, 4, 0, 1], [3, 4, 0, 2])))?.code).toBe('kdbx.compression-unsupported');
  });
});

describe('facts without a key', () => {
  it('say what the file is, at no cost', async () => {
    const facts = await readFacts(await written(SMALL, KEY, { cipher: 'aes256' }), limits);
    expect(facts).toMatchObject({ major: 4, minor: 1, cipher: 'aes256', compressed: true, kdf: { kind: 'argon2id', memoryKiB: 8 } });
  });
});
