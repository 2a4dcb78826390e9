import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { collect, type Source, sourceOf } from '../../src/core/source.js';
import { writeZip } from '../../src/core/zip.js';
import { detect } from '../../src/formats/detect.js';
import { probe } from '../../src/formats/probe.js';
import { refusal } from '../core/refusal.js';
import { account, header, item, login, withItem } from '../cxf/documents.js';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);
const present = existsSync(SAMPLES);

/** The answer in one line: format, variant, and whether it is locked; or the code of the refusal. */
async function answer(input: Uint8Array | string | Source): Promise<string> {
  const source = typeof input === 'string' ? sourceOf(utf8(input)) : input instanceof Uint8Array ? sourceOf(input) : input;
  let found = '';
  const error = await refusal(async () => {
    const { format, variant, locked, why } = await detect(source);
    expect(why).not.toBe('');
    found = `${format} ${variant}${locked ? ' locked' : ''}`;
  });
  return error?.code ?? found;
}

async function zip(...names: readonly string[]): Promise<Uint8Array> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield utf8('{}');
  }
  return collect(writeZip(names.map((name) => ({ name, open: content }))));
}

const LOGIN = { type: 1, name: 'x', login: {}, notes: null };

describe('detect', () => {
  it.each([
    ['a CXF document', JSON.stringify(withItem([login])), 'cxf json'],
    ['with a byte order mark and white space', `\ufeff\n ${JSON.stringify(header([]), undefined, 2)}`, 'cxf json'],
    ['a bare account', JSON.stringify(account([item([])])), 'cxf json'],
    ['a draft', '{"version":0,"exporter":"x","accounts":[]}', 'cxf json'],
    ['accounts without a version', JSON.stringify({ accounts: [account([])] }), 'cxf json'],
    ['the envelope of early Android versions', '{"exporterRpId":"x","exporterDisplayName":"X","payload":"e30"}', 'cxf json'],
    ['Bitwarden', JSON.stringify({ encrypted: false, folders: [], items: [LOGIN] }), 'bitwarden json'],
    ['Bitwarden with a broken first item', JSON.stringify({ encrypted: false, folders: [], items: [null, LOGIN] }), 'bitwarden json'],
    ['an empty Bitwarden vault', JSON.stringify({ encrypted: false, folders: [], items: [] }), 'bitwarden json'],
    ['a Bitwarden organisation', JSON.stringify({ encrypted: false, collections: [], items: [LOGIN] }), 'bitwarden json'],
    [
      'Bitwarden, locked for an account',
      JSON.stringify({ encrypted: true, encKeyValidation_DO_NOT_EDIT: 'x', items: [] }),
      'bitwarden json locked',
    ],
    [
      'Bitwarden, locked with a password',
      JSON.stringify({ encrypted: true, passwordProtected: true, salt: 'x', encKeyValidation_DO_NOT_EDIT: 'x', data: 'x' }),
      'bitwarden json-encrypted locked',
    ],
    [
      'Bitwarden CSV',
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n',
      'bitwarden csv',
    ],
    ['a CXF file cut short', JSON.stringify(withItem([login])).slice(0, -20), 'cxf json'],
    ['a web page', '<!DOCTYPE html><title>Sign in</title>', 'detect.html'],
    ['a web page with blanks in front', '\ufeff \n<HTML lang="en">', 'detect.html'],
    [
      'an export request',
      '{"version":{"major":0,"minor":0},"mode":["direct"],"importerRpId":"a","credentialTypes":["passkey"]}',
      'detect.not-a-vault',
    ],
    ['nothing', '', 'input.empty'],
    ['blanks', ' \n', 'detect.unknown'],
    ['prose', 'Dear diary,\nno passwords here.', 'detect.unknown'],
    ['another JSON', '{"hello":["world"]}', 'detect.unknown'],
    ['a JSON text', '"accounts"', 'detect.unknown'],
    ['another CSV', 'name,url,user,secret\n', 'detect.unknown'],
    ['a table without headings', 'https://a.example,me,secret\nhttps://b.example,me,secret\n', 'csv.no-heading'],
    ['XML', '<?xml version="1.0"?><html/>', 'detect.unknown'],
  ])('%s', async (_, text, expected) => {
    expect(await answer(text)).toBe(expected);
  });

  it('binary files, and texts of other encodings', async () => {
    expect(await answer(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('input.binary');
    expect(await answer(new Uint8Array(Buffer.from(`\ufeff${JSON.stringify(header([]))}`, 'utf16le')))).toBe('text.not-utf8');
  });

  it('archives, by their entries', async () => {
    expect(await answer(await zip('index.json', 'documents/AQ'))).toBe('cxf zip');
    expect(await answer(await zip('data.json', 'attachments/x/a.txt'))).toBe('bitwarden zip');
    expect(await answer(await zip('data.json', '__MACOSX/data.json'))).toBe('bitwarden zip');
    expect(await answer(await zip('other.json', 'attachments/x/a.txt'))).toBe('detect.unknown');
    expect(await answer((await zip('index.json')).subarray(0, 30))).toBe('zip.broken');
  });

  it('two formats that are equally sure are named, not chosen', async () => {
    const both = { encrypted: false, folders: [], items: [{ ...LOGIN, credentials: [] }] };
    const error = await refusal(() => detect(sourceOf(utf8(JSON.stringify(both)))));
    expect([error?.code, error?.hint]).toEqual(['detect.ambiguous', 'Name the right one with -f: cxf or bitwarden.']);
  });

  it('the file name decides nothing', async () => {
    for (const name of ['vault.cxf.json', 'bitwarden_export.json', 'x.zip', '/secret/path.csv']) {
      const found = await detect(sourceOf(utf8(JSON.stringify(header([]))), name));
      expect(found).toEqual(await detect(sourceOf(utf8(JSON.stringify(header([]))))));
    }
  });

  it('reads its window once, and nothing is asked of a file over the limit', async () => {
    const big = utf8(`${JSON.stringify(header([])).slice(0, -1)},"x":"${'é'.repeat(4_000_000)}"}`);
    let read = 0;
    const counting: Source = {
      size: big.length,
      bytes: async (from = 0, to = big.length) => {
        read += Math.min(to, big.length) - from;
        return big.subarray(from, to);
      },
    };
    expect(await answer(counting)).toBe('cxf json');
    expect(read).toBeLessThanOrEqual(1024 * 1024);
    read = 0;
    const error = await refusal(() => detect(counting, { ...DEFAULT_LIMITS, 'input.bytes': 1000 }));
    expect([error?.code, read]).toEqual(['limit.exceeded', 0]);
  });

  it('lists an archive without reading what is in it', async () => {
    async function* large(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 64; i++) yield Uint8Array.from({ length: 65_536 }, (_, j) => (Math.imul(j + i, 2_654_435_761) >>> 9) & 255);
    }
    const bytes = await collect(writeZip([{ name: 'index.json', open: large, store: true }]));
    let read = 0;
    const counting: Source = {
      size: bytes.length,
      bytes: async (from = 0, to = bytes.length) => {
        read += Math.min(to, bytes.length) - from;
        return bytes.subarray(from, to);
      },
    };
    expect(await answer(counting)).toBe('cxf zip');
    expect(read).toBeLessThan(2 * 1024 * 1024);
  });

  it('never fails without a code', async () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        'items',
        '"accounts"',
        '"items"',
        '"credentials"',
        'true',
        '\n',
        '<html>',
        'PK\u0003\u0004',
        ' ',
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 200 }),
          soup.map(utf8),
          fc.jsonValue().map((value) => utf8(JSON.stringify(value))),
        ),
        async (bytes) => {
          expect(await answer(bytes)).toMatch(/^(?:(?:cxf|bitwarden) \w+(?: locked)?|(?:detect|input|text|zip)\.[a-z0-9-]+)$/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('probe', () => {
  it('a character cut by the end of the window does not make it another encoding', async () => {
    for (const shift of ['', 'x', 'xx']) {
      const text = `{"a":"${shift}${'€'.repeat(500_000)}"}`;
      const view = await probe(sourceOf(utf8(text), 'Vault.JSON'), DEFAULT_LIMITS);
      expect(view.head.length).toBe(64 * 1024);
      expect(view.text?.startsWith('{"a"')).toBe(true);
      expect(view.jsonShape?.members.get('a')?.kind).toBe('string');
      expect([view.csvHeading, view.zipNames, view.name]).toEqual([undefined, undefined, 'vault.json']);
    }
  });

  it('gives the first row of what is no JSON', async () => {
    const view = await probe(sourceOf(utf8('\ufeffa;b\n1;2')), DEFAULT_LIMITS);
    expect([view.csvHeading, view.jsonShape, view.name]).toEqual([['a', 'b'], undefined, '']);
  });
});

describe.skipIf(!present)(present ? 'the samples' : 'the samples (skipped: ../shared/samples is absent)', () => {
  const list = (folder: string): string[] =>
    present ? readdirSync(new URL(`${folder}/`, SAMPLES)).map((name) => `${folder}/${name}`) : [];

  /** What each file is, by its name and by what its gatherers say of it. */
  function nature(name: string): string {
    if (name === 'cxf/json_export.json') return 'bitwarden json';
    if (name === 'cxf/bitwarden-android-alpha-cxp-request.json.txt') return 'detect.not-a-vault';
    if (name === 'cxf/bitwarden-crate-custom-fields-fragment.json') return 'detect.unknown';
    if (name.startsWith('cxf/')) return 'cxf json';
    if (name.endsWith('.csv')) return 'bitwarden csv';
    if (/kpxc-.*encrypted|password-protected|pbkdf2/.test(name)) return 'bitwarden json-encrypted locked';
    return name.includes('encrypted') ? 'bitwarden json locked' : 'bitwarden json';
  }

  it.each([...list('cxf'), ...list('bitwarden')])('%s', async (name) => {
    expect(await answer(readFileSync(new URL(name, SAMPLES)))).toBe(nature(name));
  });
});
