import { jsonOf } from '../../src/core/brand.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';
import { collect } from '../../src/core/source.js';
import { CxError, convert, type Finding, type Policy, sourceOf } from '../../src/index.js';
import { keyed } from './locked.js';
import type { Form } from './plan.js';

/** What converting an input to CXF gave. */
export interface Outcome {
  readonly document: JsonValue;
  /** The bytes of the attachments as Latin-1, by their id. */
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** The code of the refusal, when there is no document. */
  readonly refused?: string;
}

/** Everything travels: what is left out by choice needs no law. */
export const GENEROUS: Policy = { filesBeside: true, resetCounters: true, includeTrash: true };
export const CLOCK = 1_750_000_000;

export async function outcomeOf(
  bytes: Uint8Array,
  format: string,
  { policy = GENEROUS, password }: { readonly policy?: Policy; readonly password?: string | undefined } = {},
): Promise<Outcome> {
  try {
    const options = { from: format, to: 'cxf', policy, clock: () => CLOCK, ...keyed(password) };
    const { output, report, files } = await convert([sourceOf(bytes)], options);
    const contents = new Map<string, string>();
    for (const [id, file] of files) contents.set(id, Buffer.from(await collect(file.open())).toString('latin1'));
    return { document: jsonOf(Buffer.from(await collect(output)).toString()), files: contents, findings: report.findings };
  } catch (error) {
    if (!(error instanceof CxError)) throw error;
    return { document: null, files: new Map(), findings: [], refused: error.code };
  }
}

/** Tells two outcomes apart, but for what was derived from the bytes of the input. */
export interface Base {
  readonly outcome: Outcome;
  readonly isSame: (other: Outcome) => boolean;
}

/** The outcome of a tree, and what of it only depends on the bytes. */
export async function baseOf(tree: JsonValue, form: Form, format: string): Promise<Base> {
  const outcome = await outcomeOf(await form.write(tree), format);
  const respaced = await outcomeOf(await form.respaced(tree), format);
  const derived = new Set(differing(outcome.document, respaced.document, ''));
  const imprint = ({ document, files, findings, refused }: Outcome): string =>
    JSON.stringify([masked(document, '', derived), [...files.values()], findings, refused]);
  const own = imprint(outcome);
  if (imprint(respaced) !== own) throw new Error('the bytes alone change more than identifiers');
  return { outcome, isSame: (other) => imprint(other) === own };
}

/** The places of texts that differ. */
function differing(a: JsonValue, b: JsonValue, at: string): string[] {
  if (isJsonArray(a) && isJsonArray(b)) return a.flatMap((element, i) => differing(element, b[i] ?? null, `${at}/${i}`));
  if (isJsonObject(a) && isJsonObject(b))
    return Object.keys(a).flatMap((name) => differing(a[name] ?? null, b[name] ?? null, `${at}/${name}`));
  return a === b ? [] : [at];
}

function masked(value: JsonValue, at: string, derived: ReadonlySet<string>): JsonValue {
  if (derived.has(at)) return '#';
  if (isJsonArray(value)) return value.map((element, i) => masked(element, `${at}/${i}`, derived));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member ?? null, `${at}/${name}`, derived)]));
}

/** Codes that speak of all that stands below the place they name. */
const WHOLE: ReadonlySet<string> = new Set([
  'target.no-place',
  'source.value-unread',
  'passkey.invalid',
  'passkey.unsupported',
  'passkey.counter-nonzero',
  'keepass.passkey-one-only',
  'trash.left-out',
  'keepass.history-left-out',
  'keepass.history-times',
  'item.filtered',
  'file.missing',
  'file.changed',
  'file.left-behind',
  'collection.dangling',
  'cxf.header-value-lost',
  'cxf.account-unreadable',
  'credential.carried',
  'extension.carried',
  'passkey.left-behind',
  'setting.left-behind',
  'csv.item-left-out',
  'csv.row-broken',
  'csv.rows-alike',
  'folder.left-behind',
  'firefox.account-row',
  'note.holds-value',
  'note.extended',
]);

/** True for a code that speaks of all that stands below the place it names. */
export function isWhole(code: string): boolean {
  return WHOLE.has(code);
}

/** True when a loss or change names this place, or speaks of all that stands above it. */
export function isReported(pointer: string, findings: readonly Finding[], also: ReadonlySet<string> = new Set()): boolean {
  return findings.some(({ severity, source = '', code }) => {
    if (severity !== 'loss' && severity !== 'change') return false;
    if (source === pointer) return true;
    return (WHOLE.has(code) || also.has(code)) && pointer.startsWith(`${source}/`);
  });
}
