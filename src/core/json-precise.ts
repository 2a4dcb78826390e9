import { jsonOf } from './brand.js';
import { CxError } from './errors.js';
import type { JsonObject, JsonOptions, JsonValue, ParsedJson } from './json.js';
import { child, type Pointer } from './pointer.js';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * A strict RFC 8259 parser that is slower than the engine's and says where: the pointer of broken syntax, of a duplicate member,
 * of `__proto__`, of a number beyond 2^53. The caller has bounded the depth. Never quotes the text.
 */
export function parsePrecisely(text: string, options: JsonOptions): ParsedJson {
  const numbersAsText: Pointer[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function peek(): string {
    match(SPACE);
    return text.charAt(at);
  }

  function expect(token: string, pointer: Pointer): void {
    if (peek() !== token) throw new CxError('json.syntax', { pointer });
    at++;
  }

  function readString(pointer: Pointer): string {
    const start = at;
    expect('"', pointer);
    for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) {
      // NaN past the end; RFC 8259 §7 forbids control characters.
      if (!(code >= 0x20) || (code === 0x5c && match(ESCAPE) === undefined)) throw new CxError('json.syntax', { pointer });
      if (code !== 0x5c) at++;
    }
    at++;
    return String(jsonOf(text.slice(start, at).trimStart()));
  }

  function readNumber(pointer: Pointer): JsonValue {
    const token = match(NUMBER);
    if (token === undefined) throw new CxError('json.syntax', { pointer });
    const value = Number(token);
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
    if (options.unsafeNumbers === 'refuse') throw new CxError('json.number-unsafe', { pointer });
    numbersAsText.push(pointer);
    return token;
  }

  function readArray(pointer: Pointer): JsonValue {
    const elements: JsonValue[] = [];
    expect('[', pointer);
    if (peek() === ']') at++;
    else {
      for (;;) {
        elements.push(readValue(child(pointer, elements.length)));
        if (peek() === ']') break;
        expect(',', pointer);
      }
      at++;
    }
    return elements;
  }

  function readObject(pointer: Pointer): JsonObject {
    const members = new Map<string, JsonValue>();
    expect('{', pointer);
    if (peek() === '}') at++;
    else {
      for (;;) {
        // A key outside the format's vocabulary may be the owner's own text, so its index stands for it.
        const unread = child(pointer, members.size);
        const key = readString(unread);
        const place = options.names?.has(key) ? child(pointer, key) : unread;
        if (key === '__proto__') throw new CxError('json.key-forbidden', { pointer });
        if (members.has(key)) throw new CxError('json.key-duplicate', { pointer: place });
        expect(':', place);
        members.set(key, readValue(place));
        if (peek() === '}') break;
        expect(',', pointer);
      }
      at++;
    }
    return Object.fromEntries(members);
  }

  function readValue(pointer: Pointer): JsonValue {
    switch (peek()) {
      case '{':
        return readObject(pointer);
      case '[':
        return readArray(pointer);
      case '"':
        return readString(pointer);
    }
    for (const [word, value] of WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    }
    return readNumber(pointer);
  }

  const value = readValue('');
  if (peek() !== '') throw new CxError('json.syntax');
  return { value, numbersAsText };
}

const WORDS: ReadonlyArray<readonly [string, JsonValue]> = [
  ['true', true],
  ['false', false],
  ['null', null],
];
