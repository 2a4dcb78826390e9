import type { Bytes } from './bytes.js';
import { CxError } from './errors.js';
import { enforce, type Limits } from './limits.js';

/** An input: a file handle, a Blob or bytes behind it. */
export interface Source {
  /** A file name, for detection by ending only; never shown in a report. */
  readonly name?: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes from `from` up to, not including, `to`; all when left out. */
  bytes(from?: number, to?: number): Promise<Uint8Array>;
}

/** A source over bytes that are already in memory. */
export function sourceOf(bytes: Uint8Array, name?: string): Source {
  return { size: bytes.length, bytes: async (from, to) => bytes.subarray(from, to), ...(name !== undefined && { name }) };
}

/** All bytes of a source; `limit.exceeded` before anything is read when it is too large, `input.empty` when it holds nothing. */
export async function readAll(source: Source, limits: Limits): Promise<Bytes> {
  enforce(limits, 'input.bytes', source.size);
  const bytes = new Uint8Array(await source.bytes());
  if (bytes.length === 0) throw new CxError('input.empty');
  enforce(limits, 'input.bytes', bytes.length);
  return bytes;
}

/** Joins chunks into one array. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks) {
    parts.push(part);
    size += part.length;
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
