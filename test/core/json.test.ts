import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { isJsonArray, isJsonObject, type JsonOptions, type ParsedJson, parseJson } from '../../src/core/json.js';
import { parsePrecisely } from '../../src/core/json-precise.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/core/limits.js';
import { refused } from './refusal.js';

const REFUSE: JsonOptions = { unsafeNumbers: 'refuse' };
const TEXT: JsonOptions = { unsafeNumbers: 'text' };

function read(text: string, options = REFUSE, limits: Limits = DEFAULT_LIMITS): ParsedJson {
  return parseJson(utf8(text), limits, options);
}

function failure(text: string, options = REFUSE, limits: Limits = DEFAULT_LIMITS) {
  const error = refused(() => read(text, options, limits));
  return error && { code: error.code, pointer: error.pointer };
}

/** JSON texts with white space and escapes wherever the grammar allows them. */
const spaces = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 });
const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((value) => JSON.stringify(value)),
  fc.constantFrom('0', '-0', '1e3', '1E+2', '5e-1', '0.5', '-1.25e2'),
);
const string = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u0041"', '"\\/"', '"\\ud83d\\ude00"', '"\\ud800"', '"[{:,"', '"\\\\"', '"\\""'),
);
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    number,
    string,
    fc.constantFrom('true', 'false', 'null'),
    fc.tuple(spaces, fc.array(tie('json'), { maxLength: 4 }), spaces).map(([s, list, t]) => `[${s}${list.join(`${t},${s}`)}${t}]`),
    fc
      .tuple(
        spaces,
        fc.uniqueArray(fc.tuple(string, tie('json')), { selector: ([key]) => JSON.parse(key) as unknown, maxLength: 4 }),
        spaces,
      )
      .map(([s, list, t]) => `{${s}${list.map(([key, value]) => `${key}${t}:${s}${value}`).join(`${s},${t}`)}${t}}`),
  ),
}));

