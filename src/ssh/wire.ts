import { type Bytes, concat, utf8 } from '../core/bytes.js';

/**
 * Reads the data types of RFC 4251 §5 one after another. After the first unreadable value every read gives nothing (0 or no bytes)
 * and `ok` is false, so that a whole record is read first and judged once.
 */
export class WireReader {
  readonly #bytes: Bytes;
  #at = 0;
  #ok = true;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  get ok(): boolean {
    return this.#ok;
  }

  /** Nothing failed and nothing is left. */
  get done(): boolean {
    return this.#ok && this.#at === this.#bytes.length;
  }

  take(length: number): Bytes {
    if (!this.#ok || length > this.#bytes.length - this.#at) return this.#fail();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  rest(): Bytes {
    return this.take(this.#bytes.length - this.#at);
  }

  uint32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  string(): Bytes {
    return this.take(this.uint32());
  }

  /** A name of US-ASCII; other bytes give a text that equals no name. */
  name(): string {
    return String.fromCharCode(...this.string().subarray(0, 64));
  }

  /** A non-negative mpint in its only legal spelling, as big-endian magnitude without leading zeros. */
  mpint(): Bytes {
    const bytes = this.string();
    const [first = 0, second = 0] = bytes;
    if (first >= 0x80 || (bytes.length > 0 && first === 0 && second < 0x80)) return this.#fail();
    return first === 0 ? bytes.subarray(1) : bytes;
  }

  #fail(): Bytes {
    this.#ok = false;
    return new Uint8Array();
  }
}

export function wireUint32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** Text goes as UTF-8; an array goes as the concatenation of its parts. */
export function wireString(content: string | Uint8Array | readonly Uint8Array[]): Bytes {
  const bytes = typeof content === 'string' ? utf8(content) : content instanceof Uint8Array ? content : concat(...content);
  return concat(wireUint32(bytes.length), bytes);
}

/** An mpint from a big-endian magnitude; leading zeros are dropped. */
export function wireMpint(magnitude: Uint8Array): Bytes {
  let from = 0;
  while (magnitude[from] === 0) from++;
  const digits = magnitude.subarray(from);
  return wireString((digits[0] ?? 0) >= 0x80 ? [Uint8Array.of(0), digits] : digits);
}
