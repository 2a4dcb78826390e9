import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { concat, utf8 } from '../../src/core/bytes.js';
import { type Code, CxError } from '../../src/core/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/core/limits.js';
import { collect, sourceOf } from '../../src/core/source.js';
import { isZip, isZipName, readZip, writeZip, type ZipPart } from '../../src/core/zip.js';
import { ENCRYPTED_FLAG, type Ends, type Forged, forge, UNIX, UTF8_FLAG, unicodePath } from './zip-forge.js';

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

function part(name: string, bytes: Uint8Array, store = false): ZipPart {
  return { name, store, open: () => chunks(bytes) };
}

/** Everything an archive holds, data included. */
async function unpack(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<[string, string][]> {
  const out: [string, string][] = [];
  for (const [name, entry] of await readZip(sourceOf(bytes), limits)) {
    const data = await collect(entry.open());
    expect([entry.name, entry.size]).toEqual([name, data.length]);
    out.push([name, Buffer.from(data).toString('hex')]);
  }
  return out;
}

async function codeOf(work: Promise<unknown>): Promise<Code | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof CxError)) throw error;
      return error.code;
    },
  );
}

const hex = (text: string): string => Buffer.from(text).toString('hex');
const HELLO = hex('hello hello hello');
const zipNames = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(isZipName);
const zipParts = fc.uniqueArray(
  fc.record({ name: zipNames, store: fc.boolean(), data: fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 4 }) }),
  { selector: ({ name }) => name.normalize('NFC'), maxLength: 6 },
);
const random = Uint8Array.from({ length: 300_000 }, (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 13) & 0xff);
const sample = [
  part('data.json', utf8('{"a":1}'.repeat(50))),
  part('files/é ☃.bin', random, true),
  part('b', random),
  part('empty', new Uint8Array()),
];

describe('round trip', () => {
  it('gives back names, order and bytes', async () => {
    await fc.assert(
      fc.asyncProperty(zipParts, async (parts) => {
        const bytes = await collect(writeZip(parts.map(({ name, store, data }) => ({ name, store, open: () => chunks(...data) }))));
        expect(isZip(bytes)).toBe(true);
        expect(await unpack(bytes)).toEqual(parts.map(({ name, data }) => [name, Buffer.concat(data).toString('hex')]));
      }),
      { numRuns: 60 },
    );
  });

  it('knows the beginning of an archive', () => {
    expect([
      isZip(utf8('PK\x03\x04')),
      isZip(utf8('PK\x05\x06')),
      isZip(utf8('PK\x07\x08')),
      isZip(utf8('PK')),
      isZip(new Uint8Array()),
    ]).toEqual([true, true, false, false, false]);
  });
});

describe('writeZip', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    vi.useRealTimers();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('makes the same bytes at any time, in any zone, however the input is cut', async () => {
    const first = await collect(writeZip(sample));
    process.env['TZ'] = 'Pacific/Kiritimati';
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01T12:34:56Z') });
    const cut = sample.map((one) => ({ ...one, open: () => inPieces(one.open()) }));
    expect(Buffer.from(await collect(writeZip(cut))).equals(Buffer.from(first))).toBe(true);
    // 1980-01-01 in every header, and no extra field.
    expect(Buffer.from(first).readUInt32LE(10)).toBe(0x00210000);
    expect(Buffer.from(first).readUInt16LE(28)).toBe(0);
  });

  it.each(['', '/a', 'a//b', '../a', 'a/..', './a', 'a\\b', 'a\0', 'C:a', 'a/', '\ud800', 'x'.repeat(70_000)])(
    'refuses the name %.20j',
    async (name) => {
      expect(await codeOf(collect(writeZip([part('ok', random), part(name, random)])))).toBe('zip.name-unwritable');
    },
  );

  it('refuses names that are equal after NFC', async () => {
    expect(await codeOf(collect(writeZip([part('\u00e9', random), part('e\u0301', random)])))).toBe('zip.name-unwritable');
    expect(await codeOf(collect(writeZip([part('a', random), part('A', random)])))).toBeUndefined();
  });

  it.each([false, true])('hands on what a part throws (store %s)', async (store) => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield random;
      throw new CxError('file.changed');
    }
    expect(await codeOf(collect(writeZip([{ name: 'a', store, open: failing }])))).toBe('file.changed');
  });

  it('lets go of its parts when nobody reads on', async () => {
    const released = vi.fn();
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield random;
      } finally {
        released();
      }
    }
    let seen = 0;
    for await (const chunk of writeZip([{ name: 'a', open: endless }])) {
      seen += chunk.length;
      if (seen > 200_000) break;
    }
    expect(released).toHaveBeenCalledOnce();
  });
});

