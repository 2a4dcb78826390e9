import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CxfDocument } from '../../src/cxf/index.js';
import { isKnown } from '../../src/cxf/schema/credential.js';
import type { PasskeyCredential } from '../../src/cxf/schema/credentials/passkey.js';
import type { Account } from '../../src/cxf/schema/document.js';
import { CxError, formats, parseCxf, read, sourceOf, type Vault } from '../../src/index.js';
import { keyAlgorithm } from '../../src/passkey/index.js';
import { arbitraryDocument } from './arbitrary-vault.js';
import { everyFile, everything } from './fixtures/cxf.js';
import { keyed } from './locked.js';
import { CLOCK, GENEROUS } from './outcome.js';
import { pair } from './pair.js';
import { PLANS } from './plans/index.js';
import { present, samplesOf } from './samples.js';

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

/** Kinds of files that name an item after something else: the law is about the rest. */
const NARROWED: Readonly<Record<string, (vault: Vault) => Vault>> = {
  // What is gone of an item with another title cannot be told.
  'keepass passkey': (vault) => ({ ...vault, document: { ...vault.document, accounts: vault.document.accounts.map(titledByPasskey) } }),
};

function titledByPasskey(account: Account): Account {
  const items = account.items.map((item) => {
    const passkey = item.credentials.filter(isKnown).find((one) => one.type === 'passkey' && isForKeePass(one));
    return passkey?.type === 'passkey' ? { ...item, title: passkey.rpId } : item;
  });
  return { ...account, items };
}

function passkeysOf({ document }: Vault): PasskeyCredential[] {
  return document.accounts.flatMap(({ items }) =>
    items.flatMap(({ credentials }) => credentials.filter(isKnown).flatMap((one) => (one.type === 'passkey' ? [one] : []))),
  );
}

/** What KeePassXC's own import asks for. */
function isForKeePass({ credentialId, rpId, userHandle, key }: PasskeyCredential): boolean {
  const algorithm = keyAlgorithm(new Uint8Array(Buffer.from(key, 'base64url')));
  return [credentialId, rpId, userHandle].every((text) => text !== '') && /^(?:ES256|EdDSA|RS256)$/.test(algorithm ?? '');
}

async function expectPair(vault: Vault, format: string, variant: string): Promise<void> {
  try {
    const { lost, added } = await pair(NARROWED[`${format} ${variant}`]?.(vault) ?? vault, format, variant);
    expect({ lost, added }).toEqual({ lost: [], added: [] });
  } catch (error) {
    // A file of one passkey cannot hold none.
    if (!(error instanceof CxError) || error.code !== 'keepass.passkey-none') throw error;
    expect(passkeysOf(vault).filter(isForKeePass)).toEqual([]);
  }
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
      const samples = samplesOf(plan).filter(({ name }) => plan.refused[name] === undefined);
      it.each(samples)('$name', async ({ name, bytes }) => {
        const { vault } = await read([sourceOf(bytes(), name)], { policy: GENEROUS, clock: () => CLOCK, ...keyed(plan.passwords?.[name]) });
        const document: CxfDocument = vault.document;
        await expectPair({ document, files: vault.files, origins: new WeakMap() }, format, variant);
      });
    }
  });
});
