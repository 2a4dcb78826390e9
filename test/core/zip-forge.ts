import { deflateRawSync } from 'node:zlib';
import { concat, utf8 } from '../../src/core/bytes.js';

/** The fields of both headers of an entry; whatever is left out is what an honest program would write. */
interface Header {
  name?: string | Uint8Array;
  flags?: number;
  method?: number;
  crc?: number;
  packed?: number;
  size?: number;
  extra?: Uint8Array;
}

export interface Forged extends Header {
  data?: Uint8Array;
  /** Fields in which the local header tells another story. */
  local?: Header;
  /** Where the directory says that the local header is. */
  offset?: number;
  attributes?: number;
  madeBy?: number;
  /** Bytes between the data and the next header. */
  gap?: Uint8Array;
}

export interface Ends {
  before?: Uint8Array;
  after?: Uint8Array;
  comment?: Uint8Array;
  count?: number;
}

export const UTF8_FLAG = 0x800;
export const ENCRYPTED_FLAG = 1;
export const UNIX = 0x0314;

/** Builds an archive byte by byte, so that it may lie in any field. */
export function forge(entries: readonly Forged[], ends: Ends = {}): Uint8Array {
  const body: Uint8Array[] = [ends.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = entry.data ?? utf8('hello hello hello');
    const method = entry.method ?? 8;
    const packed = method === 8 ? new Uint8Array(deflateRawSync(data)) : data;
    const honest = {
      name: 'a',
      flags: UTF8_FLAG,
      method,
      crc: crc32(data),
      packed: packed.length,
      size: data.length,
      extra: new Uint8Array(),
    };
    const central = { ...honest, ...entry };
    const local = concat(u32(0x04034b50), u16(20), ...fields({ ...central, ...entry.local }), packed, entry.gap ?? new Uint8Array());
    directory.push(
      concat(
        u32(0x02014b50),
        u16(entry.madeBy ?? 20),
        u16(20),
        ...fields(central, [u16(0), u16(0), u16(0), u32(entry.attributes ?? 0), u32(entry.offset ?? at)]),
      ),
    );
    body.push(local);
    at += local.length;
  }
  const central = concat(...directory);
  const count = u16(ends.count ?? entries.length);
  const comment = ends.comment ?? new Uint8Array();
  const end = concat(u32(0x06054b50), u16(0), u16(0), count, count, u32(central.length), u32(at), u16(comment.length), comment);
  return concat(...body, central, end, ends.after ?? new Uint8Array());
}

/** A Unicode Path extra field, which gives an entry another name to programs that know it. */
export function unicodePath(name: string, other: string): Uint8Array {
  const body = concat(Uint8Array.of(1), u32(crc32(utf8(name))), utf8(other));
  return concat(u16(0x7075), u16(body.length), body);
}

function fields(header: Required<Header>, beforeName: readonly Uint8Array[] = []): Uint8Array[] {
  const name = typeof header.name === 'string' ? utf8(header.name) : header.name;
  return [
    ...[u16(header.flags), u16(header.method), u32(0x00210000), u32(header.crc), u32(header.packed), u32(header.size)],
    ...[u16(name.length), u16(header.extra.length), ...beforeName, name, header.extra],
  ];
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}
