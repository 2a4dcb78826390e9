import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { CxError, read, sourceOf, writeToBytes } from '../../src/index.js';
import { type Judge, openJudge, sdkInstalled } from './bitwarden-sdk.js';
import { missing, only } from './facts.js';
import { factsOfExport } from './facts-bitwarden.js';
import { factsOfCxf } from './facts-cxf.js';
import { HOSTILE, type Path, places, withValue } from './hostile.js';
import { documentOf, richItems } from './rich-cxf.js';

const BATCH = 64;

/** Identifiers and captions are the same in every field: one of each is enough. */
function worthwhile(all: Iterable<Path>): Path[] {
  const seen = new Set<string | number>();
  return [...all].filter((path) => {
    const last = path.at(-1) ?? '';
    const again = seen.has(last);
    seen.add(last);
    return !again || (last !== 'id' && last !== 'label');
  });
}

const skipped = '(skipped: @bitwarden/sdk-internal is not installed)';

describe.skipIf(!sdkInstalled)(sdkInstalled ? 'one hostile value' : `one hostile value ${skipped}`, () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await openJudge();
  });

  /** What is wrong with the written form of a document; undefined when nothing is, or when the document was refused as a whole. */
  async function verdict(json: unknown): Promise<string | undefined> {
    const bytes = new TextEncoder().encode(JSON.stringify(json));
    let vault: Awaited<ReturnType<typeof read>>['vault'];
    try {
      ({ vault } = await read([sourceOf(bytes)], { from: 'cxf' }));
    } catch (error) {
      if (error instanceof CxError) return undefined;
      throw error;
    }
    for (const importer of ['compatible', 'bitwarden'] as const) {
      const { bytes: written } = await writeToBytes(vault, { to: 'cxf', policy: { importer } });
      try {
        const held = factsOfExport(await judge.holds(new TextDecoder().decode(written)), judge);
        const expected = await factsOfCxf(vault.document, importer);
        const lost = missing(expected, held);
        const made = missing(only(held, 'login', 'passkey', 'card', 'ssh-key'), expected);
        if (lost.length + made.length > 0) return `${importer}: expected ${lost.join()}, held ${made.join()}`;
      } catch (error) {
        return `${importer}: refused: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return undefined;
  }

  const items = richItems();

  /** Many at once, and one by one only where something is wrong. */
  async function search(cases: readonly { readonly name: string; readonly item: JsonValue }[], wrong: string[]): Promise<void> {
    const said = await verdict(documentOf(cases.map(({ item }) => item)));
    if (said === undefined) return;
    const half = Math.ceil(cases.length / 2);
    if (half === cases.length) wrong.push(...cases.map(({ name }) => `${name}: ${said}`));
    else for (const part of [cases.slice(0, half), cases.slice(half)]) await search(part, wrong);
  }

  it.each(items.map((item) => [item['title'], item] as const))('in the item %s', async (title, item) => {
    const cases = worthwhile(places(item)).flatMap((place, p) =>
      Object.entries(HOSTILE).map(([name, value], v) => ({
        name: `${place.join('/')} = ${name}`,
        // Titles of their own, so that no fact hides behind the same fact of another.
        item: withValue({ ...item, title: `${title} ${p}.${v}` }, place, value) ?? null,
      })),
    );
    const wrong: string[] = [];
    for (let i = 0; i < cases.length; i += BATCH) await search(cases.slice(i, i + BATCH), wrong);
    expect(wrong).toEqual([]);
  });

  it('around the items', async () => {
    const document = documentOf(items.slice(0, 1));
    const wrong: string[] = [];
    for (const place of places(document)) {
      if (place.includes('items') && place[2] === 'items') continue;
      for (const [name, value] of Object.entries(HOSTILE)) {
        const said = await verdict(withValue(document, place, value));
        if (said !== undefined) wrong.push(`${place.join('/')} = ${name}: ${said}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
