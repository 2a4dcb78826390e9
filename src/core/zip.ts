import type { Limits } from './limits.js';
import type { Source } from './source.js';
import type { ZipEntry } from './zip-read.js';
import type { ZipPart } from './zip-write.js';

/*
 * The only door onto ZIP: bounded reading, deterministic writing. The library behind it is large and most inputs are no archives, so it is
 * loaded when the first one comes.
 */

export { isZip } from './zip-head.js';
export { isZipName } from './zip-name.js';
export type { ZipEntry } from './zip-read.js';
export type { ZipPart } from './zip-write.js';

/** See `readZip` of zip-read. */
export async function readZip(source: Pick<Source, 'size' | 'bytes'>, limits: Limits): Promise<ReadonlyMap<string, ZipEntry>> {
  const door = await import('./zip-read.js');
  return door.readZip(source, limits);
}

/** See `writeZip` of zip-write. */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const door = await import('./zip-write.js');
  yield* door.writeZip(parts);
}
