import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nativeProvider } from '../../../src/cli/kdf-native.js';
import { CxError } from '../../../src/core/errors.js';
import type { Ask, SecretRequest } from '../../../src/formats/format.js';
import { convertToBytes, inspect, read, sourceOf } from '../../../src/index.js';
import { cheaply } from '../../law/locked.js';
import { KEY_FILES } from './kdbx/key-kinds.js';

/* Who is asked for what, and what a wrong answer is called. */

const SOURCE = Buffer.from(JSON.stringify({ encrypted: false, folders: [], items: [{ type: 1, name: 'One', login: { username: 'me' } }] }));

type Answers = Readonly<Record<string, readonly (string | Uint8Array | Error | undefined)[]>>;

/** Answers by role and kind, in turn; and what was asked. */
function asking(answers: Answers): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: async ({ role, kind, attempt }: SecretRequest) => {
      asked.push(`${role} ${kind} ${attempt}`);
      const answer = answers[`${role} ${kind}`]?.[attempt - 1];
      if (answer instanceof Error) throw answer;
      return typeof answer === 'string' ? Buffer.from(answer) : answer;
    },
  };
}

async function locked(answers: Answers): Promise<Uint8Array> {
  const options = { to: 'keepass', policy: cheaply({}, 'keepass'), ask: asking(answers).ask };
  return (await convertToBytes([sourceOf(SOURCE)], options)).bytes;
}

async function opened(file: Uint8Array, answers: Answers) {
  const { ask, asked } = asking(answers);
  try {
    const { vault } = await read([sourceOf(file)], { ask });
    return { titles: vault.document.accounts.flatMap(({ items }) => items.map(({ title }) => title)), asked };
  } catch (error) {
    if (!(error instanceof CxError)) throw error;
    return { code: error.code, asked };
  }
}

const NOBODY = new CxError('secret.missing');
const KEY_FILE = KEY_FILES['32 bytes'];

describe('a password', () => {
  it('is asked for again while it is wrong', async () => {
    const file = await locked({ 'output password': ['right'] });
    const first = ['input key-file 1', 'input password 1'];
    expect(await opened(file, { 'input password': ['right'] })).toEqual({ titles: ['One'], asked: first });
    expect(await opened(file, { 'input password': ['wrong', 'right'] })).toEqual({
      titles: ['One'],
      asked: [...first, 'input password 2'],
    });
    expect(await opened(file, { 'input password': ['wrong', undefined] })).toMatchObject({ code: 'kdbx.wrong-key' });
    expect(await opened(file, { 'input password': ['wrong', 'wrong', 'right'] })).toMatchObject({ code: 'kdbx.wrong-key' });
    expect(await opened(file, {})).toMatchObject({ code: 'secret.missing' });
  });

  it('may be empty, which is another key than none', async () => {
    const file = await locked({ 'output password': [''] });
    expect(await opened(file, { 'input password': [''] })).toMatchObject({ titles: ['One'] });
    expect(await opened(file, { 'input key-file': [KEY_FILE] })).toMatchObject({ code: 'kdbx.wrong-key' });
  });
});

describe('a key file', () => {
  it('opens by itself, also where nobody can be asked for a password', async () => {
    const file = await locked({ 'output key-file': [KEY_FILE], 'output password': [NOBODY] });
    for (const password of [undefined, '', NOBODY])
      expect(await opened(file, { 'input key-file': [KEY_FILE], 'input password': [password] })).toMatchObject({ titles: ['One'] });
    expect(await opened(file, { 'input password': [NOBODY] })).toMatchObject({ code: 'secret.missing' });
    expect(await opened(file, { 'input key-file': [KEY_FILES['any file']] })).toMatchObject({ code: 'kdbx.wrong-key' });
  });

  it('and a password are both needed where both were given', async () => {
    const file = await locked({ 'output key-file': [KEY_FILE], 'output password': ['right'] });
    expect(await opened(file, { 'input key-file': [KEY_FILE], 'input password': ['right'] })).toMatchObject({ titles: ['One'] });
    expect(await opened(file, { 'input password': ['right'] })).toMatchObject({ code: 'kdbx.wrong-key' });
    expect(await opened(file, { 'input key-file': [KEY_FILE] })).toMatchObject({ code: 'kdbx.wrong-key' });
  });
});

describe('what needs no secret', () => {
  it('a locked database says what it is', async () => {
    const file = await locked({ 'output password': ['right'] });
    expect(await inspect([sourceOf(file)])).toMatchObject({ source: { format: 'keepass', variant: 'kdbx' }, locked: true, findings: [] });
    const kdb = Uint8Array.from([...file.subarray(0, 4), 0x65, ...file.subarray(5)]);
    expect((await inspect([sourceOf(kdb)])).findings).toEqual([{ code: 'kdbx.kdb', severity: 'warning' }]);
  });

  it('a damaged one is refused before anybody is asked', async () => {
    const file = Uint8Array.from(await locked({ 'output password': ['right'] }));
    file[60] = (file[60] ?? 0) ^ 1;
    expect(await opened(file, { 'input password': ['right'] })).toEqual({ code: 'kdbx.header-damaged', asked: [] });
  });

  it('a cost that a database does not know is refused', async () => {
    const options = { to: 'keepass', policy: { kdf: { kind: 'pbkdf2', iterations: 5000 } } } as const;
    await expect(convertToBytes([sourceOf(SOURCE)], { ...options, ask: asking({ 'output password': ['x'] }).ask })).rejects.toMatchObject({
      code: 'kdf.parameters-invalid',
    });
    await expect(convertToBytes([sourceOf(SOURCE)], { to: 'keepass' })).rejects.toMatchObject({ code: 'secret.missing' });
  });
});

const SAMPLES = new URL('../../../../shared/samples/keepass2/', import.meta.url);
const present = existsSync(SAMPLES);

it.skipIf(!present)(present ? 'a sample with a key file' : 'a sample with a key file (skipped: ../shared/samples is absent)', async () => {
  const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, SAMPLES)));
  const { ask } = asking({ 'input key-file': [bytes('kdbxweb-demo.key')], 'input password': ['demo'] });
  const { report } = await read([sourceOf(bytes('kdbxweb-Argon2id.kdbx'))], { ask, kdf: nativeProvider });
  expect(report.counts.items).toBeGreaterThan(0);
  expect(report.counts.files).toBe(1);
});
