import { sha256, toBase64Url, utf8 } from '../../core/bytes.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import { isJsonArray } from '../../core/json.js';
import type { Findings } from '../../core/report.js';
import { shelveExtensions } from '../../cxf/importers/shelved.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import { documentRules } from '../../cxf/validate/rules/document.js';
import { type Breach, Walk } from '../../cxf/validate/walk.js';
import { Broken, type Input, rebuilt } from './rebuild.js';

export interface Unique {
  readonly document: CxfDocument;
  /** The new ids of `file` credentials, each with the id under which the vault knows the bytes. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * A document whose identifiers are unique within each account (CXF §1.3): one that was used before gets another, derived from its place,
 * with the change `id.replaced`. To be done before shaping, which speaks of items by their ids. Untouched objects are not copied.
 */
export async function uniqueIds(document: CxfDocument, input: Input, findings: Findings): Promise<Unique> {
  const breaches = breachesOf(document).filter(({ code }) => code === 'cxf.id-duplicate');
  const files = new Map<string, string>();
  if (breaches.length === 0) return { document, files };
  const fresh = new Map(await Promise.all(breaches.map(async ({ path }) => [path.slice(0, -1).join('/'), await idFor(path)] as const)));
  const unique = rebuilt(document, Broken.of(breaches), input, (object, broken, place, target) => {
    const id = fresh.get(target.slice(1));
    if (id === undefined || !broken.has('id', 'cxf.id-duplicate')) return object;
    findings.change('id.replaced', place('id'));
    if (object['type'] === 'file') files.set(id, String(object['id']));
    return { ...object, id };
  });
  return { document: unique, files };
}

async function idFor(path: Breach['path']): Promise<string> {
  const digest = await sha256(utf8(`duplicate\0${path.join('/')}`));
  return toBase64Url(digest.subarray(0, 16));
}

const EXTENSION_CODES: readonly CxfRuleCode[] = ['cxf.extension-name', 'cxf.shared-misplaced', 'cxf.shared-broken'];

/**
 * A shaped document that `validateCxf` calls valid: extensions that break a rule are set aside raw, each with the change
 * `extension.carried`; optional arrays without elements are left out, which means the same. Untouched objects are not copied.
 */
export function setAsideInvalid(document: CxfDocument, input: Input, findings: Findings): CxfDocument {
  const breaches = breachesOf(document).filter(({ code }) => code === 'cxf.array-empty' || EXTENSION_CODES.includes(code));
  if (breaches.length === 0) return document;
  return rebuilt(document, Broken.of(breaches), input, (object, broken, place) => {
    const empty = new Set(Object.keys(object).filter((name) => broken.has(name, 'cxf.array-empty')));
    const kept = Object.fromEntries(Object.entries(object).filter(([name]) => !empty.has(name)));
    const { extensions } = kept;
    const indexes = [...(broken.below.get('extensions')?.below ?? [])].filter(([, one]) => isBroken(one)).map(([index]) => Number(index));
    if (!isJsonArray(extensions) || indexes.length === 0) return kept;
    for (const index of indexes) findings.change('extension.carried', place('extensions', String(index)));
    return { ...kept, extensions: shelveExtensions(extensions, new Set(indexes), document.exporterRpId) };
  });
}

/** An extension with a breach at itself or below. */
function isBroken(extension: Broken): boolean {
  return EXTENSION_CODES.some((code) => extension.codes.has(code)) || [...extension.below.values()].some(isBroken);
}

function breachesOf(document: CxfDocument): readonly Breach[] {
  const walk = new Walk();
  documentRules(document, walk);
  return walk.breaches;
}
