import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect as show } from 'node:util';
import { describe, expect, test } from 'vitest';
import { errorLines } from '../src/cli/render/error.js';
import { inkFor } from '../src/cli/render/ink.js';
import { inspectLines } from '../src/cli/render/inspect.js';
import { reportLines } from '../src/cli/render/report.js';
import { utf8 } from '../src/core/bytes.js';
import { convert, convertToBytes, detect, inspect, sourceOf, validateCxf } from '../src/index.js';
import { CANARIES, canary, richBitwarden, richDocument, SUBJECTS } from './canary-vaults.js';
import { cxf, folder, sh } from './cli/run.js';
import { onTerminal } from './cli/terminal.js';
import { PASSKEY_KEY } from './cli/vaults.js';
import { ENCRYPTED_FLAG, forge } from './core/zip-forge.js';

/** The canaries in a text, also when cut, changed or in base64: all of those begin alike. */
function leaks(text: string): string[] {
  return [...new Set([...(text.match(/kanarie\w*|a2FuYXJp[\w-]*/gi) ?? []), ...(text.includes(PASSKEY_KEY) ? [PASSKEY_KEY] : [])])];
}

const ink = inkFor(false, {});
const style = { ink, width: 100, label: (format: string, variant: string) => `${format} ${variant}` };

/** Everything that an error can show, in any way somebody may print it. */
function wordsOf(error: unknown): string {
  const facts =
    error instanceof Error
      ? [error.message, error.stack, JSON.stringify(error), JSON.stringify(Object.getOwnPropertyDescriptors(error))]
      : [];
  return [String(error), show(error, { depth: null, showHidden: true, getters: true }), ...facts, ...errorLines(error, ink).lines].join(
    '\n',
  );
}

/** What one step says, be it a report or an error. */
async function saying(step: () => Promise<string>): Promise<string> {
  try {
    return await step();
  } catch (error) {
    return wordsOf(error);
  }
}

const TARGETS = [
  { to: 'cxf', policy: {} },
  { to: 'cxf', variant: 'zip', policy: { importer: 'bitwarden', resetCounters: true, includeTrash: true } },
  { to: 'cxf', policy: { importer: 'spec', carry: 'none', only: ['totp'] } },
  { to: 'bitwarden', policy: { carry: 'settings' } },
  { to: 'bitwarden', variant: 'csv', policy: {} },
  { to: 'bitwarden', variant: 'zip', policy: {} },
  { to: 'keepass', variant: 'csv', policy: {} },
  { to: 'keepass', variant: 'passkey', policy: {} },
] as const;

/** Everything the library and the renderers say about an input, but for vaults. */
async function said(bytes: Uint8Array, targets: readonly (typeof TARGETS)[number][] = TARGETS): Promise<string> {
  const source = sourceOf(bytes);
  const progress: unknown[] = [];
  const steps = [
    async () => JSON.stringify(await detect(source)),
    async () => {
      const found = await inspect([source]);
      return [JSON.stringify(found), ...inspectLines(found, style)].join('\n');
    },
    async () => JSON.stringify(await validateCxf(bytes)),
    async () => JSON.stringify((await inspect([source, source])).findings),
    ...targets.map((target) => async () => {
      const { report } = await convertToBytes([source], { ...target, progress: (each) => progress.push(each) });
      return [JSON.stringify(report), ...reportLines(report, style)].join('\n');
    }),
  ];
  const words: string[] = [];
  for (const step of steps) words.push(await saying(step));
  return [...words, JSON.stringify(progress)].join('\n');
}

const VAULTS = { bitwarden: richBitwarden(), 'bitwarden without counters': richBitwarden('0'), cxf: richDocument() };

/** Every place of a JSON value, with a way to put something else there. */
function places(root: unknown): ((value: unknown) => string)[] {
  const found: ((value: unknown) => string)[] = [];
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) {
      const before: unknown = Reflect.get(at, key);
      found.push((value) => {
        Reflect.set(at, key, value);
        const text = JSON.stringify(root);
        Reflect.set(at, key, before);
        return text;
      });
      walk(before);
    }
  };
  walk(root);
  return found;
}

