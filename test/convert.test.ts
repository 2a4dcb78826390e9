import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../src/core/json.js';
import {
  type ConvertOptions,
  convert,
  convertToBytes,
  DEFAULT_LIMITS,
  detect,
  type FileSource,
  formats,
  inspect,
  type Progress,
  type Report,
  read,
  type Source,
  sourceOf,
  write,
  writeToBytes,
} from '../src/index.js';
import { refusal } from './core/refusal.js';
import { account, field, header, idOf, item, login, withItem } from './cxf/documents.js';
import { passkey } from './cxf/quirks.js';
import { P256 } from './law/keys.js';
import { cheaply, keyed } from './law/locked.js';

function input(value: JsonObject, name?: string): Source {
  return sourceOf(Buffer.from(JSON.stringify(value)), name);
}

const clock = (): number => 1_800_000_000;
const CXF: ConvertOptions = { to: 'cxf', clock };
const TITLE = 'Canary title 7f3a';
const counted: JsonObject = {
  name: 'vault.example/cx-passkey-counters',
  source: 'bitwarden',
  entries: [{ credentialId: passkey['credentialId'] ?? null, counter: 5 }],
};
/** What a file of one passkey can hold. */
const withPasskey = withItem([{ ...passkey, key: P256[0] ?? '' }]);
const lossy = header([
  account([
    item([login]),
    item([login, passkey, { type: 'file', id: idOf('f'), name: 'a.txt', decryptedSize: 1, integrityHash: 'AQ' }], {
      id: idOf('second'),
      title: TITLE,
      extensions: [counted],
      favorite: 'true',
    }),
  ]),
]);
const bitwarden: JsonObject = {
  encrypted: false,
  folders: [],
  items: [
    {
      id: '4c1fb0a8-8a3f-4d3a-9b0e-0f6f3b1d2c11',
      type: 1,
      name: TITLE,
      login: { username: 'ada', password: 'p', uris: [{ match: 1, uri: 'https://a.example' }] },
      reprompt: 1,
    },
  ],
};

function lines({ findings }: Report): string[] {
  return findings.map(({ severity, code, source }) => `${severity} ${code} ${source}`);
}

