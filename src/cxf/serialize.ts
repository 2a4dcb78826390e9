import { type Bytes, concat, utf8 } from '../core/bytes.js';
import type { Account, CxfDocument } from './schema/document.js';
import type { Item } from './schema/item.js';

/** Characters collected before they are handed on: few enough to stay small, many enough that the encoder is not called per item. */
const CHUNK = 64 * 1024;

/**
 * Compact JSON (RFC 8259) with a final line feed, item by item, so that a large document never becomes one text. Members keep their order;
 * only what must be escaped is, and lone surrogates are.
 */
export async function* serializeCxf(document: CxfDocument): AsyncIterable<Uint8Array> {
  let held = '';
  for (const piece of pieces(document)) {
    held += piece;
    if (held.length < CHUNK) continue;
    yield utf8(held);
    held = '';
  }
  yield utf8(`${held}\n`);
}

/** The whole text at once. */
export async function serializeCxfToBytes(document: CxfDocument): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of serializeCxf(document)) chunks.push(chunk);
  return concat(...chunks);
}

function* pieces(document: CxfDocument): Iterable<string> {
  yield* object(document, 'accounts', () => array(document.accounts, account));
}

function account(account: Account): Iterable<string> {
  return object(account, 'items', () => array(account.items, item));
}

function* item(item: Item): Iterable<string> {
  yield JSON.stringify(item);
}

/** Writes an object whose member `long` is written in pieces. */
function* object(value: object, long: string, inPieces: () => Iterable<string>): Iterable<string> {
  let separator = '{';
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    if (name === long) yield* inPieces();
    else yield JSON.stringify(inner);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

function* array<T>(values: readonly T[], element: (value: T) => Iterable<string>): Iterable<string> {
  yield '[';
  let first = true;
  for (const value of values) {
    if (!first) yield ',';
    first = false;
    yield* element(value);
  }
  yield ']';
}
