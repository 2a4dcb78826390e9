import { CxError } from '../core/errors.js';
import { type JsonShape, jsonShape } from '../core/json-shape.js';
import type { Limits } from '../core/limits.js';
import type { Source } from '../core/source.js';
import { isZip, readZip } from '../core/zip.js';

/** What detection may look at; each view is computed once and bounded. */
export interface Probe {
  /** The first 64 KiB. */
  readonly head: Uint8Array;
  /** The first 64 KiB as text; undefined when it is not UTF-8. */
  readonly text: string | undefined;
  /** Names of the entries when the input is a ZIP archive. */
  readonly zipNames: readonly string[] | undefined;
  /** Why an archive could not be listed; `zipNames` is empty then. */
  readonly zipError?: CxError;
  readonly jsonShape: JsonShape | undefined;
  /** The cells of the first row when the input is text that is no JSON. */
  readonly csvHeading: readonly string[] | undefined;
  /** The file name, lower case; "" when there is none. */
  readonly name: string;
}

const HEAD = 64 * 1024;
/** A vault's outline shows in its first megabyte: folders come before items. */
const OUTLINE = 1024 * 1024;

/** Detection and the reader it chooses look at the same input. */
const LOOKED_AT = new WeakMap<Source, Promise<Probe>>();

/** Looks at an input without reading it whole, once. Never throws for what is in the input. */
export function probe(source: Source, limits: Limits): Promise<Probe> {
  const known = LOOKED_AT.get(source) ?? look(source, limits);
  LOOKED_AT.set(source, known);
  return known;
}

async function look(source: Source, limits: Limits): Promise<Probe> {
  const start = await source.bytes(0, Math.min(source.size, OUTLINE));
  const head = start.subarray(0, HEAD);
  const outline = lenientText(start);
  const shape = outline === undefined ? undefined : jsonShape(outline);
  const text = lenientText(head);
  return {
    head,
    text,
    ...(isZip(head) ? await listZip(source, limits) : { zipNames: undefined }),
    jsonShape: shape,
    csvHeading: shape || text === undefined ? undefined : await heading(text),
    name: (source.name ?? '').toLowerCase(),
  };
}

/** The parser is loaded for what is no JSON only. */
async function heading(text: string): Promise<readonly string[] | undefined> {
  const { csvHeading } = await import('../core/csv.js');
  return csvHeading(text);
}

/** UTF-8 text; a character cut in two by the end of the window does not make it another encoding. */
function lenientText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** An archive that cannot be listed is still a ZIP: the reader will say what is wrong with it. */
async function listZip(source: Source, limits: Limits): Promise<Pick<Probe, 'zipNames' | 'zipError'>> {
  try {
    return { zipNames: [...(await readZip(source, limits)).keys()] };
  } catch (error) {
    return { zipNames: [], ...(error instanceof CxError && { zipError: error }) };
  }
}
