import * as fc from 'fast-check';
import { isJsonArray, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { toBase32 } from '../../src/otp/base32.js';
import { text, url } from './arbitrary-text.js';
import { wellFormed } from './well-formed.js';

const base32 = fc.uint8Array({ minLength: 10, maxLength: 20 }).map(toBase32);
const code: fc.Arbitrary<string> = fc.oneof(
  base32,
  base32.map((secret) => `otpauth://totp?secret=${secret}&algorithm=SHA1&digits=6&period=30`),
  base32.map((secret) => `otpauth://totp/Site:user?secret=${secret}&issuer=Site&digits=8&period=60`),
  base32.map((secret) => `otpauth://hotp/x?secret=${secret}&counter=3`),
  text,
);
const HASH = Buffer.alloc(64, 7).toString('base64url');
const address = fc.oneof(
  url,
  fc.constantFrom(
    `android://${HASH}==@com.example/`,
    `android://${HASH}@com.example/`,
    'android://short==@com.example/',
    'http://localhost:8080/x',
  ),
);

/** What stands in a column of that name. */
function cell(heading: string): fc.Arbitrary<string> {
  const name = heading.toLowerCase();
  const own: fc.Arbitrary<string> =
    name === 'url' || name === 'formactionorigin'
      ? address
      : /otp/.test(name)
        ? code
        : name.startsWith('time')
          ? fc.oneof(fc.integer({ min: 0, max: 2_000_000_000_000 }).map(String), fc.constantFrom('1600000000000', 'soon'))
          : name === 'guid'
            ? fc.uuid().map((uuid) => `{${uuid}}`)
            : text;
  return fc.oneof({ weight: 5, arbitrary: own.map(wellFormed) }, { weight: 1, arbitrary: fc.constantFrom('', 'x') });
}

/** A random table with these headings: hostile text in every cell, short and long rows, rows that differ in their address only. */
export function arbitraryTable(heading: readonly string[]): fc.Arbitrary<JsonObject> {
  const row = fc.tuple(...heading.map(cell)).chain((cells) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant([cells]) },
      { weight: 1, arbitrary: fc.nat(cells.length).map((length) => [cells.slice(0, length)]) },
      { weight: 1, arbitrary: fc.constant([[...cells, 'beyond']]) },
      {
        weight: 1,
        arbitrary: address.map((other) => [
          cells,
          cells.map((text, i) => (heading[i]?.toLowerCase() === 'url' ? wellFormed(other) : text)),
        ]),
      },
    ),
  );
  return fc.array(row, { minLength: 1, maxLength: 5 }).map((rows): JsonObject => {
    // A row of one cell that is empty would be a blank line.
    const all: JsonValue[] = rows.flat().map((cells): JsonValue => (isJsonArray(cells) && cells.length > 1 ? cells : ['x', 'y']));
    return { heading: [...heading], rows: all };
  });
}
