import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-external.js';
import { utf8 } from './bytes.js';
import { CxError } from './errors.js';
import { child } from './pointer.js';
import { isZipName } from './zip-name.js';

/** A file to be written into an archive. */
export interface ZipPart {
  /** See `isZipName`; unique after NFC. */
  readonly name: string;
  /** True leaves the bytes uncompressed and holds them in memory, because their size and CRC must come before them. */
  readonly store?: boolean;
  /** Bytes, if known: only needed from 4 GiB up. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
}

const FOUR_GIB = 2 ** 32 - 1;
const MAX_NAME_BYTES = 0xffff;

/** 1980-01-01 00:00 as MS-DOS writes it: given raw, because zip.js would spell a Date in the local time zone. */
const DOS_EPOCH = ((1 << 5) | 1) << 16;

const OPTIONS = {
  rawLastModDate: DOS_EPOCH,
  extendedTimestamp: false,
  useUnicodeFileNames: true,
  keepOrder: true,
  useWebWorkers: false,
} as const;

/**
 * Streams an archive, one part after the other in their order. Nothing in it depends on clock, time zone or machine,
 * so that the same parts make the same bytes under the same deflate implementation.
 *
 * Throws `zip.name-unwritable` with the place of the part, `zip.too-large`, and whatever `open` throws.
 */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = readable.getReader();
  const finished = writeParts(parts, writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
    await finished;
  }
}

async function writeParts(parts: Iterable<ZipPart>, writable: WritableStream<Uint8Array>): Promise<void> {
  const archive = new ZipWriter(writable, OPTIONS);
  const names = new Set<string>();
  for (const part of parts) {
    const pointer = child('/zip', names.size);
    const name = part.name.normalize('NFC');
    if (!isZipName(part.name) || utf8(part.name).length > MAX_NAME_BYTES || names.has(name)) {
      throw new CxError('zip.name-unwritable', { pointer });
    }
    names.add(name);
    const input = new PartStream(part);
    const added = archive.add(part.name, input.readable, {
      zip64: (part.size ?? 0) >= FOUR_GIB,
      ...(part.store ? { level: 0, bufferedWrite: true, dataDescriptor: false } : { dataDescriptor: true }),
    });
    try {
      await added;
    } catch (error) {
      input.rethrow(error, pointer);
    } finally {
      await input.release();
    }
  }
  await archive.close().catch(() => {
    throw new CxError('zip.too-large');
  });
}

/** The bytes of a part as a stream that remembers what its source threw, to tell it from errors of zip.js. */
class PartStream {
  readonly readable: ReadableStream<Uint8Array>;
  private failure: { readonly error: unknown } | undefined;
  private chunks: AsyncIterator<Uint8Array> | undefined;

  constructor(part: ZipPart) {
    this.readable = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        try {
          this.chunks ??= part.open()[Symbol.asyncIterator]();
          const next: IteratorResult<Uint8Array, unknown> = await this.chunks.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          this.failure = { error };
          throw error;
        }
      },
    });
  }

  /** Closes what the part has opened, also when nobody read to its end. */
  async release(): Promise<void> {
    await this.chunks?.return?.();
  }

  rethrow(error: unknown, pointer: string): never {
    if (this.failure) throw this.failure.error;
    // With the names checked and the bytes in hand this is all that zip.js refuses; a reader that went away hears nothing of it.
    throw error instanceof CxError ? error : new CxError('zip.too-large', { pointer });
  }
}