async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) for (let at = 0; at < chunk.length; at += 70_001) yield chunk.subarray(at, at + 70_001);
}

describe('readZip on honest archives', () => {
  const good: [string, Forged[], Ends?][] = [
    ['stored and deflated', [{ name: 'a', method: 0 }, { name: 'b' }]],
    ['an archive comment', [{ name: 'a' }], { comment: utf8('hi') }],
    ['names that differ in case', [{ name: 'a' }, { name: 'A' }]],
    ['a name without the UTF-8 flag', [{ name: 'plain.txt', flags: 0 }]],
    ['reserved and percent-encoded names', [{ name: 'CON' }, { name: '%2e%2e/x' }, { name: '__proto__' }]],
    ['Unix file modes', [{ name: 'a', madeBy: UNIX, attributes: 0o100755 * 0x10000 }]],
  ];
  it.each(good)('reads %s', async (_, entries, ends) => {
    expect(await unpack(forge(entries, ends))).toEqual(entries.map(({ name }) => [name, HELLO]));
  });

  it('leaves folders out', async () => {
    const folder = { name: 'dir/', method: 0, data: new Uint8Array() };
    expect(await unpack(forge([folder, { name: 'dir/a' }]))).toEqual([['dir/a', HELLO]]);
  });

  it('reads an empty archive', async () => {
    expect(await unpack(forge([]))).toEqual([]);
  });

  it('reads no data before an entry is opened, and lets go when nobody reads on', async () => {
    const bytes = await collect(writeZip([part('a', random, true), part('b', utf8('x'))]));
    let read = 0;
    const source = {
      size: bytes.length,
      bytes: async (from = 0, to = bytes.length) => {
        read += to - from;
        return bytes.subarray(from, to);
      },
    };
    const files = await readZip(source, DEFAULT_LIMITS);
    expect(read).toBeLessThan(100_000);
    for await (const _ of files.get('a')?.open() ?? []) break;
    expect(Buffer.from(await collect(files.get('a')?.open() ?? chunks())).equals(random)).toBe(true);
  });

  it('reports a source that fails, without its message', async () => {
    const bytes = forge([{ name: 'a' }]);
    let fails = false;
    const read = async (from?: number, to?: number): Promise<Uint8Array> => {
      if (fails) throw new Error('EIO /home/me/secret');
      return bytes.subarray(from, to);
    };
    const entry = (await readZip({ size: bytes.length, bytes: read }, DEFAULT_LIMITS)).get('a');
    fails = true;
    expect(await codeOf(collect(entry?.open() ?? chunks()))).toBe('input.unreadable');
    expect(await codeOf(readZip({ size: bytes.length, bytes: read }, DEFAULT_LIMITS))).toBe('input.unreadable');
  });
});

