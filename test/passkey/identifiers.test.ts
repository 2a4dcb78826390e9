import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IdSpelling, readAnyId, readId, writeId } from '../../src/passkey/index.js';

const SPELLINGS: readonly IdSpelling[] = ['base64url', 'b64.', 'uuid', 'hex', 'base64', 'decimal'];
const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((array) => Uint8Array.from(array));
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((array) => Uint8Array.from(array));

describe('spellings of an id', () => {
  it('agree with node:crypto and with the example of a UUID', () => {
    const id = Uint8Array.from(Buffer.from('a3e15f8b27c142ae90cfa615ad87854f', 'hex'));
    expect(SPELLINGS.map((spelling) => writeId(id, spelling))).toEqual([
      'o-FfiyfBQq6Qz6YVrYeFTw',
      'b64.o-FfiyfBQq6Qz6YVrYeFTw',
      'a3e15f8b-27c1-42ae-90cf-a615ad87854f',
      'a3e15f8b27c142ae90cfa615ad87854f',
      Buffer.from(id).toString('base64'),
      [...id].join(','),
    ]);
  });

  it.each(SPELLINGS)('%s: writing and reading strictly is the identity, both ways', (spelling) => {
    fc.assert(
      fc.property(spelling === 'uuid' ? sixteen : bytes, (id) => {
        const text = writeId(id, spelling);
        expect(text).toBeDefined();
        expect(readId(text ?? '', spelling)).toEqual(id);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[0-9a-fA-F,+/=_-]{0,40}$/)), (text) => {
        const id = readId(text, spelling);
        if (id) expect(writeId(id, spelling)).toBe(text);
      }),
    );
  });

  it.each([
    ['base64url', ['AQ==', 'AR', 'A', '', '+w', 'AQ ']],
    ['b64.', ['AQ', 'b64.', 'b64.AQ==', 'B64.AQ']],
    ['uuid', ['A3E15F8B-27C1-42AE-90CF-A615AD87854F', 'a3e15f8b27c142ae90cfa615ad87854f', '{a3e15f8b-27c1-42ae-90cf-a615ad87854f}', '']],
    ['hex', ['0', 'AB', '0x01', '']],
    ['base64', ['AQ', 'AQ=', '-_8=', '']],
    ['decimal', ['256', '01', '1,', ',1', '1, 2', '-1', '']],
  ] as const)('%s refuses what it would not write', (spelling, texts) => {
    for (const text of texts) expect(readId(text, spelling)).toBeUndefined();
  });

  it('a UUID has 16 bytes, and an id has some', () => {
    expect(writeId(Uint8Array.of(1), 'uuid')).toBeUndefined();
    for (const spelling of SPELLINGS) expect(writeId(new Uint8Array(), spelling)).toBeUndefined();
  });
});

describe('an id of unknown spelling', () => {
  it.each([
    ['AQ==', ['base64url'], 'AQ', 'base64url', false],
    ['AQ', ['base64url'], 'AQ', 'base64url', true],
    ['b64.-_8=', ['uuid', 'b64.', 'base64url'], '-_8', 'b64.', false],
    ['A3E15F8B-27C1-42AE-90CF-A615AD87854F', ['uuid', 'base64url'], 'o-FfiyfBQq6Qz6YVrYeFTw', 'uuid', false],
    ['{a3e15f8b-27c1-42ae-90cf-a615ad87854f}', ['uuid'], 'o-FfiyfBQq6Qz6YVrYeFTw', 'uuid', false],
    ['ABCD', ['base64url', 'hex'], 'ABCD', 'base64url', true],
    ['abcd', ['hex', 'base64url'], 'q80', 'hex', true],
    ['ABCD', ['hex'], 'q80', 'hex', false],
    ['[1, 2]', ['decimal'], 'AQI', 'decimal', false],
  ] as const)('%s by %j', (text, spellings, id, spelling, strict) => {
    const read = readAnyId(text, spellings);
    expect(read && { id: writeId(read.bytes, 'base64url'), spelling: read.spelling, strict: read.strict }).toEqual({
      id,
      spelling,
      strict,
    });
  });

  it.each(['', '!', 'b64.', '1,2,256', 'a'])('%j is none', (text) => {
    expect(readAnyId(text, SPELLINGS)).toBeUndefined();
  });
});
