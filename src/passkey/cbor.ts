import type { Bytes } from '../core/bytes.js';
import { equal } from '../core/bytes.js';

/*
 * The only door to cbor-x, loaded when the first COSE key is met or made. It reads more than CBOR allows (RFC 8949: unfinished lengths,
 * longer spellings of a number, a key twice) and is not built for hostile input: callers bound the size first (`key.bytes`), and a value
 * counts only if it encodes to the very bytes it was read from.
 */

/** A map of the kinds that COSE keys and authenticator extensions use; the lists are the `key_ops` of a key (RFC 9052 §7.1). */
export type CborMap = ReadonlyMap<number | string, CborValue>;
export type CborValue = number | string | Bytes | readonly (number | string)[];

async function encoder() {
  const { Encoder } = await import('cbor-x/index-no-eval');
  return new Encoder({ tagUint8Array: false, useRecords: false, mapsAsObjects: false });
}

/** One map that fills the bytes, its labels and values as `CborMap` has them. Undefined for anything else. Any order of labels is read. */
export async function readCborMap(bytes: Bytes): Promise<CborMap | undefined> {
  const codec = await encoder();
  let value: unknown;
  try {
    value = codec.decode(bytes);
  } catch {
    return undefined;
  }
  if (!(value instanceof Map)) return undefined;
  const entries: Iterable<readonly [unknown, unknown]> = value;
  const map = new Map<number | string, CborValue>();
  for (const [label, member] of entries) {
    if (!isWord(label)) return undefined;
    if (member instanceof Uint8Array) map.set(label, Uint8Array.from(member));
    else if (isWord(member)) map.set(label, member);
    else if (Array.isArray(member) && member.every(isWord)) map.set(label, member);
    else return undefined;
  }
  return equal(codec.encode(map), bytes) ? map : undefined;
}

/** The map with its labels in the canonical order of CTAP2 (§8): non-negative, negative, texts; each shorter and smaller first. */
export async function writeCborMap(map: CborMap): Promise<Bytes> {
  const codec = await encoder();
  return Uint8Array.from(codec.encode(new Map([...map].sort(([a], [b]) => compareLabels(a, b)))));
}

function isWord(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function compareLabels(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a < 0 && b < 0 ? b - a : (a < 0 ? 1 : 0) - (b < 0 ? 1 : 0) || a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return a.length - b.length || (a < b ? -1 : 1);
}
