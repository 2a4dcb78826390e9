import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/core/brand.js';
import { convertToBytes, type KdfChoice, type Policy, sourceOf } from '../../../src/index.js';
import { refusal } from '../../core/refusal.js';
import { LEAST_ARGON2, LEAST_PBKDF2, openExport, type ProtectedExport, parseProtected, sealExport } from './protected-export.js';

const EXPORT = {
  encrypted: false,
  folders: [],
  items: [
    { id: '0b9f2a3c-7d1e-4f50-8a61-000000000001', type: 1, name: 'A login', login: { username: 'somebody', password: 'hidden word' } },
  ],
};
const PLAIN = JSON.stringify(EXPORT);
const LEAST: readonly (readonly [string, KdfChoice, typeof LEAST_PBKDF2])[] = [
  ['PBKDF2', { kind: 'pbkdf2', iterations: 5000 }, LEAST_PBKDF2],
  ['Argon2id', { kind: 'argon2id', iterations: 2, memoryKiB: 16 * 1024, parallelism: 1 }, LEAST_ARGON2],
];
const asking =
  (...answers: readonly string[]) =>
  async ({ attempt: n }: { readonly attempt: number }) => {
    const answer = answers[n - 1];
    return answer === undefined ? undefined : Buffer.from(answer);
  };

async function written(password: string, policy: Policy): Promise<ProtectedExport> {
  const options = { from: 'bitwarden', to: 'bitwarden', variant: 'json-encrypted', policy, ask: asking(password) };
  return parseProtected((await convertToBytes([sourceOf(Buffer.from(PLAIN))], options)).bytes);
}

async function read(file: object, password: string): Promise<unknown> {
  const options = { from: 'bitwarden', to: 'bitwarden', ask: asking(password) };
  return jsonOf(Buffer.from((await convertToBytes([sourceOf(Buffer.from(JSON.stringify(file)))], options)).bytes).toString());
}

describe.each(LEAST)('an export under a password with %s', (_, kdf, foreign) => {
  it('is read where another program wrote it', async () => {
    expect(await read(sealExport(PLAIN, 'pass word', foreign), 'pass word')).toMatchObject(EXPORT);
  });

  it('is opened by another program where we wrote it', async () => {
    const file = await written('pass word', { kdf });
    expect(file).toMatchObject({ encrypted: true, passwordProtected: true, ...foreign });
    expect(Buffer.from(file.salt, 'base64')).toHaveLength(16);
    expect(jsonOf(openExport(file, 'pass word'))).toMatchObject(EXPORT);
    expect(() => openExport(file, 'pass  word')).toThrow('seal');
  });

  it('never has the same salt, initialization vectors or check twice', async () => {
    const [a, b] = [await written('x', { kdf }), await written('x', { kdf })];
    const parts = [a, b].flatMap(({ salt, encKeyValidation_DO_NOT_EDIT: check, data }) => [salt, ...check.split('|'), ...data.split('|')]);
    expect(new Set(parts)).toHaveLength(parts.length);
  });
});

describe('the cost of a new file', () => {
  it('is what Bitwarden itself takes when nobody says otherwise', async () => {
    const file = await written('x', {});
    expect(file).toMatchObject({ kdfType: 0, kdfIterations: 600_000 });
    expect(file).not.toHaveProperty('kdfMemory');
    expect(jsonOf(openExport(file, 'x'))).toMatchObject(EXPORT);
  });

  it.each<KdfChoice>([
    { kind: 'pbkdf2', iterations: 4999 },
    { kind: 'pbkdf2', iterations: Number.NaN },
    { kind: 'argon2id', iterations: 1, memoryKiB: 65536, parallelism: 4 },
    { kind: 'argon2id', iterations: 3, memoryKiB: 15 * 1024, parallelism: 4 },
    { kind: 'argon2id', iterations: 3, memoryKiB: 65537, parallelism: 4 },
    { kind: 'argon2id', iterations: 3, memoryKiB: 65536, parallelism: 0 },
  ])('is never one that Bitwarden would not open: %o', async (kdf) => {
    expect((await refusal(() => written('x', { kdf })))?.code).toBe('kdf.parameters-invalid');
  });
});

describe('any text under any password', () => {
  const password = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '' && !/\p{Cs}/u.test(text));

  it('comes back as it went, and another program reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(password, fc.string({ unit: 'grapheme' }), async (secret, name) => {
        const plain = JSON.stringify({ encrypted: false, folders: [], items: [{ type: 2, name, secureNote: { type: 0 } }] });
        const options = {
          from: 'bitwarden',
          to: 'bitwarden',
          ask: asking(secret),
          policy: { kdf: LEAST[0]?.[1] ?? { kind: 'pbkdf2', iterations: 5000 } },
        } as const;
        const { bytes } = await convertToBytes([sourceOf(Buffer.from(plain))], { ...options, variant: 'json-encrypted' });
        expect(jsonOf(openExport(parseProtected(bytes), secret))).toMatchObject({ items: [{ name }] });
        const back = await convertToBytes([sourceOf(bytes)], options);
        expect(jsonOf(Buffer.from(back.bytes).toString())).toMatchObject({ items: [{ name }] });
      }),
      { numRuns: 60 },
    );
  });
});
