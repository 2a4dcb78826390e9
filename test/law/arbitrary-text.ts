import * as fc from 'fast-check';

/** Texts that have broken programs. */
const HOSTILE = [
  '{"a"',
  '"',
  "'; --",
  'a,b;c\td',
  'line\nfeed',
  'carriage\r\nreturn',
  '\u0000',
  '\ud800',
  'x\udfff',
  '\u202eright to left',
  'אבג',
  '👩‍👩‍👧‍👦',
  '\ufeffmark',
  '=1+1',
  '../../etc',
  '%41%zz',
  'a: b',
  'a/b',
  '{secret}',
  '__proto__',
  ' space ',
  'Card: Number',
  'Note 2: Content',
  'Tag',
  'https://a.example,https://b.example',
  'x'.repeat(3000),
];

/** Any text; hostile ones as often as plain ones. `__proto__` is refused as a key, not as a value. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z]{1,8}$/) },
);

/** A text that says something. */
export const words: fc.Arbitrary<string> = text.filter((value) => value !== '');

export const url: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'https://example.com/',
    'https://example.com/a,b',
    'http://[::1]:80/?q=%20#f',
    'androidapp://com.example',
    'not a url',
    'ssh://x',
  ),
  fc.webUrl(),
  words,
);

/** base64url of so many bytes. */
export function bytes(minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  return fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array).toString('base64url'));
}

export const seconds: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000_000 }),
  fc.constantFrom(0, 253_402_300_800, 999_999_999_999),
);