describe.each(Object.entries(VAULTS))('%s: no canary is sung', (_, vault) => {
  const text = JSON.stringify(vault);

  test('about the whole vault', async () => {
    const words = await said(utf8(text));
    expect(words).toContain('"severity":"loss"');
    expect(leaks(words)).toEqual([]);
  });

  test('about a vault cut short', async () => {
    for (let part = 1; part < 20; part++) {
      const words = await said(utf8(text.slice(0, Math.floor((text.length * part) / 20))), TARGETS.slice(0, 1));
      expect(words).toMatch(/json\.syntax|detect\.unknown/);
      expect(leaks(words)).toEqual([]);
    }
  });

  test.each([
    ['a number', 12_345],
    ['a text', canary()],
    ['an object', { [canary()]: canary() }],
    ['an array', [canary(), { [canary()]: canary() }, null, 1.5]],
    ['nothing', null],
    ['a truth', true],
  ])('when %s stands in any place', { timeout: 120_000 }, async (__, value) => {
    const all = places(structuredClone(vault));
    expect(all.length).toBeGreaterThan(100);
    // Some fifty places, so that the test stays quick; each kind of value begins at another one.
    const step = Math.ceil(all.length / 50);
    for (let i = JSON.stringify(value).length % step; i < all.length; i += step) {
      const put = all[i];
      if (put) expect(leaks(await said(utf8(put(value)), [TARGETS[0], TARGETS[3]]))).toEqual([]);
    }
  });

  test('when a member is named twice, is forbidden or a number is too large', { timeout: 120_000 }, async () => {
    const members = [...text.matchAll(/"(?:[^"\\]|\\.)*":/g)];
    for (let i = 0; i < members.length; i += Math.ceil(members.length / 30)) {
      const at = members[i]?.index ?? 0;
      const [name = ''] = members[i] ?? [];
      for (const before of [`${name}"${canary()}",`, `"__proto__":"${canary()}",`, `"${canary()}":12345678901234567890,`]) {
        const words = await said(utf8(text.slice(0, at) + before + text.slice(at)), TARGETS.slice(0, 1));
        expect(leaks(words)).toEqual([]);
      }
    }
  });

  test('when it is no UTF-8, or a CSV is broken', async () => {
    expect(leaks(await said(Buffer.from(text.replace('kanarie', 'kanarié'), 'latin1')))).toEqual([]);
    expect(leaks(await said(Buffer.from(text, 'utf16le')))).toEqual([]);
    const { bytes } = await convertToBytes([sourceOf(utf8(text))], { to: 'bitwarden', variant: 'csv' });
    const csv = Buffer.from(bytes).toString();
    expect(leaks(csv)).not.toEqual([]);
    for (const broken of [
      csv,
      `${csv}"${canary()}`,
      csv.replaceAll('"', ''),
      csv.replaceAll(',', ';'),
      csv.slice(0, -40),
      csv.replace('login_username', canary()),
    ])
      expect(leaks(await said(utf8(broken)))).toEqual([]);
  });

  test('in an archive with files of telling names', async () => {
    const file = { name: `attachments/${canary()}/${canary()}.txt`, data: utf8(canary()) };
    const stray = { name: `${canary()}.txt`, data: utf8(canary()) };
    for (const name of ['data.json', 'index.json']) {
      const inside = { name, data: utf8(text) };
      const archives = [
        forge([inside, file]),
        forge([inside, stray]),
        forge([inside, file, file]),
        forge([inside, file]).subarray(0, -50),
        forge([inside, { ...file, crc: 1 }]),
        forge([inside, { ...file, size: 3 }]),
        forge([inside, { ...file, local: { name: canary() } }]),
        forge([inside, { ...stray, flags: ENCRYPTED_FLAG }]),
        forge([{ ...inside, data: utf8(text.slice(0, -100)) }, file]),
      ];
      for (const archive of archives) expect(leaks(await said(archive))).toEqual([]);
    }
  });

  test('with titles: only titles, RP IDs and user names', async () => {
    const { report } = await convert([sourceOf(utf8(text))], { to: 'bitwarden', variant: 'csv', policy: { titles: true } });
    const found = leaks([JSON.stringify(report), ...reportLines(report, style)].join('\n')).filter((each) => CANARIES.has(each));
    expect(found).not.toEqual([]);
    expect(found.filter((each) => !SUBJECTS.has(each))).toEqual([]);
  });
});

describe('the command', () => {
  const scripts = {
    good: 'cxf convert in -t cxf:zip -o v --report r; cxf convert in -t bitwarden:csv -o w --report s -q; cxf inspect in --json; cxf inspect in; cxf validate -f cxf in --json; cxf validate -f cxf in; cxf convert in in -t bitwarden -o x --report t; cat r s t',
    broken:
      'cxf convert in -t cxf; cxf inspect in; cxf inspect in --json; cxf validate -f cxf in --json; cxf convert in -f bitwarden -t cxf --dry-run --report -; ls',
  };

  test.each(Object.entries(VAULTS))('%s: says nothing either', { timeout: 120_000 }, async (_, vault) => {
    const cwd = folder();
    const text = JSON.stringify(vault);
    writeFileSync(join(cwd, 'in'), text);
    const good = await sh(scripts.good, { cwd });
    expect(good.stdout).toContain('"severity": "loss"');
    expect(leaks(good.stdout + good.stderr)).toEqual([]);
    writeFileSync(join(cwd, 'in'), text.slice(0, -200));
    const broken = await sh(scripts.broken, { cwd });
    expect(broken.stderr).toContain('[json.syntax]');
    expect(leaks(broken.stdout + broken.stderr)).toEqual([]);
  });

  test('on a terminal names only titles, RP IDs and user names, and nobody in the report file', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'in'), JSON.stringify(VAULTS.bitwarden));
    const { screen } = await onTerminal('cxf convert in -t cxf -o v --report r', { cwd, columns: 200 });
    const found = leaks(screen).filter((each) => CANARIES.has(each));
    expect(found).not.toEqual([]);
    expect(found.filter((each) => !SUBJECTS.has(each))).toEqual([]);
    expect(leaks(readFileSync(join(cwd, 'r'), 'utf8'))).toEqual([]);
  });

  test.each([
    ['a crash', { canary: canary() }],
    ['a promise that nobody waits for', { rejects: canary(), waits: 300 }],
  ])('on %s', async (_, engine) => {
    const { stdout, stderr } = await cxf(['convert', '-', '-t', 'beta'], { engine, stdin: canary() });
    expect([leaks(stdout + stderr), stderr]).toEqual([[], expect.stringContaining('[unexpected/')]);
  });
});

describe('the test itself', () => {
  test('hears a canary in the output, and in what the engine says of broken JSON', async () => {
    const source = sourceOf(utf8(JSON.stringify(VAULTS.bitwarden)));
    const { bytes } = await convertToBytes([source], { to: 'cxf' });
    expect(leaks(Buffer.from(bytes).toString()).length).toBeGreaterThan(50);
    const words = await saying(async () => String(JSON.parse(`{"password": ${canary()}}`)));
    expect(leaks(words)).not.toEqual([]);
    expect(leaks(wordsOf(Object.assign(new Error('x'), { value: { deep: [canary()] } })))).not.toEqual([]);
  });
});
