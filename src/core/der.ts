import { type Bytes, concat } from './bytes.js';

/** The identifier octets (X.690 §8.1.2) that private keys are made of. */
export const DER = { integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, sequence: 0x30 } as const;

/** The identifier octet of a context tag, 0–30. */
export function contextTag(number: number, form: 'constructed' | 'primitive'): number {
  return 0x80 | (form === 'constructed' ? 0x20 : 0) | number;
}

/** One value. `body` and `children` are views of the input, so they live and die (and are wiped) with it. */
export interface DerNode {
  readonly tag: number;
  readonly body: Bytes;
  /** Of a constructed value; empty for a primitive one. */
  readonly children: readonly DerNode[];
}

/** Keys nest five levels; deeper is an attack on the stack. */
const MAX_DEPTH = 16;
const UNIVERSAL_CONSTRUCTED: ReadonlySet<number> = new Set([0x30, 0x31]);

/**
 * Reads one DER value (X.690 §10) that fills the bytes: definite minimal lengths, minimal INTEGERs, zero padding bits, one-byte tags.
 * Undefined for anything else, and deeper than 16 levels.
 */
export function readDer(bytes: Bytes): DerNode | undefined {
  const read = readAt(bytes, 0, MAX_DEPTH);
  return read?.end === bytes.length ? read.node : undefined;
}

function readAt(bytes: Bytes, start: number, depth: number): { node: DerNode; end: number } | undefined {
  const tag = bytes[start];
  if (tag === undefined || depth === 0 || (tag & 0x1f) === 0x1f) return undefined;
  const size = lengthAt(bytes, start + 1);
  if (!size || size.end + size.length > bytes.length) return undefined;
  const end = size.end + size.length;
  const body = bytes.subarray(size.end, end);
  const children = (tag & 0x20) === 0 ? [] : childrenOf(body, depth - 1);
  return children && hasForm(tag, body) ? { node: { tag, body, children }, end } : undefined;
}

function childrenOf(body: Bytes, depth: number): DerNode[] | undefined {
  const children: DerNode[] = [];
  for (let at = 0; at < body.length; ) {
    const child = readAt(body, at, depth);
    if (!child) return undefined;
    children.push(child.node);
    at = child.end;
  }
  return children;
}

function lengthAt(bytes: Bytes, at: number): { length: number; end: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, end: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || bytes[at + 1] === 0 || at + 1 + count > bytes.length) return undefined;
  let length = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) length = length * 256 + byte;
  return length < 0x80 ? undefined : { length, end: at + 1 + count };
}

/** The rules of X.690 §8 and §10 for the content of each universal type that keys use. */
function hasForm(tag: number, body: Bytes): boolean {
  const [first = 0, second = 0] = body;
  switch (tag) {
    case DER.integer:
      return body.length > 0 && !(body.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)));
    case DER.bitString:
      return body.length > 0 && first <= 7 && (body.length > 1 ? ((body.at(-1) ?? 0) & ((1 << first) - 1)) === 0 : first === 0);
    case DER.null:
      return body.length === 0;
    case DER.oid:
      return body.length > 0 && (body.at(-1) ?? 0) < 0x80 && body.every((byte, i) => byte !== 0x80 || (body[i - 1] ?? 0) >= 0x80);
    default:
      // SEQUENCE and SET are constructed, every other universal type is primitive, no type has number 0.
      return tag >= 0x40 || (tag !== 0 && UNIVERSAL_CONSTRUCTED.has(tag | 0x20) === ((tag & 0x20) !== 0));
  }
}

/** The magnitude of a non-negative INTEGER, big-endian without leading zeros (zero has no bytes). Undefined for other nodes. */
export function unsignedOf(node: DerNode | undefined): Bytes | undefined {
  const first = node?.body[0];
  if (node?.tag !== DER.integer || first === undefined || first >= 0x80) return undefined;
  return first === 0 ? node.body.subarray(1) : node.body;
}

/** The bytes of an OCTET STRING. Undefined for other nodes. */
export function octetsOf(node: DerNode | undefined): Bytes | undefined {
  return node?.tag === DER.octetString ? node.body : undefined;
}

/** The bytes of a BIT STRING of whole bytes. Undefined for other nodes. */
export function bitsOf(node: DerNode | undefined): Bytes | undefined {
  return node?.tag === DER.bitString && node.body[0] === 0 ? node.body.subarray(1) : undefined;
}

/** An OBJECT IDENTIFIER in dotted form. Undefined for other nodes and for arcs above 2^53. */
export function oidOf(node: DerNode | undefined): string | undefined {
  if (node?.tag !== DER.oid) return undefined;
  const arcs: number[] = [];
  let value = 0;
  for (const byte of node.body) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if (byte >= 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else arcs.push(value);
    value = 0;
  }
  return arcs.join('.');
}

/** One value with the given identifier octet; the parts follow one another as its content. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const body = concat(...parts);
  const length: number[] = [];
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256);
  return concat(Uint8Array.from(body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length]), body);
}

/** An INTEGER from a big-endian magnitude; leading zeros are dropped. */
export function writeUnsigned(magnitude: Uint8Array): Bytes {
  let from = 0;
  while (magnitude[from] === 0) from++;
  const digits = magnitude.subarray(from);
  return writeDer(DER.integer, digits.length === 0 || (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : Uint8Array.of(), digits);
}

/** A BIT STRING of whole bytes. */
export function writeBits(bytes: Uint8Array): Bytes {
  return writeDer(DER.bitString, Uint8Array.of(0), bytes);
}

/** An OBJECT IDENTIFIER from its dotted form, which must have at least two arcs. */
export function writeOid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return writeDer(DER.oid, ...[first * 40 + second, ...rest].map(arcBytes));
}

function arcBytes(arc: number): Uint8Array {
  const out = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) out.unshift(0x80 | (left % 128));
  return Uint8Array.from(out);
}
