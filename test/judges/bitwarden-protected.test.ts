import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/core/brand.js';
import { convertToBytes, type KdfChoice, sourceOf } from '../../src/index.js';
import { type Judge, openJudge, type SdkKdf, sdkInstalled } from './bitwarden-sdk.js';
import { list } from './json.js';
import { documentOf, richItems } from './rich-cxf.js';

const skipped = '(skipped: @bitwarden/sdk-internal is not installed)';
const PASSWORD = 'päss word ';
const CLOCK = 1_767_225_600;

const COSTS: readonly (readonly [string, KdfChoice, SdkKdf])[] = [
  ['PBKDF2', { kind: 'pbkdf2', iterations: 5000 }, { pBKDF2: { iterations: 5000 } }],
  [
    'Argon2id',
    { kind: 'argon2id', iterations: 2, memoryKiB: 16 * 1024, parallelism: 1 },
    { argon2id: { iterations: 2, memory: 16, parallelism: 1 } },
  ],
  [
    'Argon2id in lanes',
    { kind: 'argon2id', iterations: 3, memoryKiB: 64 * 1024, parallelism: 4 },
    { argon2id: { iterations: 3, memory: 64, parallelism: 4 } },
  ],
];

async function converted(text: string, to: string, variant: string, kdf: KdfChoice): Promise<string> {
  const policy = { kdf, resetCounters: true, includeTrash: true };
  const options = { to, variant, policy, clock: () => CLOCK, ask: async () => Buffer.from(PASSWORD) };
  return Buffer.from((await convertToBytes([sourceOf(Buffer.from(text))], options)).bytes).toString();
}

const VAULT = JSON.stringify(documentOf(richItems()));

describe.skipIf(!sdkInstalled).each(COSTS)(
  sdkInstalled ? 'Bitwarden and we on an export under a password: %s' : `Bitwarden and we on an export under a password: %s ${skipped}`,
  (_, ours, theirs) => {
    let judge: Judge;
    beforeAll(async () => {
      judge = await openJudge(theirs);
    });

    it('it opens what we wrote, with this password only', async () => {
      const plain = await converted(VAULT, 'bitwarden', 'json', ours);
      const file = await converted(VAULT, 'bitwarden', 'json-encrypted', ours);
      expect(jsonOf(judge.opened(file, PASSWORD))).toEqual(jsonOf(plain));
      expect(() => judge.opened(file, PASSWORD.trim())).toThrow(/./);
    });

    it('we read what it wrote as what it wrote without a password', async () => {
      const plain = await converted(VAULT, 'bitwarden', 'json', ours);
      const file = await judge.protectedExport(plain, PASSWORD);
      const inside = judge.opened(file, PASSWORD);
      // The SDK leaves out the kinds of items that came in 2026.
      expect(list(jsonOf(inside), 'items').length).toBeGreaterThan(10);
      expect(await converted(file, 'bitwarden', 'json', ours)).toBe(await converted(inside, 'bitwarden', 'json', ours));
    });
  },
);
