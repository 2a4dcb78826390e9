import { inspect as show } from 'node:util';
import { describe, expect, test } from 'vitest';
import { convert, convertToBytes, detect, inspect, sourceOf } from '../src/index.js';
import { CANARIES, canary, richBitwarden } from './canary-vaults.js';
import { sealExport } from './formats/bitwarden/protected-export.js';
import { cheaply } from './law/locked.js';

/** The password is a secret like any other. */
const PASSWORD = canary();
const FILE = sealExport(JSON.stringify(richBitwarden()), PASSWORD);

function leaks(text: string): string[] {
  return [...CANARIES].filter((each) => text.toLowerCase().includes(each.toLowerCase()));
}

/** Everything that is said about a file: reports, progress, errors; and the new file itself, which is locked too. */
async function said(file: object, password: string): Promise<string> {
  const input = [sourceOf(Buffer.from(JSON.stringify(file)))];
  const words: unknown[] = [];
  const options = {
    ask: async () => Buffer.from(password),
    progress: (each: unknown) => words.push(each),
    policy: cheaply({}, 'bitwarden'),
  };
  const steps = [
    async () => detect(input[0] ?? sourceOf(new Uint8Array())),
    async () => inspect(input),
    async () => inspect(input, options),
    async () => (await convert(input, { ...options, to: 'cxf' })).report,
    async () => {
      const { bytes, report } = await convertToBytes(input, { ...options, to: 'bitwarden', variant: 'json-encrypted' });
      return [Buffer.from(bytes).toString(), report];
    },
  ];
  for (const step of steps) {
    try {
      words.push(await step());
    } catch (error) {
      words.push(show(error, { depth: null, showHidden: true, getters: true }), error instanceof Error ? error.stack : '');
    }
  }
  return JSON.stringify(words);
}

describe('a vault under a password: no canary is sung', () => {
  test('with the right password', async () => {
    const words = await said(FILE, PASSWORD);
    expect(words).toContain('"items":10');
    expect(words).toContain('derive-key');
    expect(leaks(words)).toEqual([]);
  });

  test('with another, of a damaged file, or one of a cost without bounds', async () => {
    const other = canary();
    for (const [file, code] of [
      [FILE, 'secret.wrong'],
      [{ ...FILE, data: FILE.data.replace('|', '|A') }, 'bitwarden.data-damaged'],
      [{ ...FILE, kdfIterations: 1e12 }, 'limit.exceeded'],
      [{ ...FILE, [canary()]: canary(), kdfType: canary() }, 'bitwarden.envelope-invalid'],
      [sealExport(JSON.stringify({ [canary()]: canary() }), other), 'format.mismatch'],
      [sealExport(`{"a":${canary()}`, other), 'json.syntax'],
    ] as const) {
      const words = await said(file, other);
      expect(words).toContain(code);
      expect(leaks(words)).toEqual([]);
    }
  });

  test('and this test would hear one', async () => {
    const { bytes } = await convertToBytes([sourceOf(Buffer.from(JSON.stringify(FILE)))], {
      to: 'bitwarden',
      ask: async () => Buffer.from(PASSWORD),
    });
    expect(leaks(Buffer.from(bytes).toString()).length).toBeGreaterThan(20);
  });
});
