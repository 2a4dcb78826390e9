import { type Bytes, concat } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { DEFAULT_LIMITS, enforce, type Limits } from '../core/limits.js';

/** The largeBlob of CXF §3.3.12.5: raw DEFLATE (RFC 1951, no zlib header), and the size that it is said to inflate to. */
export interface DeflatedBlob {
  readonly uncompressedSize: number;
  readonly data: Bytes;
}

/**
 * The data that a site stored, inflated. The real output is counted, not the announced size. Throws `limit.exceeded`
 * (`passkey.blob-bytes`), and `passkey.blob-invalid` when the data is no raw DEFLATE, goes on after its end, or is not of the announced size.
 */
export async function inflateBlob(blob: DeflatedBlob, limits: Limits = DEFAULT_LIMITS): Promise<Bytes> {
  const inflated = await inflate(blob.data, limits);
  // DEFLATE marks its end, but a stream may stop reading there in silence: one byte less must not be enough.
  const tooLong = inflated && blob.data.length > 0 && (await inflate(blob.data.subarray(0, -1), limits)) !== undefined;
  if (!inflated || tooLong || inflated.length !== blob.uncompressedSize) throw new CxError('passkey.blob-invalid');
  return inflated;
}

/** The inverse. Another DEFLATE than this one may spell the same bytes differently. */
export async function deflateBlob(bytes: Bytes): Promise<DeflatedBlob> {
  const data = await collect(bytes, new CompressionStream('deflate-raw'), () => undefined);
  return { uncompressedSize: bytes.length, data };
}

async function inflate(data: Bytes, limits: Limits): Promise<Bytes | undefined> {
  try {
    return await collect(data, new DecompressionStream('deflate-raw'), (size) => enforce(limits, 'passkey.blob-bytes', size));
  } catch (error) {
    if (error instanceof CxError) throw error;
    // Not DEFLATE; the platform's own words may quote the data.
    return undefined;
  }
}

/** What the stream makes of the bytes. `check` may throw at each new size; then the rest is not even made. */
async function collect(bytes: Bytes, stream: CompressionStream | DecompressionStream, check: (size: number) => void): Promise<Bytes> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Bytes[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    try {
      check(size);
    } catch (error) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
    parts.push(value);
  }
}
