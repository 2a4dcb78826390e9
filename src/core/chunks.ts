import { type Bytes, concat } from './bytes.js';

/** Takes a stream of bytes apart: so many bytes first, then what is left. */
export class ChunkReader {
  private readonly source: AsyncIterator<Uint8Array, unknown>;
  private held: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes; undefined when the stream ends before. Memory grows with what has really come. */
  async take(count: number): Promise<Bytes | undefined> {
    const parts: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      if (this.held.length === 0) {
        const { done, value } = await this.source.next();
        if (done) return undefined;
        this.held = value;
      }
      const part = this.held.subarray(0, missing);
      this.held = this.held.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return concat(...parts);
  }

  /** Everything that was not taken, once. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      if (this.held.length > 0) yield this.held;
      for (;;) {
        const { done, value } = await this.source.next();
        if (done) return;
        yield value;
      }
    } finally {
      await this.end();
    }
  }

  /** Tells the source that nobody will read on. */
  async end(): Promise<void> {
    await this.source.return?.();
  }
}
