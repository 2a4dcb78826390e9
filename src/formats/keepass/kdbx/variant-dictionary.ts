import { type Bytes, concat, exactText, utf8 } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import { Cursor, littleEndian } from './cursor.js';

/** A value with its type, so that it can be written again as it was. */
export type Variant =
  | { readonly type: 'uint32' | 'int32'; readonly value: number }
  | { readonly type: 'uint64' | 'int64'; readonly value: bigint }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Bytes };

/** KeePass's VariantDictionary: settings of the key derivation, and data of plugins. */
export type VariantDictionary = ReadonlyMap<string, Variant>;

const TYPES = { uint32: 0x04, uint64: 0x05, bool: 0x08, int32: 0x0c, int64: 0x0d, string: 0x18, bytes: 0x42 } as const;
const VERSION = 0x0100;
/** Readers refuse a version that differs in this part. */
const CRITICAL = 0xff00;

/** Throws `kdbx.header-damaged` for anything that is not one, a name that comes twice and a type that is not known included. */
export function readVariants(bytes: Bytes): VariantDictionary {
  const cursor = new Cursor(bytes, 'kdbx.header-damaged');
  const found = new Map<string, Variant>();
  if ((cursor.u16() & CRITICAL) > VERSION) throw new CxError('kdbx.header-damaged');
  for (let type = cursor.u8(); type !== 0; type = cursor.u8()) {
    const name = exactText(cursor.take(cursor.i32()));
    const value = variantOf(type, cursor.take(cursor.i32()));
    if (name === undefined || value === undefined || found.has(name)) throw new CxError('kdbx.header-damaged');
    found.set(name, value);
  }
  return found;
}

function variantOf(type: number, bytes: Bytes): Variant | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  switch (type) {
    case TYPES.uint32:
      return length === 4 ? { type: 'uint32', value: view.getUint32(0, true) } : undefined;
    case TYPES.int32:
      return length === 4 ? { type: 'int32', value: view.getInt32(0, true) } : undefined;
    case TYPES.uint64:
      return length === 8 ? { type: 'uint64', value: view.getBigUint64(0, true) } : undefined;
    case TYPES.int64:
      return length === 8 ? { type: 'int64', value: view.getBigInt64(0, true) } : undefined;
    case TYPES.bool:
      return length === 1 ? { type: 'bool', value: bytes[0] !== 0 } : undefined;
    case TYPES.string: {
      const value = exactText(bytes);
      return value === undefined ? undefined : { type: 'string', value };
    }
    case TYPES.bytes:
      return { type: 'bytes', value: bytes.slice() };
    default:
      return undefined;
  }
}

export function writeVariants(dictionary: VariantDictionary): Bytes {
  const entries = [...dictionary].flatMap(([name, variant]) => {
    const key = utf8(name);
    const value = bytesOf(variant);
    return [Uint8Array.of(TYPES[variant.type]), littleEndian(key.length, 4), key, littleEndian(value.length, 4), value];
  });
  return concat(littleEndian(VERSION, 2), ...entries, Uint8Array.of(0));
}

function bytesOf({ type, value }: Variant): Bytes {
  switch (type) {
    case 'uint32':
    case 'int32':
      return littleEndian(BigInt.asUintN(32, BigInt(value)), 4);
    case 'uint64':
    case 'int64':
      return littleEndian(BigInt.asUintN(64, value), 8);
    case 'bool':
      return Uint8Array.of(value ? 1 : 0);
    case 'string':
      return utf8(value);
    case 'bytes':
      return value;
  }
}
