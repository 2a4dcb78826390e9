import { expect } from 'vitest';
import { asJson, sameType } from '../../src/core/brand.js';
import { withoutNonXml } from '../../src/core/xml.js';
import { differenceOf } from '../../src/cxf/compare/difference.js';
import { type Fact, factKey, factsOf } from '../../src/cxf/compare/facts.js';
import type { CxfDocument } from '../../src/cxf/index.js';
import { titleOf } from '../../src/formats/csv/addresses.js';
import { csvFormats } from '../../src/formats/csv/index.js';
import { type Finding, read, sourceOf, type Vault, writeToBytes } from '../../src/index.js';
import { cheaply, keyed } from './locked.js';
import { CLOCK, GENEROUS, isReported } from './outcome.js';
import { wellFormedTree } from './well-formed.js';

/** What a pair of writer and reader did to a document, as far as no finding speaks of it. */
export interface PairResult {
  readonly lost: readonly string[];
  readonly added: readonly string[];
  /** Facts that are gone and reported, with the code that says so. */
  readonly reported: readonly { readonly fact: Fact; readonly code: string; readonly source: string }[];
  readonly findings: readonly Finding[];
}

/** Codes that change what stands below the place they name, but say which part. */
const PARTS: Readonly<Record<string, (fact: Fact) => boolean>> = {
  'field.type-changed': ({ kind }) => kind === 'field-type',
  'target.ambiguous': ({ kind }) => kind === 'custom-fields' || kind === 'scope' || kind === 'collection',
  'value.normalised': () => true,
  'otp.secret-normalised': ({ kind }) => kind === 'totp',
  'csv.row-of-its-own': ({ kind }) => kind === 'scope',
  'keepass.field-renamed': ({ kind }) => kind === 'custom-fields' || kind === 'field-type',
  'keepass.character-replaced': () => true,
  'file.renamed': ({ kind, member }) => kind === 'file' && member === 'name',
};

/** Codes that may speak of a title, by which all facts of an item are told apart. */
const RETITLES: ReadonlySet<string> = new Set(['value.normalised', 'keepass.character-replaced']);

/** Law 6, pair: facts(read(write(d))) = facts(d) − losses − changed + replacements. */
export async function pair(given: Vault, format: string, variant: string): Promise<PairResult> {
  const written = await writeToBytes(given, { to: format, variant, policy: cheaply(GENEROUS, format), clock: () => CLOCK, ...keyed() });
  const back = await read([sourceOf(written.bytes)], { from: format, policy: GENEROUS, clock: () => CLOCK, ...keyed() });
  const { findings } = written.report;
  // Importers get U+FFFD for half a surrogate pair. That this is said is asked here, once for all facts that hold the text.
  const [whole, there] = [wellFormedDocument(given.document), wellFormedDocument(back.vault.document)];
  const isHalved = JSON.stringify(whole) !== JSON.stringify(given.document);
  const document = retitled(whole, findings, format);
  if (format === 'cxf' && isHalved) expect(findings).toContainEqual(expect.objectContaining({ code: 'text.half-character' }));
  const vault = { ...given, document };
  const { onlyFirst, onlySecond } = differenceOf(document, there);
  const respelled = new Set(
    findings
      .filter(({ code, source }) => RETITLES.has(code) && source?.endsWith('/title'))
      .flatMap(({ source = '' }) => titleAt(source, vault.document)),
  );
  // Of facts that are equal, any may be the one that is gone.
  const spare = factsOf(vault.document);
  const reported = onlyFirst.flatMap((fact) => {
    const key = factKey(fact);
    for (const [index, equal] of spare.entries()) {
      const finding = factKey(equal) === key ? findings.find((one) => speaksOf(one, equal)) : undefined;
      if (!finding) continue;
      spare.splice(index, 1);
      return [{ fact, code: finding.code, source: finding.source ?? '' }];
    }
    return [];
  });
  const lost = onlyFirst.filter((fact) => !respelled.has(fact.item) && !reported.some((one) => one.fact === fact));
  // A replacement belongs to a change of the same item.
  const changed = new Set(onlyFirst.map(({ item }) => item));
  const places = new Set(
    findings
      .filter(({ severity }) => severity === 'change')
      .flatMap(({ source = '', code }) => [
        ...titleAt(source, vault.document),
        ...(code === 'csv.row-of-its-own' ? addressesAt(source, vault.document).map(titleOf) : []),
      ]),
  );
  // What a collection says is told apart by its path.
  const repathed = findings.some(({ code, source }) => code === 'keepass.character-replaced' && source?.includes('/collections/'));
  const isOfPath = ({ kind, item }: Fact): boolean => repathed && kind === 'collection' && item.includes('\ufffd');
  const added = onlySecond.filter((fact) => !changed.has(fact.item) && !places.has(fact.item) && !isOfPath(fact));
  return { lost: lost.map(shown), added: added.map(shown), reported, findings };
}

