import { describe, expect, it } from 'vitest';
import { nativeProvider } from '../../../../src/cli/kdf-native.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
import { DEFAULT_SETTINGS } from '../../../../src/formats/keepass/kdbx/write.js';
import { ATTACHMENT, bytesOf, CHEAP, KEY, RICH, stringsOf, written } from './forge.js';

const context = { limits: DEFAULT_LIMITS };

describe('what is written', () => {
  const cases = (['aes', 'argon2d', 'argon2id'] as const).flatMap((kdf) =>
    (['aes256', 'chacha20'] as const).flatMap((cipher) => [true, false].map((compressed) => [kdf, cipher, compressed] as const)),
  );

  it.each(cases)('reads back: %s, %s, compressed %s', async (kdf, cipher, compressed) => {
    const file = await written(RICH, KEY, { kdf: CHEAP[kdf], cipher, compressed });
    const { facts, root, binaries } = await readKdbx(file, KEY, context);
    expect(facts).toMatchObject({ major: 4, minor: 1, cipher, compressed, kdf: CHEAP[kdf], unknownFields: [] });
    expect(stringsOf(root)).toEqual(stringsOf(RICH.root));
    expect(binaries.size).toBe(1);
    expect((await bytesOf(binaries.get('0'))).equals(ATTACHMENT)).toBe(true);
  });

  it('costs 64 MiB when nothing else is said', async () => {
    const file = await written(RICH, KEY, DEFAULT_SETTINGS);
    const { facts, root } = await readKdbx(file, KEY, { ...context, kdf: nativeProvider });
    expect(facts).toMatchObject({ cipher: 'aes256', compressed: true, kdf: { kind: 'argon2id', version: 0x13, memoryKiB: 64 * 1024 } });
    expect(stringsOf(root)).toEqual(stringsOf(RICH.root));
  });

  it('is never the same twice', async () => {
    const [one, two] = [await written(RICH), await written(RICH)];
    // Signature, version, and the fields whose content is fixed.
    expect(Buffer.from(one.subarray(0, 42)).equals(two.subarray(0, 42))).toBe(true);
    expect(Buffer.from(one.subarray(42, 100)).equals(two.subarray(42, 100))).toBe(false);
  });
});
