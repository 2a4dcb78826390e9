import type { Bytes } from './bytes.js';
import { CxError } from './errors.js';

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Inflates gzip (RFC 1952). `claim` is told how many bytes have come so far, and throws when they are too many: what the file says about its size
 * is not asked. Throws `gzip.broken`; what the source throws is thrown.
 */
export function gunzip(chunks: Chunks, claim: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  return through(chunks, new DecompressionStream('gzip'), claim);
}

/** Compresses as gzip; the same bytes on the same platform. */
export function gzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  return through(chunks, new CompressionStream('gzip'), () => {});
}

async function* through(
  chunks: Chunks,
  { readable, writable }: CompressionStream | DecompressionStream,
  claim: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = readable.getReader();
  const writer = writable.getWriter();
  let ofSource: { readonly error: unknown } | undefined;
  const fed = feed(chunks, writer, (error) => {
    ofSource = { error };
  });
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(async () => {
        await fed;
        throw ofSource ? ofSource.error : new CxError('gzip.broken');
      });
      if (done) break;
      size += value.length;
      claim(size);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
    await fed;
  }
}

/** Never rejects: an error of the source is kept for the one who reads, one of the stream shows there by itself. */
async function feed(chunks: Chunks, writer: WritableStreamDefaultWriter<BufferSource>, failed: (error: unknown) => void): Promise<void> {
  writer.closed.catch(() => {});
  try {
    for await (const chunk of chunks) {
      if (!(await written(writer, chunk))) return;
    }
  } catch (error) {
    failed(error);
    await writer.abort(error).catch(() => {});
    return;
  }
  await writer.close().catch(() => {});
}

async function written(writer: WritableStreamDefaultWriter<BufferSource>, chunk: Uint8Array): Promise<boolean> {
  try {
    const bytes: Bytes = new Uint8Array(chunk);
    await writer.ready;
    await writer.write(bytes);
    return true;
  } catch {
    return false;
  }
}
