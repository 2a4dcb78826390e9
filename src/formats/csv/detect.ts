import type { Detection } from '../format.js';
import type { Probe } from '../probe.js';
import { type CsvManager, normalised, type Signature } from './table.js';

const NO: Detection = { confidence: 0, why: 'other columns' };
/** One more required heading makes surer; the most there are stay below what settles a format by itself. */
const LEAST_SURE = 60;
const SUREST = 90;

/** Recognises a manager's table by the set of its headings: their order and case are not reliable. A tie is for the caller to refuse. */
export function detect(manager: CsvManager, { csvHeading, name }: Probe): Detection {
  const found = csvHeading && signatureOf(manager, csvHeading);
  if (!found) return NO;
  const confidence = Math.min(SUREST, LEAST_SURE + found.required.length);
  const { why } = manager;
  if (manager.fileName?.test(name)) return { confidence: confidence + 1, why: `${why}, and its file name` };
  return { confidence: manager.yields ? confidence - 1 : confidence, why };
}

/** The most specific signature that a heading row has; undefined when it has none. */
function signatureOf({ signatures }: CsvManager, heading: readonly string[]): Signature | undefined {
  const names = new Set(heading.map(normalised).filter((name) => name !== ''));
  return signatures.filter((one) => has(names, one)).toSorted((a, b) => b.required.length - a.required.length)[0];
}

function has(names: ReadonlySet<string>, { required, optional = [], closed, forbidden = [] }: Signature): boolean {
  if (!required.every((name) => names.has(name)) || forbidden.some((name) => names.has(name))) return false;
  return !closed || [...names].every((name) => required.includes(name) || optional.includes(name));
}
