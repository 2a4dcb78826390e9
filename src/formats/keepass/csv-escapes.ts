import { type CsvTable, csvHeading, parseCsv } from '../../core/csv.js';
import type { Limits } from '../../core/limits.js';
import { dialectOf } from './csv-columns.js';

export interface ReadTable {
  readonly table: CsvTable;
  /** True when backslashes were taken for escapes and the text could also be meant as it stands. */
  readonly isAssumed: boolean;
}

/**
 * Reads the table of either dialect. KeePass writes `\"` and `\\`; a program that only imitates its columns doubles quotes and leaves
 * backslashes alone. Of a file with KeePass's heading the reading counts in which more rows are as long as the heading; of two that
 * are equal the escaped one, unless a backslash stands before something that KeePass never escapes. Throws what `parseCsv` throws.
 */
export function readTable(text: string, limits: Limits): ReadTable {
  const isKeePass = dialectOf(csvHeading(text) ?? [])?.backslashes === true;
  if (!isKeePass || !text.includes('\\')) return { table: parseCsv(text, limits), isAssumed: false };
  const plain = attempt(() => parseCsv(text, limits));
  const { text: doubled, isClean } = doubledQuotes(text);
  const escaped = attempt(() => parseCsv(doubled, limits));
  const [asEscaped, asPlain] = [unevenRows(escaped.table), unevenRows(plain.table)];
  if (asEscaped > asPlain || (asEscaped === asPlain && !isClean)) return { table: plain.get(), isAssumed: false };
  return { table: escaped.get(), isAssumed: asEscaped === asPlain };
}

/** What something gives or throws, to be looked at and had later. */
function attempt(parse: () => CsvTable): { readonly table?: CsvTable; readonly get: () => CsvTable } {
  try {
    const table = parse();
    return { table, get: () => table };
  } catch (error) {
    return {
      get: () => {
        throw error;
      },
    };
  }
}

/** How many rows are not as long as the heading; more than any when there is no table. */
function unevenRows(table: CsvTable | undefined): number {
  return table ? table.rows.filter(({ cells }) => cells.length !== table.heading.length).length : Number.POSITIVE_INFINITY;
}

/**
 * The same table with its quotes doubled instead of escaped. Doubled quotes are left as they are: some files mix both. `isClean` is false
 * when a backslash escapes nothing; it stays then.
 */
function doubledQuotes(text: string): { readonly text: string; readonly isClean: boolean } {
  const parts: string[] = [];
  let isClean = true;
  let isQuoted = false;
  let isStart = true;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (!isQuoted) {
      isQuoted = char === '"' && isStart;
      isStart = char === ',' || char === '\n' || char === '\r' || char === '\ufeff';
      continue;
    }
    if (char !== '"' && char !== '\\') continue;
    const next = text[at + 1];
    if (char === '"') {
      if (next === '"') at++;
      else isQuoted = false;
    } else if (next === '"' || next === '\\') {
      parts.push(text.slice(from, at), next === '"' ? '""' : '\\');
      at++;
      from = at + 1;
    } else isClean = false;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), isClean };
}