describe('readZip on hostile archives', () => {
  const link = { madeBy: UNIX, attributes: 0o120777 * 0x10000 };
  const inner = forge([{ name: 'inner' }]);
  const hostile: [string, Forged[], Ends?][] = [
    ['two names for one local header', [{ name: 'a' }, { name: 'a', offset: 0 }]],
    [
      'overlap',
      [
        { name: 'a', local: { name: 'a' } },
        { name: 'b', offset: 0, local: { name: 'a' } },
      ],
    ],
    [
      'an entry inside another',
      [
        { name: 'a', method: 0, data: inner },
        { name: 'inner', offset: 31 },
      ],
    ],
    ['a duplicate name', [{ name: 'a' }, { name: 'a' }]],
    ['names equal after NFC', [{ name: '\u00e9' }, { name: 'e\u0301' }]],
    ...['../a', 'a/../../b', '/etc/passwd', 'C:\\a', 'C:a', '..\\a', 'a\\b', 'a\0.txt', 'a//b', './a', ''].map(
      (name): [string, Forged[]] => [`the name ${JSON.stringify(name)}`, [{ name }]],
    ),
    ['a name that is no UTF-8', [{ name: Uint8Array.of(0x61, 0xff) }]],
    ['a second name in an extra field', [{ name: 'a', flags: 0, extra: unicodePath('a', 'data.json') }]],
    ['a symbolic link', [{ name: 'a', ...link }]],
    ['a device', [{ name: 'a', madeBy: UNIX, attributes: 0o060600 * 0x10000 }]],
    ['a folder with data', [{ name: 'a/' }]],
    ['another local name', [{ name: 'a', local: { name: 'b' } }]],
    ['another local method', [{ name: 'a', local: { method: 0 } }]],
    ['another local size', [{ name: 'a', local: { size: 5 } }]],
    ['another local packed size', [{ name: 'a', local: { packed: 5 } }]],
    ['another local CRC', [{ name: 'a', local: { crc: 5 } }]],
    ['a local header of zeros', [{ name: 'a', local: { crc: 0, packed: 0, size: 0 } }]],
    ['a local encryption flag', [{ name: 'a', local: { flags: UTF8_FLAG | ENCRYPTED_FLAG } }]],
    ['a stored entry of two sizes', [{ name: 'a', method: 0, size: 99 }]],
    ['data that runs into the directory', [{ name: 'a', packed: 60 }]],
    ['bytes before', [{ name: 'a' }], { before: utf8('MZ junk') }],
    ['bytes after', [{ name: 'a' }], { after: utf8('junk') }],
    ['a second archive before', [{ name: 'a' }], { before: inner }],
    ['a hidden entry between two', [{ name: 'a', gap: inner.subarray(0, 50) }, { name: 'b' }]],
    ['a hidden entry at the end', [{ name: 'a' }, { name: 'b', gap: inner.subarray(0, 50) }]],
    ['a directory with more entries than it counts', [{ name: 'a' }, { name: 'b' }], { count: 1 }],
  ];
  it.each(hostile)('refuses %s', async (_, entries, ends) => {
    expect(await codeOf(readZip(sourceOf(forge(entries, ends)), DEFAULT_LIMITS))).toBe('zip.hostile');
  });

  const broken: [string, Forged[], Ends?][] = [
    ['a method it does not know', [{ name: 'a', method: 12 }]],
    ['a directory with fewer entries than it counts', [{ name: 'a' }], { count: 2 }],
  ];
  it.each(broken)('refuses %s', async (_, entries, ends) => {
    expect(await codeOf(readZip(sourceOf(forge(entries, ends)), DEFAULT_LIMITS))).toBe('zip.broken');
  });

  it('refuses encrypted entries', async () => {
    expect(await codeOf(readZip(sourceOf(forge([{ name: 'a', flags: UTF8_FLAG | ENCRYPTED_FLAG }])), DEFAULT_LIMITS))).toBe(
      'zip.encrypted',
    );
  });

  const lies: [string, Forged, Code][] = [
    ['a wrong CRC', { crc: 1 }, 'zip.broken'],
    ['a wrong CRC of stored data', { crc: 1, method: 0 }, 'zip.broken'],
    ['a size that is too small', { size: 3 }, 'zip.hostile'],
    ['a size that is too large', { size: 1000 }, 'zip.broken'],
    ['a size of nothing', { size: 0, crc: 0 }, 'zip.hostile'],
  ];
  it.each(lies)('refuses the data of an entry with %s', async (_, entry, code) => {
    const file = (await readZip(sourceOf(forge([{ name: 'a', ...entry }])), DEFAULT_LIMITS)).get('a');
    expect(await codeOf(collect(file?.open() ?? chunks()))).toBe(code);
  });

  it('refuses an archive cut anywhere', async () => {
    const bytes = forge([{ name: 'a' }, { name: 'b', method: 0 }]);
    for (let length = 0; length < bytes.length; length++) {
      expect(await codeOf(unpack(bytes.subarray(0, length))), `cut at ${length}`).toMatch(/^zip\.(broken|hostile)$/);
      if (length > 0) expect(await codeOf(unpack(bytes.subarray(length))), `from ${length}`).toMatch(/^zip\.(broken|hostile)$/);
    }
  });

  it('never gives other names or bytes when one byte of the archive changes', async () => {
    const bytes = await collect(writeZip([part('a', utf8('hello hello hello')), part('b', utf8('hello hello hello'), true)]));
    const whole = await unpack(bytes);
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (const mask of [0x01, 0x10, 0x80, 0xff]) {
        const changed = bytes.slice();
        changed[at] = (bytes[at] ?? 0) ^ mask;
        const code = await codeOf(unpack(changed).then((seen) => expect(seen, `byte ${at}`).toEqual(whole)));
        if (code !== undefined) refused++;
      }
    }
    expect(refused).toBeGreaterThan(bytes.length * 2);
  });
});

