import { CsvError, type Options, parse } from 'csv-parse/browser/esm/sync';
import { utf8 } from './bytes.js';
import { recoverRows } from './csv-recover.js';
import { CxError } from './errors.js';
import { DEFAULT_LIMITS, enforce, type Limits } from './limits.js';
import { child } from './pointer.js';

export { type CsvCell, type CsvLayout, writeCsv } from './csv-write.js';

/** A table as it stands in the text: cells are neither trimmed nor changed, rows may be longer or shorter than the heading. */
export interface CsvTable {
  /** The first row; empty when the text holds none. */
  readonly heading: readonly string[];
  readonly rows: readonly CsvRow[];
  /** `,`, `;` or a tab. */
  readonly delimiter: string;
}

export interface CsvRow {
  /** 1 for the first row after the heading; blank lines are not counted. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** The order matters: the first that fits ends a row. CR CR LF is what Windows programs make of CR LF. */
const ROW_ENDS = ['\r\r\n', '\r\n', '\n', '\r'];
const DELIMITERS = [',', ';', '\t'];

/**
 * Reads a table. Blank lines are skipped; a line that is `""` is a row with one empty cell. Quotes inside an unquoted cell, and a
 * quoted cell followed by more text on the same line, are kept as they stand.
 *
 * Throws `limit.exceeded`, and `csv.broken` with the pointer `/row/N` (0 is the heading) for a quote that is never closed or that
 * is closed where no cell ends.
 */
export function parseCsv(text: string, limits: Limits): CsvTable {
  const body = withoutMark(text);
  const delimiter = delimiterOf(body);
  const maxRecords = limits['csv.rows'] + 1;
  const records = recordsOf(body, {
    bom: false,
    delimiter,
    quote: '"',
    escape: '"',
    record_delimiter: ROW_ENDS,
    relax_column_count: true,
    relax_quotes: false,
    skip_empty_lines: true,
    ignore_last_delimiters: limits['csv.columns'] + 1,
    to: maxRecords + 1,
  });
  enforce(limits, 'csv.rows', records.length - 1);
  records.forEach((cells, row) => {
    enforce(limits, 'csv.columns', cells.length, child('/row', row));
  });
  const [heading = [], ...rest] = records;
  return { heading, rows: rest.map((cells, index) => ({ number: index + 1, cells })), delimiter };
}

/** A table of which some rows are broken; `broken` gives their numbers. */
export interface DamagedCsvTable extends CsvTable {
  readonly broken: readonly number[];
}

/** Reads a table as `parseCsv` does, but one broken row costs that row alone. Throws `csv.broken` for a broken heading only. */
export function parseDamagedCsv(text: string, limits: Limits): DamagedCsvTable {
  try {
    return { ...parseCsv(text, limits), broken: [] };
  } catch (error) {
    if (!(error instanceof CxError) || error.code !== 'csv.broken' || error.pointer === '/row/0') throw error;
  }
  const body = withoutMark(text);
  const delimiter = delimiterOf(body);
  const [heading = [], ...rest] = recoverRows(body, delimiter, (count) => enforce(limits, 'csv.rows', count - 1));
  const numbered = rest.map((cells, index) => ({ number: index + 1, cells }));
  for (const { number, cells = [] } of numbered) enforce(limits, 'csv.columns', cells.length, child('/row', number));
  return {
    heading,
    rows: numbered.flatMap(({ number, cells }) => (cells ? [{ number, cells }] : [])),
    delimiter,
    broken: numbered.flatMap(({ number, cells }) => (cells ? [] : [number])),
  };
}

/** The first row of the beginning of a text, which may be cut anywhere; undefined when there is none. Never throws. */
export function csvHeading(head: string): string[] | undefined {
  try {
    const { heading } = parseCsv(firstRow(withoutMark(head)), DEFAULT_LIMITS);
    return heading.length > 0 ? [...heading] : undefined;
  } catch {
    return undefined;
  }
}

/** Strictly first; only a text with stray quotes is read again, leniently and with an eye on what that does to its cells. */
function recordsOf(text: string, options: Options): string[][] {
  const bytes = utf8(text);
  try {
    // csv-parse takes a quote before NUL for the end of a cell, even in its strict mode.
    if (!text.includes('"\0')) return parse(bytes, { ...options, raw: false });
  } catch (error) {
    if (!isStrayQuote(error)) throw broken(error);
  }
  try {
    return parse(bytes, { ...options, relax_quotes: true, raw: true }).map(({ record, raw }, row) => {
      if (!survived(record, raw)) throw new CxError('csv.broken', { pointer: child('/row', row) });
      return record;
    });
  } catch (error) {
    throw broken(error);
  }
}

/**
 * True when every cell stands in its row either quoted properly or as it is. A cell whose first quote was closed too early is kept
 * as it is, but only on one line: otherwise it may have swallowed the rows that follow.
 */
function survived(cells: readonly string[], raw: string): boolean {
  let at = Math.max(raw.search(/[^\r\n]/), 0);
  return cells.every((cell) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`;
    const isQuoted = raw.startsWith(quoted, at);
    if (!isQuoted && (!raw.startsWith(cell, at) || (cell.startsWith('"') && /[\r\n]/.test(cell)))) return false;
    at += (isQuoted ? quoted : cell).length + 1;
    return true;
  });
}

function isStrayQuote(error: unknown): boolean {
  return error instanceof CsvError && (error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE');
}

function broken(error: unknown): CxError {
  if (error instanceof CxError) return error;
  return new CxError('csv.broken', { pointer: child('/row', error instanceof CsvError ? (error.records ?? 0) : 0) });
}

/** The delimiter that stands most often in the heading, outside quotes. */
function delimiterOf(text: string): string {
  const heading = firstRow(text).replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => heading.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The first line that is not blank, on to the line end that stands outside quotes. */
function firstRow(text: string): string {
  const start = text.search(/[^\r\n]/);
  if (start < 0) return '';
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\r' || char === '\n')) return text.slice(start, at);
  }
  return text.slice(start);
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