describe('convert', () => {
  it('reads and writes, and reports both in this order', async () => {
    const { bytes, report } = await convertToBytes([input(lossy)], CXF);
    expect(lines(report)).toEqual([
      'change cxf.boolean-respelled /accounts/0/items/1/favorite',
      'loss passkey.counter-nonzero /accounts/0/items/1/credentials/1',
      'loss file.missing /accounts/0/items/1/credentials/2',
      'change header.replaced /timestamp',
    ]);
    expect(report).toMatchObject({
      version: 1,
      source: { format: 'cxf', variant: 'json' },
      target: { format: 'cxf', variant: 'json' },
      totals: { losses: 2, changes: 2, passkeysLeftBehind: 1 },
    });
    expect(report.counts).toEqual({ items: 2, credentials: { 'basic-auth': 2, file: 1, passkey: 1 }, files: 1 });
    expect(report.gaps.map(({ side, format, variant }) => [side, format, variant])).toEqual([
      ['source', 'cxf', 'json'],
      ['target', 'cxf', 'json'],
    ]);
    const written = JSON.parse(Buffer.from(bytes).toString()) as JsonObject;
    expect(written).toEqual({
      ...header([account([item([login]), item([login], { id: idOf('second'), title: TITLE, favorite: true })])]),
      timestamp: clock(),
    });
  });

  it('has its report before the first byte', async () => {
    const { report, output } = await convert([input(lossy)], CXF);
    expect(report.findings.length).toBe(4);
    const parts: Uint8Array[] = [];
    for await (const part of output) parts.push(part);
    expect(Buffer.concat(parts)).toEqual(Buffer.from((await convertToBytes([input(lossy)], CXF)).bytes));
  });

  it.each(formats.flatMap(({ id, variants }) => variants.filter(({ writes }) => writes).map(({ id: variant }) => [id, variant])))(
    'to %s %s: the same input gives the same bytes and report',
    async (to = '', variant = '') => {
      for (const source of variant === 'passkey' ? [withPasskey] : [lossy, bitwarden]) {
        const run = () => convertToBytes([input(source)], { ...CXF, ...keyed(), policy: cheaply({}, to), to, variant });
        const [first, second] = [await run(), await run()];
        expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
        expect(second.report).toEqual(first.report);
        expect(first.report.target).toEqual({ format: to, variant });
        // Edge writes the very columns of Chrome: only its file name tells them apart.
        expect((await detect(sourceOf(first.bytes, to === 'microsoft' ? 'Microsoft Edge Passwords.csv' : undefined))).format).toBe(to);
      }
    },
  );

  it('leaves what it is given as it was', async () => {
    const bytes = Buffer.from(JSON.stringify(lossy));
    const before = Buffer.from(bytes);
    const { vault } = await read([sourceOf(bytes)]);
    const document = JSON.stringify(vault.document);
    for (const policy of [{}, { only: ['passkey'] }, { carry: 'none' as const }, { importer: 'bitwarden' as const, resetCounters: true }])
      await writeToBytes(vault, { ...CXF, policy });
    expect(JSON.stringify(vault.document)).toBe(document);
    expect(bytes.equals(before)).toBe(true);
    expect(await writeToBytes(vault, CXF)).toEqual(await writeToBytes((await read([input(lossy)])).vault, CXF));
  });

  it('several inputs stand side by side', async () => {
    const { bytes, report } = await convertToBytes([input(lossy), input(bitwarden)], CXF);
    expect(report.inputs).toEqual([
      { format: 'cxf', variant: 'json' },
      { format: 'bitwarden', variant: 'json' },
    ]);
    expect((JSON.parse(Buffer.from(bytes).toString()) as { accounts: unknown[] }).accounts.length).toBe(2);
    for (const { source = '' } of report.findings) expect(source).toMatch(/^(?:\/input\/[01](?:\/|$)|\/exporter|\/timestamp)/);
    expect(lines(report)).toContain('loss passkey.counter-nonzero /input/0/accounts/0/items/1/credentials/1');
  });

  it.each([
    [{ to: 'nothing' }, 'format.unknown'],
    [{ to: 'toString' }, 'format.unknown'],
    [{ to: 'cxf', variant: 'xml' }, 'format.unknown'],
    [{ to: 'cxf', from: 'nothing' }, 'format.unknown'],
  ])('refuses %j', async (options, code) => {
    expect((await refusal(() => convertToBytes([input(lossy)], options)))?.code).toBe(code);
  });

  it('refuses an unknown target before it reads or asks anything', async () => {
    let reads = 0;
    const source: Source = { size: 10, bytes: async () => new Uint8Array(++reads) };
    expect((await refusal(() => convert([source], { to: 'nothing' })))?.code).toBe('format.unknown');
    expect(reads).toBe(0);
  });

  it('refuses no input, an empty one, and one that nobody knows', async () => {
    const code = async (...inputs: readonly Source[]) => (await refusal(() => convert(inputs, CXF)))?.code;
    expect(await code()).toBe('input.empty');
    expect(await code(sourceOf(new Uint8Array()))).toBe('input.empty');
    expect(await code(sourceOf(Buffer.from('hello')))).toBe('detect.unknown');
  });
});

