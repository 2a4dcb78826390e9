import { isJsonArray, type JsonValue } from '../../src/core/json.js';
import { isNothing } from '../../src/core/taker.js';
import { convertToBytes, type Finding, type Policy, sourceOf } from '../../src/index.js';
import { cheaply, keyed } from './locked.js';
import { CLOCK, GENEROUS, isWhole } from './outcome.js';
import type { Form, Path, Plan } from './plan.js';
import { at, leavesOf, saysNothing } from './tree.js';
import { wellFormed } from './well-formed.js';

/**
 * There and back: X → CXF → X gives every leaf again, equal but for null, absent and "", unless a loss or change names it or what holds it.
 * Gives the leaves that differ in silence.
 */
export async function astrayOnTheWayBack(tree: JsonValue, form: Form, plan: Plan, policy: Policy = GENEROUS): Promise<string[]> {
  const options = { policy, clock: () => CLOCK, ...keyed() };
  const there = await convertToBytes([sourceOf(await form.write(tree))], { ...options, from: plan.format, to: 'cxf', variant: 'zip' });
  // Not for an importer: a document comes back as it was.
  const returning = { ...options, policy: cheaply({ ...policy, importer: 'spec' as const }, plan.format) };
  const back = await convertToBytes([sourceOf(there.bytes)], { ...returning, from: 'cxf', to: plan.format, variant: form.variant });
  const again = await form.parse(back.bytes);
  // The same without the detour, for the losses and changes of the writer: they name places of the input.
  const direct = await convertToBytes([sourceOf(await form.write(tree))], {
    ...returning,
    from: plan.format,
    to: plan.format,
    variant: form.variant,
  });
  const findings = [...there.report.findings, ...direct.report.findings].filter(isTelling);
  const leaves = leavesOf(tree);
  const replacedIds = new Set(
    leaves
      .filter(({ path }) => findings.some(({ code, source }) => code === 'id.replaced' && source === form.pointer(path, tree)))
      .map(({ value }) => value),
  );
  const isLost = (path: Path): boolean =>
    findings.some((finding) => {
      const { severity, code, source } = finding;
      // What the last writer set aside raw stands in another extension.
      const isAway = severity === 'loss' || (code.endsWith('.carried') && direct.report.findings.includes(finding));
      return isAway && code !== 'target.no-place' && isWhole(code) && source === form.pointer(path, tree);
    });
  const isGone = (path: Path): boolean => {
    const below = leavesOf(at(tree, path) ?? null, path).filter((leaf) => !saysNothing(leaf.value));
    return (
      isLost(path) ||
      (below.length > 0 && below.every((leaf) => leaf.path.some((_, i) => i >= path.length && isLost(leaf.path.slice(0, i + 1)))))
    );
  };
  const split = findings.flatMap(({ code, source }) => (code === 'csv.addresses-split' ? [source] : []));
  const more = (row: number): number =>
    leaves
      .filter(({ path, value }) => Number(path[1]) < row && split.includes(form.pointer(path, tree)) && typeof value === 'string')
      .flatMap(({ value }) => String(value).split(',').slice(1)).length;
  const search: Search = { again, tree, plan, isGone, more };
  return leaves.flatMap(({ path, value }) => {
    if (isNothing(value) || plan.usual(path, value, tree) || plan.unordered(path) || path[0] === 'heading' || replacedIds.has(value))
      return [];
    // An empty element may come back as well.
    if ([found(search, path), at(again, path)].some((one) => JSON.stringify(one) === JSON.stringify(value))) return [];
    const pointer = form.pointer(path, tree);
    if (findings.some((finding) => excuses(finding, pointer))) return [];
    // Half a surrogate pair is named with its item.
    const isHalf = typeof value === 'string' && wellFormed(value) === found(search, path);
    if (isHalf && findings.some(({ code, source = '' }) => code === 'text.half-character' && pointer.startsWith(source))) return [];
    return [`${pointer}: ${JSON.stringify(value)?.slice(0, 60)} -> ${JSON.stringify(found(search, path))?.slice(0, 60)}`];
  });
}

/** Losses, changes, and what says that a draft was read. */
function isTelling({ severity, code }: Finding): boolean {
  return severity === 'loss' || severity === 'change' || (severity === 'warning' && code.startsWith('cxf.'));
}

/** What the writer says of a whole item is true of some of its members only. */
const PARTS: Readonly<Record<string, RegExp>> = {
  'item.type-changed': /\/type$|\/(?:secureNote|card|identity|sshKey|bankAccount|driversLicense|passport)\//,
  'credential.spelled-out': /\/(?:fields|card|identity|sshKey|driversLicense|passport|login|notes)(?:\/|$)/,
  'field.moved': /\/(?:fields|card|identity|sshKey|bankAccount|driversLicense|passport|login)\//,
  'credential.read-from-fields': /\/fields\//,
  // A setting of a body that the item no longer has.
  'target.no-place': /\/login\/(?:passwordRevisionDate|autofillOnPageLoad)$/,
};

function excuses({ code, source = '' }: Finding, pointer: string): boolean {
  if (pointer === source) return true;
  if (source === '' || !pointer.startsWith(`${source}/`)) return false;
  const isItem = /\/items\/[0-9]+$/.test(source);
  return !isItem || (isWhole(code) && code !== 'target.no-place') || PARTS[code]?.test(pointer) === true;
}

/** The way among elements that come back: empty ones do not, nor those that were reported as wholes. */
function among(tree: JsonValue, path: Path, isGone: (path: Path) => boolean): Path {
  return path.map((token, i) => {
    const before = path.slice(0, i);
    const array = at(tree, before);
    if (typeof token !== 'number' || !isJsonArray(array)) return token;
    return array.slice(0, token).filter((element, n) => !saysNothing(element) && !isGone([...before, n])).length;
  });
}

interface Search {
  readonly again: JsonValue;
  readonly tree: JsonValue;
  readonly plan: Plan;
  readonly isGone: (path: Path) => boolean;
  /** How many rows more come back before a row, because addresses were taken apart. */
  readonly more: (row: number) => number;
}

/** A cell is found by its heading, which may be another one or in another case: the columns of a file may stand in another order. */
function found({ again, tree, plan, isGone, more }: Search, path: Path): JsonValue | undefined {
  const columnOf = plan.column ?? ((heading: string): string => heading);
  const [part, row, cell] = path;
  if (part !== 'rows' || row === undefined || cell === undefined) return at(again, among(tree, path, isGone));
  const heading = columnOf(String(at(tree, ['heading', cell]))).toLowerCase();
  const there = at(again, ['heading']);
  const column = isJsonArray(there) ? there.findIndex((name) => String(name).toLowerCase() === heading) : -1;
  const [, place = row] = among(tree, ['rows', row], isGone);
  return at(again, ['rows', Number(place) + more(Number(row)), column]);
}