describe('limits', () => {
  const limit = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof CxError ? error.limit : error),
    );
  const zeros = forge([
    { name: 'a', data: new Uint8Array(1_000_000) },
    { name: 'b', data: new Uint8Array(1_000_000) },
  ]);

  it('counts entries', async () => {
    const bytes = forge(Array.from({ length: 10_001 }, (_, i) => ({ name: `f${i}`, method: 0, data: new Uint8Array() })));
    expect(await limit(readZip(sourceOf(bytes), DEFAULT_LIMITS))).toEqual({ name: 'zip.entries', max: 10_000, need: 10_001 });
    expect((await readZip(sourceOf(bytes), { ...DEFAULT_LIMITS, 'zip.entries': 10_001 })).size).toBe(10_001);
  });

  it('bounds one entry, all entries and the ratio, at the first byte too many', async () => {
    expect(await limit(unpack(zeros, { ...DEFAULT_LIMITS, 'zip.entry-bytes': 999_999 }))).toEqual({
      name: 'zip.entry-bytes',
      max: 999_999,
      need: 1_000_000,
    });
    expect(await limit(unpack(zeros, { ...DEFAULT_LIMITS, 'zip.total-bytes': 1_999_999 }))).toEqual({
      name: 'zip.total-bytes',
      max: 1_999_999,
      need: 2_000_000,
    });
    expect(await limit(unpack(zeros, { ...DEFAULT_LIMITS, 'zip.ratio': 500 }))).toMatchObject({ name: 'zip.ratio', max: 500 });
    expect(await limit(unpack(zeros, { ...DEFAULT_LIMITS, 'zip.entry-bytes': 1_000_000, 'zip.total-bytes': 2_000_000 }))).toBeUndefined();
  });

  it('counts an entry once, however often it is opened', async () => {
    const entry = (await readZip(sourceOf(zeros), { ...DEFAULT_LIMITS, 'zip.total-bytes': 1_000_000 })).get('a');
    for (let time = 0; time < 3; time++) expect(await collect(entry?.open() ?? chunks())).toHaveLength(1_000_000);
  });

  it('points at the place of the entry, not at its name', async () => {
    const file = (await readZip(sourceOf(zeros), { ...DEFAULT_LIMITS, 'zip.entry-bytes': 1 })).get('b');
    await expect(collect(file?.open() ?? chunks())).rejects.toMatchObject({ pointer: '/zip/1' });
  });
});

describe('independent judges', () => {
  const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
  const python = works('python3', '-c', 'import zipfile');
  const unzip = works('unzip', '-v');
  const PYTHON = `import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([[i.filename, i.compress_type, i.date_time[:3], hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()]))`;

  async function onDisk<T>(judge: (file: string) => T): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'cx-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), await collect(writeZip(sample)));
      return judge(join(folder, 'a.zip'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it.skipIf(!python)(`Python's zipfile reads what we write${python ? '' : ' (SKIPPED: no python3)'}`, async () => {
    const seen: unknown = JSON.parse(await onDisk((file) => execFileSync('python3', ['-c', PYTHON, file], { encoding: 'utf8' })));
    const expected = await Promise.all(
      sample.map(async ({ name, store, open }) => [
        name,
        store ? 0 : 8,
        [1980, 1, 1],
        createHash('sha256')
          .update(concat(await collect(open())))
          .digest('hex'),
      ]),
    );
    expect(seen).toEqual(expected);
  });

  it.skipIf(!unzip)(`unzip -t accepts what we write${unzip ? '' : ' (SKIPPED: no unzip)'}`, async () => {
    expect(await onDisk((file) => spawnSync('unzip', ['-tqq', file]).status)).toBe(0);
  });
});
