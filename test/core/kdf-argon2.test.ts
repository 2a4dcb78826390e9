import { describe, expect, it, vi } from 'vitest';
import { nativeProvider } from '../../src/cli/kdf-native.js';
import { toHex, utf8 } from '../../src/core/bytes.js';
import { CxError } from '../../src/core/errors.js';
import { type Argon2, argon2, type KdfProvider } from '../../src/core/kdf-argon2.js';
import { wasmProvider } from '../../src/core/kdf-argon2-wasm.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { refusal } from './refusal.js';

const CHEAP: Argon2 = {
  kind: 'argon2id',
  version: 0x13,
  password: utf8('password'),
  salt: utf8('somesalt'),
  iterations: 1,
  memoryKiB: 8,
  parallelism: 1,
  length: 32,
};
const limits = DEFAULT_LIMITS;

/** Computed with the reference implementation (argon2-cffi 21.1): kind, version, m, t, p, key. */
const VECTORS: readonly (readonly [Argon2['kind'], Argon2['version'], number, number, number, string])[] = [
  ['argon2d', 0x10, 8, 1, 1, '0a23a2261ba63dba51e84e611a6b0262017edff7e177428052a80ca405d915d7'],
  ['argon2d', 0x10, 37, 3, 4, 'c70d0fa0510d70094030bbd592c98d56ccacce26637ddf729e145e18d16bc7d3'],
  ['argon2d', 0x13, 8, 1, 1, 'c519e603ac603ec1aeb5b71ec44a6179e3f3975b14c0c97e3914c79e6363e178'],
  ['argon2d', 0x13, 64, 2, 2, 'd6af1b803d316222b7b0c0adfee22bcabee33f4834e1fb3d40e2137ac0bb33cf'],
  ['argon2d', 0x13, 37, 3, 4, '4aad6a3002443e9666d9caa5e9f4404af98d057051cc9c5df769070227180669'],
  ['argon2id', 0x10, 64, 2, 2, 'eda3f5ac56fb21c1c3ba0669ecae21725e719daa08e56f32e1b444fd626299bd'],
  ['argon2id', 0x13, 8, 1, 1, 'f137f8e186a403a679ccd0606e5ab5dcdafe43c1640855ac8c6e33e9bd63eeb3'],
  ['argon2id', 0x13, 64, 2, 2, '94387415dfb84ed1977465a1e8626073adf42bd4eeae1faa1dd4e23a1ff6859f'],
  ['argon2id', 0x13, 37, 3, 4, 'e5dbe2d5aecac6e88108fbaab5f51c837de7b934b329cadfe9e915425f4b452c'],
];
const requests = VECTORS.map(([kind, version, memoryKiB, iterations, parallelism, key]) => {
  return [`${kind} ${version.toString(16)} m=${memoryKiB}`, { ...CHEAP, kind, version, memoryKiB, iterations, parallelism }, key] as const;
});

describe('argon2', () => {
  it.each(requests)('%s: WebAssembly', async (_, request, key) => {
    if (request.version === 0x10) expect(await refusal(() => argon2(request, { limits }))).toMatchObject({ code: 'kdf.unsupported' });
    else expect(toHex(await argon2(request, { limits }))).toBe(key);
  });

  it.each(requests)('%s: the provider of the command line', async (_, request, key) => {
    expect(toHex(await argon2(request, { limits, kdf: nativeProvider }))).toBe(key);
  });

  it('agrees about a secret, and refuses associated data', async () => {
    const secret = utf8('pepper');
    const wasm = await wasmProvider.argon2({ ...CHEAP, secret });
    expect(toHex(await nativeProvider.argon2({ ...CHEAP, secret }))).toBe(toHex(wasm));
    expect(toHex(wasm)).not.toBe(toHex(await wasmProvider.argon2(CHEAP)));
    for (const kdf of [wasmProvider, nativeProvider]) {
      const error = await refusal(() => argon2({ ...CHEAP, associatedData: secret }, { limits, kdf }));
      expect(error?.code).toBe('kdf.unsupported');
    }
  });
});

describe('bounds of argon2', () => {
  const never: KdfProvider = { argon2: vi.fn(async () => new Uint8Array()) };

  it.each([
    ['kdf.memory-bytes', { memoryKiB: 1024 ** 2 + 1 }, 1024 ** 3 + 1024],
    ['kdf.memory-bytes', { memoryKiB: 2 ** 32 }, 2 ** 42],
    ['kdf.memory-bytes', { memoryKiB: 2 ** 64 }, 2 ** 74],
    ['kdf.memory-work', { memoryKiB: 1024 ** 2, iterations: 17 }, 17 * 1024 ** 3],
    ['kdf.memory-work', { iterations: 2 ** 53 }, 2 ** 66],
    ['kdf.lanes', { parallelism: 17, memoryKiB: 136 }, 17],
  ] as const)('%s: %j', async (name, part, need) => {
    const error = await refusal(() => argon2({ ...CHEAP, ...part }, { limits, kdf: never }));
    expect(error).toMatchObject({ code: 'limit.exceeded', limit: { name, max: limits[name], need }, exitCode: 6 });
  });

  it.each([
    { iterations: 0 },
    { iterations: 1.5 },
    { iterations: Number.NaN },
    { memoryKiB: -8 },
    { memoryKiB: 7 },
    { memoryKiB: 15, parallelism: 2 },
    { parallelism: 0 },
    { length: 3 },
    { salt: new Uint8Array(7) },
  ])('%j is not valid', async (part) => {
    const error = await refusal(() => argon2({ ...CHEAP, ...part }, { limits, kdf: never }));
    expect(error).toMatchObject({ code: 'kdf.parameters-invalid' });
  });

  it('a raised limit goes no further than Argon2 itself', async () => {
    const open = { ...limits, 'kdf.memory-bytes': Number.MAX_SAFE_INTEGER, 'kdf.memory-work': Number.MAX_SAFE_INTEGER };
    const error = await refusal(() => argon2({ ...CHEAP, memoryKiB: 2 ** 32 }, { limits: open, kdf: never }));
    expect(error?.code).toBe('kdf.parameters-invalid');
    expect(never.argon2).not.toHaveBeenCalled();
  });

  it.each([
    [new RangeError('WebAssembly.Memory.grow(): hunter2'), 'kdf.out-of-memory'],
    [new Error('hunter2'), 'kdf.unsupported'],
    [new CxError('kdf.unsupported'), 'kdf.unsupported'],
  ])('what a provider throws is told without its words', async (thrown, code) => {
    const kdf: KdfProvider = { argon2: async () => Promise.reject(thrown) };
    const error = await refusal(() => argon2(CHEAP, { limits, kdf }));
    expect(error).toMatchObject({ code });
    expect(error?.message).not.toContain('hunter2');
  });

  it('does not begin once aborted', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(argon2(CHEAP, { limits, kdf: never, signal })).rejects.toThrow('stopped');
    expect(never.argon2).not.toHaveBeenCalled();
  });
});
