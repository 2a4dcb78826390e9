import type { Bytes } from '../../../core/bytes.js';
import { type Code, CxError } from '../../../core/errors.js';

/** Reads bytes from left to right, numbers in little endian. Whatever runs over the end throws the code that it was made with. */
export class Cursor {
  at = 0;
  private readonly bytes: Bytes;
  private readonly view: DataView;
  private readonly overrun: Code;

  constructor(bytes: Bytes, overrun: Code) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.overrun = overrun;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** A view of the next `count` bytes. */
  take(count: number): Bytes {
    const from = this.skip(count);
    return this.bytes.subarray(from, this.at);
  }

  u8(): number {
    return this.view.getUint8(this.skip(1));
  }

  u16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  private skip(count: number): number {
    if (count < 0 || count > this.left) throw new CxError(this.overrun);
    const from = this.at;
    this.at += count;
    return from;
  }
}

/** Unsigned, in little endian, in `count` bytes. */
export function littleEndian(value: number | bigint, count: 2 | 4 | 8): Bytes {
  const out = new Uint8Array(count);
  let left = BigInt(value);
  for (let i = 0; i < count; i++) {
    out[i] = Number(left & 0xffn);
    left >>= 8n;
  }
  return out;
}