describe('options', () => {
  it('from: the named format reads, whatever detection says', async () => {
    const empty = account([]);
    expect((await refusal(() => read([input(empty)])))?.code).toBe('detect.unknown');
    expect((await read([input(empty)], { from: 'cxf' })).report.source).toEqual({ format: 'cxf', variant: 'json' });
    expect((await inspect([input(empty)], { from: 'cxf' })).counts.items).toBe(0);
    expect((await refusal(() => read([input(bitwarden)], { from: 'cxf' })))?.code).toBe('cxf.not-a-document');
  });

  it('limits: those that are named count, the others stay', async () => {
    const limits = { 'input.bytes': 10 };
    for (const work of [
      () => read([input(lossy)], { limits }),
      () => detect(input(lossy), limits),
      () => inspect([input(lossy)], { limits }),
      () => convert([input(lossy)], { ...CXF, limits }),
    ])
      expect((await refusal(work))?.limit).toMatchObject({ name: 'input.bytes', max: 10 });
    const deep = withItem([login], { deep: Array.from({ length: 20 }).reduce<JsonObject>((inner) => ({ inner }), {}) });
    expect((await refusal(() => read([input(deep)], { limits: { 'json.depth': 10 } })))?.limit?.name).toBe('json.depth');
    expect((await read([input(deep)], { limits: { 'input.bytes': 1_000_000 } })).report.counts.items).toBe(1);
    expect(DEFAULT_LIMITS['json.depth']).toBe(1024);
  });

  it.each([lossy, bitwarden])('signal: an aborted one stops reading and writing with its reason', async (source) => {
    const stop = new AbortController();
    const { vault } = await read([input(source)], { signal: stop.signal });
    const reason = new Error('enough');
    stop.abort(reason);
    const { signal } = stop;
    for (const to of ['cxf', 'bitwarden']) {
      await expect(read([input(source)], { signal })).rejects.toBe(reason);
      await expect(write(vault, { to, signal })).rejects.toBe(reason);
      await expect(convert([input(source)], { to, signal })).rejects.toBe(reason);
    }
  });

  it('progress: stages that never go back', async () => {
    const many = {
      ...bitwarden,
      items: Array.from({ length: 2500 }, (_, i) => ({ type: 1, name: `n${i}`, login: { username: 'u' }, notes: null })),
    };
    const seen: Progress[] = [];
    await convertToBytes([input(many)], { ...CXF, to: 'bitwarden', progress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['read', 'write']);
    for (const stage of ['read', 'write']) {
      const done = seen.filter((each) => each.stage === stage).map((each) => each.done);
      expect(done.length).toBeGreaterThan(1);
      expect(done).toEqual([...done].sort((a, b) => a - b));
      expect(seen.every((each) => each.done <= each.total)).toBe(true);
    }
  });

  it('titles: the words of the owner stand in a report only when asked for', async () => {
    const hidden = await convertToBytes([input(lossy)], { ...CXF, policy: { only: ['note'] } });
    expect(JSON.stringify(hidden.report)).not.toContain('Canary');
    expect(hidden.report.findings.some((finding) => 'subject' in finding)).toBe(false);
    const shown = await convertToBytes([input(lossy)], { ...CXF, policy: { titles: true } });
    expect(shown.report.findings.find(({ code }) => code === 'passkey.counter-nonzero')?.subject).toEqual({
      title: TITLE,
      rpId: 'example.com',
      username: 'ada',
    });
    expect(shown.report.totals).toEqual((await convertToBytes([input(lossy)], CXF)).report.totals);
  });

  it('only: other credentials are left out, and what remains is found in the input', async () => {
    const { bytes, report } = await convertToBytes([input(lossy)], { ...CXF, policy: { only: ['passkey'] } });
    expect(lines(report).filter((line) => line.startsWith('loss'))).toEqual([
      'loss item.filtered /accounts/0/items/0/credentials/0',
      'loss item.filtered /accounts/0/items/1/credentials/0',
      'loss item.filtered /accounts/0/items/1/credentials/2',
      'loss passkey.counter-nonzero /accounts/0/items/1/credentials/1',
    ]);
    expect(Buffer.from(bytes).toString()).toContain(TITLE);
  });

  it('carry: settings of a vendor travel by default, none when that is chosen', async () => {
    const all = await convertToBytes([input(bitwarden)], CXF);
    const none = await convertToBytes([input(bitwarden)], { ...CXF, policy: { carry: 'none' } });
    expect(Buffer.from(all.bytes).toString()).toContain('/cx-');
    expect(Buffer.from(none.bytes).toString()).not.toContain('/cx-');
    expect(
      none.report.findings.filter(({ code }) => code === 'carry.left-out').every(({ source = '' }) => source.startsWith('/items/0')),
    ).toBe(true);
    expect(none.report.totals.losses).toBeGreaterThan(0);
  });

  it('places are those of the input, also of what shaping moved before', async () => {
    const first = await convertToBytes(
      [input(withItem([{ type: 'totp', secret: 'AA', period: 999, digits: 6, algorithm: 'sha1' }, { type: 'odd', x: 1 }, login]))],
      CXF,
    );
    const second = await convertToBytes([sourceOf(first.bytes)], CXF);
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    // The code stood in the section of moved fields, the credential of another type in an extension.
    expect(lines(second.report)).toEqual([
      'change field.moved /accounts/0/items/0/credentials/1',
      'change credential.carried /accounts/0/items/0',
    ]);
    const bare = await convertToBytes([input(account([item([3, { type: 'odd' }, login])]))], CXF);
    expect(lines(bare.report)).toEqual([
      'warning cxf.envelope-account ',
      'warning cxf.credential-set-aside /items/0/credentials/0',
      'change credential.carried /items/0/credentials/1',
      'change header.replaced /timestamp',
    ]);
  });

  it('attachments beside the input are held against their hash, whatever is written', async () => {
    const integrityHash = createHash('sha256').update('abc').digest('base64url');
    const value = header([account([item([login, { type: 'file', id: idOf('f'), name: 'a.txt', decryptedSize: 3, integrityHash }])])]);
    const place = '/accounts/0/items/0/credentials/1';
    for (const [text, losses] of [
      ['abc', []],
      ['abd', [{ code: 'file.changed', severity: 'loss', reason: 'invalid-value', source: place }]],
    ] as const) {
      const source: FileSource = {
        size: 3,
        async *open() {
          yield Buffer.from(text);
        },
      };
      const attachments = new Map([[idOf('f'), source]]);
      for (const target of [{ to: 'bitwarden' }, { to: 'cxf' }]) {
        const { bytes, report } = await convertToBytes([input(value)], { clock, ...target, variant: 'zip', attachments });
        expect(report.findings.filter(({ code }) => code === 'file.changed')).toEqual(losses);
        expect((await read([sourceOf(bytes)])).report.counts).toMatchObject({ items: 1, files: 1 - losses.length });
      }
    }
  });

  it('attachments stand beside the input, and beside the output when that is chosen', async () => {
    const bytes = Buffer.from('x');
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64url');
    const value = withItem([{ type: 'file', id: idOf('f'), name: 'a.txt', decryptedSize: 1, integrityHash: hash }]);
    const source: FileSource = {
      size: 1,
      async *open() {
        yield bytes;
      },
    };
    const attachments = new Map([[idOf('f'), source]]);
    const beside = await convert([input(value)], { ...CXF, attachments, policy: { filesBeside: true } });
    expect([beside.report.totals.losses, [...beside.files.keys()]]).toEqual([0, [idOf('f')]]);
    const alone = await convert([input(value)], { ...CXF, attachments });
    expect([alone.report.totals.losses, alone.files.size]).toEqual([1, 0]);
    const zipped = await convertToBytes([input(value)], { ...CXF, variant: 'zip', attachments });
    const again = await read([sourceOf(zipped.bytes)]);
    expect([zipped.report.totals.losses, again.report.source.variant, again.vault.files.get(idOf('f'))?.size]).toEqual([0, 'zip', 1]);
  });
});

describe('inspect', () => {
  it('counts what is inside, and names no target', async () => {
    const report = await inspect([input(lossy)]);
    expect(report).toEqual((await read([input(lossy)])).report);
    expect('target' in report || 'locked' in report).toBe(false);
  });

  it('needs no secret for a locked file', async () => {
    const locked = {
      encrypted: true,
      passwordProtected: true,
      salt: 'AA',
      kdfType: 0,
      kdfIterations: 600_000,
      encKeyValidation_DO_NOT_EDIT: '2.x',
      data: '2.y',
    };
    expect(await inspect([input(locked)])).toEqual({
      version: 1,
      source: { format: 'bitwarden', variant: 'json-encrypted' },
      gaps: [],
      counts: { items: 0, credentials: {}, files: 0 },
      totals: { losses: 0, changes: 0, passkeysLeftBehind: 0 },
      findings: [],
      locked: true,
    });
    expect((await inspect([input(locked)], { from: 'bitwarden' })).locked).toBe(true);
    // Whoever can be asked wants it opened.
    const ask = () => Promise.resolve(undefined);
    expect((await refusal(() => inspect([input(locked)], { ask })))?.code).toBe('bitwarden.data-damaged');
    expect((await refusal(() => inspect([input(locked)], { from: 'cxf' })))?.code).toBe('cxf.not-a-document');
    expect((await refusal(() => inspect([])))?.code).toBe('input.empty');
  });
});

describe('a report', () => {
  it('holds no path, no time, no digest and nothing of the vault', async () => {
    const secrets = ['correct horse', 'ada@example.com', TITLE, 'secret-folder', 'passwords.json', '1800000000', 'canary key'];
    const value = header([
      account(
        [
          item(
            [
              { ...login, username: 'ada@example.com', 'canary key': 'correct horse' },
              { type: 'note', content: field('string', 'correct horse') },
            ],
            { title: TITLE, 'canary key': { 'canary key': 1 }, tags: [['correct horse']] },
          ),
        ],
        { 'canary key': 'x' },
      ),
    ]);
    for (const to of ['cxf', 'bitwarden']) {
      for (const policy of [{}, { carry: 'none' as const, only: ['basic-auth'] }]) {
        const { report } = await convertToBytes([input(value, '/home/secret-folder/passwords.json')], { ...CXF, to, policy });
        const text = JSON.stringify(report);
        expect(report.findings.length).toBeGreaterThan(0);
        expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
        expect(text).not.toMatch(/[0-9a-f]{32}|[A-Za-z0-9_-]{40}|20[0-9]{2}-[0-9]{2}/);
      }
    }
  });
});
