import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';

/** What stands in place of a value: the spellings that make Bitwarden refuse a whole account, and others that no exporter should write. */
export const HOSTILE: Readonly<Record<string, JsonValue | undefined>> = {
  absent: undefined,
  null: null,
  'empty text': '',
  'an object': {},
  'an array': [],
  'an array of null': [null],
  true: true,
  zero: 0,
  negative: -11_644_473_600,
  fraction: 1.5,
  256: 256,
  65536: 65_536,
  milliseconds: 1_700_000_000_000,
  '2^53 - 1': Number.MAX_SAFE_INTEGER,
  'digits as text': '30',
  'ISO instant': '2020-01-01T00:00:00Z',
  'no such date': '2020-02-30',
  'no such month': '2020-13',
  'US date': '02/28/2020',
  'padded base64': 'AAECAw==',
  'standard base64': '+/+/',
  'no base64': '!?',
  'half a pair': 'a\ud800b',
  'the other half': '\udc00',
  'nul and controls': '\u0000\u0001\u001b[31m\u2028\u202e\ufeff',
  'upper case': 'SHA256',
  'unknown word': 'md5',
  'not base32': 'JBSWY3DP018!',
  'base32 of a person': 'jbsw y3dp-ehpk 3pxp==',
  'long text': 'x'.repeat(5000),
  'a bare EditableField': { fieldType: 'string', value: null },
  'an EditableField without a type': { value: 'x' },
  'deep arrays': nested(200, (inner) => [inner]),
  'deep objects': nested(200, (inner) => ({ inner })),
};

function nested(levels: number, wrap: (inner: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = 1;
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

export type Path = ReadonlyArray<string | number>;

/** Every place in a value, the containers too. */
export function* places(value: JsonValue | undefined, at: Path = []): Generator<Path> {
  if (at.length > 0) yield at;
  if (isJsonArray(value)) for (const [i, inner] of value.entries()) yield* places(inner, [...at, i]);
  else if (isJsonObject(value)) for (const [name, inner] of Object.entries(value)) yield* places(inner, [...at, name]);
}

/** The value with another in one place; `undefined` takes it away. */
export function withValue(value: JsonValue | undefined, [step, ...rest]: Path, put: JsonValue | undefined): JsonValue | undefined {
  if (step === undefined) return put;
  if (isJsonArray(value)) {
    const inner = withValue(value[Number(step)], rest, put);
    return value.flatMap((each, i) => (i !== step ? [each] : inner === undefined ? [] : [inner]));
  }
  if (!isJsonObject(value)) return value;
  const inner = withValue(value[step], rest, put);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (name !== step ? [[name, each]] : inner === undefined ? [] : [[name, inner]])),
  );
}