describe('parseJson', () => {
  it('gives what the engine gives, for every text that has one meaning', () => {
    fc.assert(
      fc.property(json, spaces, (text, space) => {
        expect(read(space + text + space)).toStrictEqual({ value: JSON.parse(text), numbersAsText: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the very values of JSON.parse, in order, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && failure(text)?.code !== 'json.number-unsafe');
        expect(JSON.stringify(read(text).value)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what the engine refuses, and nothing else', () => {
    const damage = fc.record({ at: fc.nat(200), remove: fc.integer({ min: 0, max: 3 }), insert: fc.string({ maxLength: 2 }) });
    fc.assert(
      fc.property(json, damage, (text, { at, remove, insert }) => {
        const broken = text.slice(0, at) + insert + text.slice(at + remove);
        let accepted = true;
        try {
          JSON.parse(broken);
        } catch {
          accepted = false;
        }
        const code = failure(broken)?.code;
        // A duplicate, a huge number or __proto__ may stand before the place where the engine stops.
        if (accepted)
          expect(code === undefined || ['json.key-duplicate', 'json.number-unsafe', 'json.key-forbidden'].includes(code)).toBe(true);
        else expect(code === 'json.syntax' || code === 'json.key-duplicate' || code === 'json.key-forbidden').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', '/1'],
    ['{"a":1,"b":{"x":[0,{"k":1,"\\u006b":1}]}}', '/1/0/1/1'],
    ['{"a":1,"b":2,"a":{}}', '/2'],
    ['{"":1,"":1}', '/1'],
  ])('refuses the member named twice in %s', (text, pointer) => {
    expect(failure(text)).toEqual({ code: 'json.key-duplicate', pointer });
  });

  it.each(['{"__proto__":1}', '{"a":{"__proto__":{}}}', '{"\\u005f_proto__":null}', '[{"__proto__":[]}]'])('refuses %s', (text) => {
    expect(failure(text)?.code).toBe('json.key-forbidden');
    expect(Object.getPrototypeOf(read('{"constructor":{"prototype":1}}').value)).toBe(Object.prototype);
  });

  it('never shows a key that is not a name of the format', () => {
    const names = new Set(['items', 'login', 'password']);
    const options: JsonOptions = { unsafeNumbers: 'refuse', names };
    const secret = 'owner-secret';
    expect(failure(`{"items":[{"${secret}":{"password":1e400}}]}`, options)).toEqual({
      code: 'json.number-unsafe',
      pointer: '/items/0/0/password',
    });
    expect(failure(`{"x":0,"${secret}":1,"${secret}":2}`, options)).toEqual({ code: 'json.key-duplicate', pointer: '/2' });
    expect(failure('{"login":1,"login":2}', options)).toEqual({ code: 'json.key-duplicate', pointer: '/login' });
    expect(failure(`{"${secret}":{"__proto__":1}}`, options)).toEqual({ code: 'json.key-forbidden', pointer: '/0' });
    expect(failure(`{"items":[{"login":{"${secret}":[1,}}]}`, options)).toEqual({ code: 'json.syntax', pointer: '/items/0/login/0/1' });
  });

  it('never shows any text of the input in an error', () => {
    const word = fc.stringMatching(/^[a-z]{12}$/);
    fc.assert(
      fc.property(word, word, fc.nat(60), (key, value, cut) => {
        const text = `{"${key}":{"${value}":["${value}",1e999,{"${key}":0,"${key}":1}]}}`;
        for (const broken of [text, text.slice(0, cut), `${text.slice(0, cut)}\u0000${text.slice(cut)}`]) {
          const error = refused(() => read(broken));
          const shown = JSON.stringify([error?.message, error?.pointer, error?.hint, error?.code]);
          expect(shown.includes(key) || shown.includes(value)).toBe(false);
        }
      }),
    );
  });

  it.each([
    '9007199254740992',
    '-9007199254740992',
    '9007199254740993',
    '1e16',
    '1e400',
    '-1E400',
    '123456789012345678901234567890',
    '9007199254740992.5',
  ])('refuses %s, or keeps it as text digit for digit', (digits) => {
    expect(failure(`{"a":[0,${digits}]}`)).toEqual({ code: 'json.number-unsafe', pointer: '/0/1' });
    expect(read(`{"a":[0,${digits}],"b":7}`, TEXT)).toEqual({ value: { a: [0, digits], b: 7 }, numbersAsText: ['/0/1'] });
  });

  it.each(['9007199254740991', '-9007199254740991', '0.1234567890123456', '1e15', '1e-400', '0.00000000000000000001'])(
    'keeps %s',
    (digits) => {
      expect(read(`[${digits}]`)).toEqual({ value: [Number(digits)], numbersAsText: [] });
    },
  );

  it('takes digits inside a text for a text', () => {
    expect(read('{"a":"12345678901234567890","1234567890123456789":"1e400"}').numbersAsText).toEqual([]);
  });

  it('drops a byte order mark, but only one', () => {
    expect(read('\ufeff{"a":1}').value).toEqual({ a: 1 });
    expect(read('\ufeff{"a":1e400}', TEXT).value).toEqual({ a: '1e400' });
    expect(failure('\ufeff\ufeff{}')?.code).toBe('json.syntax');
    expect(failure(' \ufeff{}')?.code).toBe('json.syntax');
  });

  it('refuses a text cut at any byte', () => {
    const whole = utf8(' {"accounts":[{"é":"\\u00e9😀\\n","n":-1.5e3,"t":true,"f":false,"z":null,"o":{"a":[[],{}]}}]}');
    for (let end = 0; end < whole.length; end++) {
      const error = refused(() => parseJson(whole.subarray(0, end), DEFAULT_LIMITS, REFUSE));
      expect(error?.code === 'json.syntax' || error?.code === 'text.not-utf8', `cut at ${end}`).toBe(true);
    }
    expect(refused(() => parseJson(whole, DEFAULT_LIMITS, REFUSE))).toBeUndefined();
  });

  it.each([
    [[0x22, 0xff, 0x22]],
    [[0x22, 0xc0, 0x80, 0x22]],
    [[0x22, 0xed, 0xa0, 0x80, 0x22]],
    [[0x7b, 0x22, 0xe2, 0x82, 0x22, 0x3a, 0x31, 0x7d]],
  ])('refuses bytes that are not UTF-8: %j', (bytes) => {
    expect(refused(() => parseJson(Uint8Array.from(bytes), DEFAULT_LIMITS, REFUSE))?.code).toBe('text.not-utf8');
  });

  it.each(['[', '{"a":', '[{"a":'])('refuses millions of levels of %s within a second', (level) => {
    const bytes = utf8(level.repeat(5_000_000));
    const start = performance.now();
    const error = refused(() => parseJson(bytes, DEFAULT_LIMITS, REFUSE));
    expect(performance.now() - start).toBeLessThan(1000);
    expect([error?.code, error?.limit?.name]).toEqual(['limit.exceeded', 'json.depth']);
  });

  it('holds the limit of depth to the level, counting brackets outside texts only', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}"[[[[{{{"${']'.repeat(levels)}`;
    expect(failure(nested(1024))).toBeUndefined();
    expect(failure(nested(1025))?.code).toBe('limit.exceeded');
    expect(failure(`[${'[],'.repeat(5000)}[]]`)).toBeUndefined();
    expect(failure(nested(4), REFUSE, { ...DEFAULT_LIMITS, 'json.depth': 3 })?.code).toBe('limit.exceeded');
  });

  it('has an answer for every depth that a raised limit lets through', () => {
    const limits = { ...DEFAULT_LIMITS, 'json.depth': 10_000_000 };
    for (const text of ['['.repeat(200_000) + ']'.repeat(200_000), `{"a":1,"a":${'['.repeat(200_000)}`, '[{"a":'.repeat(100_000)]) {
      const code = failure(text, REFUSE, limits)?.code;
      expect(code === 'limit.exceeded' || code === 'json.syntax').toBe(true);
    }
  });

  it('refuses more bytes than allowed before it looks at them', () => {
    const error = refused(() => read('[1,2,3]', REFUSE, { ...DEFAULT_LIMITS, 'input.bytes': 6 }));
    expect(error?.limit).toEqual({ name: 'input.bytes', max: 6, need: 7 });
  });
});

describe('parsePrecisely', () => {
  it('gives what the engine gives', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(parsePrecisely(text, REFUSE)).toStrictEqual({ value: JSON.parse(text), numbersAsText: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '',
    ' ',
    '[1,]',
    '{,}',
    '{"a"}',
    '{"a":}',
    "{'a':1}",
    '[01]',
    '[1.]',
    '[.5]',
    '[+1]',
    '[1e]',
    '[NaN]',
    '"\t"',
    '"\\x"',
    '"\\u12"',
    'tru',
    '[1 2]',
    '{} {}',
    '\u00a0{}',
    '"a',
    '[1}',
  ])('refuses %j as the engine does', (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(refused(() => parsePrecisely(text, REFUSE))?.code).toBe('json.syntax');
  });

  it('names the place of broken syntax', () => {
    const at = (text: string) => refused(() => parsePrecisely(text, { ...REFUSE, names: new Set(['a', 'b']) }))?.pointer;
    expect(at('{"a":[0,1,x]}')).toBe('/a/2');
    expect(at('{"a":1,"b" 2}')).toBe('/b');
    expect(at('{"a":1,"z":[}')).toBe('/1/0');
    expect(at('{} x')).toBeUndefined();
  });
});

describe('guards', () => {
  it('tell arrays, objects and null apart', () => {
    expect([[], {}, null, undefined, 'x', 1].map((value) => [isJsonArray(value), isJsonObject(value)])).toEqual([
      [true, false],
      [false, true],
      ...Array.from({ length: 4 }, () => [false, false]),
    ]);
  });
});