function wellFormedDocument(document: CxfDocument): CxfDocument {
  return sameType(document, wellFormedTree(asJson(document)));
}

function speaksOf(finding: Finding, fact: Fact): boolean {
  if (isReported(fact.pointer, [finding])) return true;
  if (fact.member === 'title' && isReported(`${fact.pointer}/title`, [finding])) return true;
  // Said of the passkey; the counter itself is carried beside it.
  if (finding.code === 'passkey.counter-lost' && fact.member === 'cx-passkey-counters')
    return itemOf(finding.source) === itemOf(fact.pointer);
  const part = PARTS[finding.code];
  if (finding.severity !== 'change' && finding.severity !== 'loss') return false;
  // What a whole is said of by its parts: a code is lost with its secret.
  if (finding.source?.startsWith(`${fact.pointer}/`) && (fact.kind === 'totp' || fact.kind === 'custom-fields')) return true;
  return part?.(fact) === true && `${fact.pointer}/`.startsWith(`${finding.source}/`);
}

/** A table without titles, and one whose title is empty, gives an item the host of its first address for a title. */
function retitled(document: CxfDocument, findings: readonly Finding[], format: string): CxfDocument {
  const gone = new Set(findings.flatMap(({ code, source }) => (code === 'title.left-behind' ? [source] : [])));
  const accounts = document.accounts.map((account, a) => ({
    ...account,
    items: account.items.map((item, i) => {
      const isMade = gone.has(`/accounts/${a}/items/${i}/title`) || (item.title === '' && csvFormats.some(({ id }) => id === format));
      const [url] = (item.scope?.urls ?? []).filter((text) => text !== '');
      const app = item.scope?.androidApps.find(({ certificate }) => certificate?.hashAlg === 'sha512');
      const isApp = url === undefined && app && !gone.has(`/accounts/${a}/items/${i}/title`);
      return isMade ? { ...item, title: isApp ? app.bundleId.toLowerCase() : titleOf(url) } : item;
    }),
  }));
  return { ...document, accounts };
}

function addressesAt(pointer: string, document: CxfDocument): readonly string[] {
  const [, account, item] = /^\/accounts\/([0-9]+)\/items\/([0-9]+)/.exec(pointer) ?? [];
  return document.accounts[Number(account)]?.items[Number(item)]?.scope?.urls ?? [];
}

function itemOf(pointer = ''): string | undefined {
  return /^\/accounts\/[0-9]+\/items\/[0-9]+/.exec(pointer)?.[0];
}

function titleAt(pointer: string, document: CxfDocument): string[] {
  const [, account, , item] = /^\/accounts\/([0-9]+)(\/items\/([0-9]+))?/.exec(pointer) ?? [];
  const found = document.accounts[Number(account)];
  const title = found?.items[Number(item)]?.title ?? '';
  return item === undefined ? [''] : [title, title.replaceAll(/\p{Cs}/gu, '\ufffd'), withoutNonXml(title)];
}

function shown(fact: Fact): string {
  return `${fact.pointer} ${factKey(fact).slice(0, 160)}`;
}
