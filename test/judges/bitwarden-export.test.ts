import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { read, sourceOf } from '../../src/index.js';
import { type Judge, openJudge, sdkInstalled } from './bitwarden-sdk.js';
import { vaults } from './bitwarden-vaults.js';
import { type Fact, missing, only, parse } from './facts.js';
import { factsOfExport } from './facts-bitwarden.js';
import { factsOfCxf } from './facts-cxf.js';
import { isRecord, list, text } from './json.js';
import { documentOf, richItems } from './rich-cxf.js';
import { converted, readableSamples, sample, samplesPresent } from './samples.js';

const skipped = '(skipped: @bitwarden/sdk-internal is not installed)';
const WHOLE = ['login', 'passkey', 'card', 'ssh-key'] as const;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The facts of any file, as our own readers see it; its second passkey and note too. */
async function ours(text: string): Promise<Fact[]> {
  const { vault } = await read([sourceOf(utf8(text))], { policy: { includeTrash: true } });
  return factsOfCxf(vault.document, 'bitwarden');
}

const names = [...(await readableSamples('cxf')), ...(await readableSamples('bitwarden'))];

describe.skipIf(!sdkInstalled)(
  sdkInstalled ? 'Bitwarden files of ours and theirs' : `Bitwarden files of ours and theirs ${skipped}`,
  () => {
    let judge: Judge;
    beforeAll(async () => {
      judge = await openJudge();
    });

    /**
     * Bitwarden takes our JSON in and writes CXF of it, we write CXF of it too: what Bitwarden's importer makes of both is the same. Theirs
     * goes through our reader and writer on the way. `exact`: nothing in it that either side
     * would write in another way.
     */
    async function compareExports(bitwardenJson: string, exact: boolean): Promise<void> {
      const policy = { importer: 'bitwarden', includeTrash: true, resetCounters: false } as const;
      const exported = await judge.exportCxf(bitwardenJson);
      // Bank accounts, driver's licenses and passports are not in Bitwarden's CXF.
      const exportable = list(JSON.parse(bitwardenJson), 'items').filter(({ type }) => Number(type) <= 5);
      expect(list(exported, 'items').length).toBe(exportable.length);
      if (list(exported, 'items').length === 0) return;
      const theirs = factsOfExport(await judge.holds(await converted(utf8(JSON.stringify(exported)), 'cxf', policy)), judge);
      const mine = factsOfExport(await judge.holds(await converted(utf8(bitwardenJson), 'cxf', policy)), judge);
      expect(missing(only(theirs, ...WHOLE), mine).filter((each) => !isRespelled(each, mine))).toEqual([]);
      if (exact) expect(only(theirs, ...WHOLE)).toEqual(only(mine, ...WHOLE));
      expect(missing(only(theirs, 'note'), mine)).toEqual([]);
    }

    /** What Bitwarden holds of a document, written by Bitwarden as JSON and CSV, is what we read in these files. */
    async function compareFiles(cxf: string): Promise<void> {
      const json = await judge.holds(cxf);
      if (list(json, 'items').length === 0) return;
      const facts = factsOfExport(json, judge);
      const read = await ours(JSON.stringify(json));
      expect(only(read, ...WHOLE)).toEqual(only(facts, ...WHOLE));
      expect(missing(facts, read)).toEqual([]);
      const csv = await judge.csv(cxf);
      if (csv === '') return;
      const rows = await ours(csv);
      expect(only(rows, 'login')).toEqual(only(facts, 'login'));
      expect(missing(only(rows, 'note'), facts)).toEqual([]);
    }

    it.skipIf(!samplesPresent).each(samplesPresent ? names : ['(skipped: ../shared/samples is absent)'])('%s', async (name) => {
      await compareExports(await converted(sample(name), 'bitwarden'), false);
      await compareFiles(await converted(sample(name), 'cxf', { importer: 'bitwarden' }));
    });

    it('the rich vault', async () => {
      const document = utf8(JSON.stringify(documentOf(richItems())));
      await compareExports(await converted(document, 'bitwarden'), false);
      await compareFiles(await converted(document, 'cxf', { importer: 'bitwarden' }));
    });

    it('generated vaults', async () => {
      await fc.assert(
        fc.asyncProperty(await vaults(), async (vault) => {
          const json = JSON.stringify(withUris(vault));
          await compareExports(await converted(utf8(json), 'bitwarden'), true);
          await compareFiles(await converted(utf8(json), 'cxf', { importer: 'bitwarden' }));
        }),
        { numRuns: 100 },
      );
    });
  },
);

/**
 * Bitwarden's exporter puts a scheme before what has none, and always writes a scope, so that its importer lends no address to a passkey:
 * each login gets URLs of which both write the same. A comma would part a URL in its CSV.
 */
function withUris(vault: JsonObject): JsonObject {
  const items = list(vault, 'items').map((item) => {
    const { login } = item;
    if (!isRecord(login)) return item;
    const uris = list(login, 'uris').filter(({ uri }) => /^(?:https|androidapp):\/\/[^,]*$/.test(text(uri)));
    return { ...item, login: { ...login, uris: [...uris, { match: null, uri: 'https://example.com' }] } };
  });
  return { ...vault, items };
}

/**
 * Bitwarden's exporter puts a scheme before a bare domain, writes a scope without URLs where there are none, and makes codes of what is no
 * Base32: ours leaves the domain as it is, no scope, and the text in a custom field.
 */
function isRespelled(theirs: Fact, mine: readonly Fact[]): boolean {
  const { kind, title, values } = parse(theirs);
  const [username, password, uris, codes] = values;
  if (kind !== 'login') return false;
  return mine.map(parse).some((other) => {
    const [name, secret, urls, numbers] = other.values;
    const sameLogin = other.kind === kind && other.title === title && name === username && secret === password;
    const sameUrls = String(uris) === '' || String(uris) === schemed(urls);
    return sameLogin && sameUrls && (String(numbers) === '' || String(numbers) === String(codes));
  });
}

function schemed(urls: unknown): string {
  return Array.isArray(urls) ? urls.map((url) => (String(url).includes('://') ? url : `https://${url}`)).join() : '';
}
