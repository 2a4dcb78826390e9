import * as fc from 'fast-check';
import type { JsonObject } from '../../src/core/json.js';
import { text, url } from './arbitrary-text.js';
import { wellFormed } from './well-formed.js';

const cell = text.map(wellFormed);
const otp = fc.oneof(
  fc.constantFrom(
    '',
    'otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP&period=30&digits=6&issuer=a',
    'otpauth://totp/x?secret=jbswy3dpehpk3pxp&encoder=steam',
    'GEZDGNBVGY3TQOJQ',
    'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=3',
  ),
  cell,
);
const time = fc.oneof(
  fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`),
  fc.integer({ min: 0, max: 2 ** 42 }).map(String),
  cell,
);
const group = fc.oneof(fc.constantFrom('', 'Root', 'Root/a', 'Root/a/b', 'root', 'a/b', 'Root/'), cell);
const tags = fc.oneof(fc.constantFrom('', 'a;b', 'Favorite', 'b, a', 'x;Favorite;Favorite'), cell);

const COLUMNS = {
  Group: group,
  Title: cell,
  Username: cell,
  Password: cell,
  URL: url.map(wellFormed),
  Notes: cell,
  TOTP: otp,
  Icon: fc.oneof(fc.constantFrom('', '0', '12'), cell),
  'Last Modified': time,
  Created: time,
  Tags: tags,
};
const KEEPASS = { Account: cell, 'Login Name': cell, Password: cell, 'Web Site': url.map(wellFormed), Comments: cell, Mine: cell };

function table(columns: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<JsonObject> {
  const heading = Object.keys(columns);
  return fc.array(fc.tuple(...Object.values(columns)), { minLength: 1, maxLength: 5 }).map((rows) => ({ heading, rows }));
}

/** Tables of KeePass, of KeePassXC, and of its older versions, with cells that have broken programs. */
export const arbitraryTable: fc.Arbitrary<JsonObject> = fc.oneof(
  table(COLUMNS),
  table(Object.fromEntries(Object.entries(COLUMNS).slice(0, 10))),
  table(Object.fromEntries(Object.entries(COLUMNS).slice(0, 6))),
  table(KEEPASS),
);
