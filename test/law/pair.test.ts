import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CxfDocument } from '../../src/cxf/index.js';
import { formats, parseCxf, read, sourceOf, type Vault } from '../../src/index.js';
import { arbitraryDocument } from './arbitrary-vault.js';
import { everyFile, everything } from './fixtures/cxf.js';
import { keyed } from './locked.js';
import { CLOCK, GENEROUS } from './outcome.js';
import { pair } from './pair.js';
import { PLANS } from './plans/index.js';
import { nameOf, present, sample, samplesOf } from './samples.js';

const RUNS = Number(process.env['LAW_RUNS'] ?? 40);

/** Every kind of file that can be written. */
const TARGETS = formats.flatMap(({ id, variants }) =>
  variants.filter(({ reads, writes }) => reads && writes).map((variant) => [id, variant.id] as const),
);

/** A document on its own: what findings name are its own places. */
async function vaultOf(json: unknown, files: ReadonlyMap<string, string> = new Map()): Promise<Vault> {
  const { document } = await parseCxf(Buffer.from(JSON.stringify(json)));
  return { document, files: new Map([...files].map(([id, content]) => [id, fileOf(content)])), origins: new WeakMap() };
}

function fileOf(content: string) {
  const bytes = Buffer.from(content, 'latin1');
  return {
    size: bytes.length,
    async *open(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(bytes);
    },
  };
}

async function expectPair(vault: Vault, format: string, variant: string): Promise<void> {
  const { lost, added } = await pair(vault, format, variant);
  expect({ lost, added }).toEqual({ lost: [], added: [] });
}

describe.each(TARGETS)('%s %s', (format, variant) => {
  it('the document that holds everything', async () => {
    await expectPair(await vaultOf(everything, everyFile), format, variant);
  });

  it('random documents', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (json) => {
        await expectPair(await vaultOf(json), format, variant);
      }),
      { numRuns: RUNS },
    );
  });

  describe.skipIf(!present)(present ? 'samples' : 'samples (skipped: ../shared/samples is absent)', () => {
    for (const plan of PLANS) {
      it.each(samplesOf(plan).filter((path) => plan.refused[nameOf(path)] === undefined))('%s', async (path) => {
        const name = nameOf(path);
        const bytes = sample(path);
        const { vault } = await read([sourceOf(bytes, name)], { policy: GENEROUS, clock: () => CLOCK, ...keyed(plan.passwords?.[name]) });
        const document: CxfDocument = vault.document;
        await expectPair({ document, files: vault.files, origins: new WeakMap() }, format, variant);
      });
    }
  });
});
