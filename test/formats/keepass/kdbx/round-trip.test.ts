import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { canHold, valueBytes } from '../../../../src/formats/keepass/kdbx/content-xml.js';
import { binaryOfBytes } from '../../../../src/formats/keepass/kdbx/inner-header.js';
import type { KdbxElement } from '../../../../src/formats/keepass/kdbx/kdbx.js';
import { readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
import type { Variant } from '../../../../src/formats/keepass/kdbx/variant-dictionary.js';
import { refusal } from '../../../core/refusal.js';
import { bytesOf, element, hidden, KEY, written } from './forge.js';

const context = { limits: DEFAULT_LIMITS };

const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,5}$/);
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const attributes = fc.dictionary(
  name.filter((each) => each !== 'Protected'),
  anyText.filter((text) => canHold(text, false)),
  { maxKeys: 2 },
);
const shownValue = fc
  .tuple(
    name,
    anyText.filter((text) => canHold(text, false)),
    attributes,
  )
  .map(([key, text, more]) => element(key, text, more));
const hiddenValue = fc
  .tuple(
    name,
    anyText.filter((text) => canHold(text, true)),
    attributes,
  )
  .map(([key, text, more]) => {
    return { ...hidden(key, text), attributes: new Map(Object.entries(more)) };
  });
/** 0xff is never in UTF-8. */
const hiddenBytes = fc.uint8Array({ maxLength: 9 }).map((bytes) => ({ ...hidden('Value', ''), bytes: concat(bytes, Uint8Array.of(0xff)) }));
const leaf: fc.Arbitrary<KdbxElement> = fc.oneof(shownValue, hiddenValue, hiddenBytes);
const parentOf = (child: fc.Arbitrary<KdbxElement>): fc.Arbitrary<KdbxElement> =>
  fc.tuple(name, fc.array(child, { maxLength: 4 }), attributes).map(([key, children, more]) => element(key, children, more));
const root = fc
  .array(parentOf(fc.oneof(leaf, parentOf(fc.oneof(leaf, parentOf(leaf))))), { maxLength: 4 })
  .map((all) => element('KeePassFile', all));

const variant: fc.Arbitrary<Variant> = fc.oneof(
  fc.record({ type: fc.constant('uint32' as const), value: fc.nat(2 ** 32 - 1) }),
  fc.record({ type: fc.constant('int32' as const), value: fc.integer() }),
  fc.record({ type: fc.constant('uint64' as const), value: fc.bigInt(0n, 2n ** 64n - 1n) }),
  fc.record({ type: fc.constant('int64' as const), value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) }),
  fc.record({ type: fc.constant('bool' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('string' as const), value: anyText.filter((text) => canHold(text, true)) }),
  fc.record({ type: fc.constant('bytes' as const), value: fc.uint8Array().map((bytes): Bytes => new Uint8Array(bytes)) }),
);
const content = fc.record({
  root,
  binaries: fc.array(fc.tuple(fc.uint8Array(), fc.boolean()), { maxLength: 3 }),
  publicCustomData: fc.dictionary(name, variant, { maxKeys: 4 }).map((members) => new Map(Object.entries(members))),
});

/** Without the lines, which only a reader knows. */
const plain = ({ line: _, children, ...rest }: KdbxElement): object => ({ ...rest, children: children.map(plain) });

describe('any database', () => {
  it('is read as it was written', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom('aes256', 'chacha20'), fc.boolean(), async (made, cipher, compressed) => {
        const binaries = made.binaries.map(([bytes, isProtected]) => binaryOfBytes(new Uint8Array(bytes), isProtected));
        const back = await readKdbx(await written({ ...made, binaries }, KEY, { cipher, compressed }), KEY, context);
        expect(plain(back.root)).toEqual(plain(made.root));
        expect(back.facts.publicCustomData).toEqual(made.publicCustomData);
        for (const [i, [data, isProtected]] of made.binaries.entries()) {
          const binary = back.binaries.get(String(i));
          expect(binary?.isProtected).toBe(isProtected);
          expect((await bytesOf(binary)).equals(data)).toBe(true);
        }
        expect(back.binaries.size).toBe(made.binaries.length);
      }),
      { numRuns: 60 },
    );
  });

  it('a value is text or bytes, never both', () => {
    expect(valueBytes(hidden('Value', 'ä'))).toEqual(Uint8Array.of(0xc3, 0xa4));
    expect(valueBytes({ ...hidden('Value', ''), bytes: Uint8Array.of(0xff) })).toEqual(Uint8Array.of(0xff));
  });

  it('half a character is refused, and told before', async () => {
    expect([canHold('\ud800', true), canHold('\ud800', false), canHold('\u0001', true), canHold('\u0001', false)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    for (const value of [hidden('Value', '\ud800'), element('Value', '\u0001')]) {
      const error = await refusal(() => written({ root: element('KeePassFile', [value]), binaries: [] }));
      expect(error?.code).toBe('xml.character');
    }
  });

  it('an attachment that is not as long as it says is refused', async () => {
    for (const size of [0, 2]) {
      const binaries = [{ size, isProtected: false, open: () => [new Uint8Array(1)] }];
      expect((await refusal(() => written({ root: element('KeePassFile', []), binaries })))?.code).toBe('file.changed');
    }
  });
});

describe('any bytes', () => {
  const SIGNATURE = Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0);
  const field = fc.tuple(fc.nat(13), fc.uint8Array({ maxLength: 40 })).map(([id, data]) => (wide: boolean) => {
    return Uint8Array.from([id, data.length, 0, ...(wide ? [0, 0] : []), ...data]);
  });
  const headers = fc
    .tuple(fc.constantFrom(3, 4), fc.array(field, { maxLength: 12 }), fc.uint8Array({ maxLength: 200 }))
    .map(([major, fields, rest]) => concat(SIGNATURE, Uint8Array.of(major, 0), ...fields.map((each) => each(major === 4)), rest));

  it('are refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), headers), async (bytes) => {
        const error = await refusal(() => readKdbx(new Uint8Array(bytes), KEY, context));
        expect(error?.code).toMatch(/^(kdbx|limit|kdf)\./);
      }),
      { numRuns: 500 },
    );
  });
});
