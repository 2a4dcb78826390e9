import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
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
});
