/** How a program lays out its tables; RFC 4180 where nothing is said. */
export interface CsvStyle {
  /** Between rows. Default CR LF. */
  readonly lineEnd?: '\r\n' | '\n';
  /** False when nothing stands behind the last row. Default true. */
  readonly closed?: boolean;
  /** Quotes around every cell, also where none are needed. */
  readonly quoteAll?: boolean;
}

/** A cell; null is written as nothing at all, also where every cell is quoted. */
export type CsvCell = string | null;

/** A cell that would be read differently without quotes; a byte order mark counts as space. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** In the heading any delimiter would mislead a reader that detects it there. */
const NEEDS_QUOTES_IN_HEADING = /[",;\t\r\n]|^\s|\s$/;
const ALWAYS = /^/;

/**
 * Writes a table with commas, quotes only where needed unless the style says otherwise. Values are not changed in any way, also those
 * that a spreadsheet would take for a formula. Text must be well-formed Unicode; a lone surrogate does not survive UTF-8.
 */
export function writeCsv(heading: readonly string[], rows: Iterable<readonly CsvCell[]>, style: CsvStyle = {}): string {
  const { lineEnd = '\r\n', closed = true, quoteAll = false } = style;
  const lines = [line(heading, quoteAll ? ALWAYS : NEEDS_QUOTES_IN_HEADING)];
  for (const row of rows) lines.push(line(row, quoteAll ? ALWAYS : NEEDS_QUOTES));
  return lines.join(lineEnd) + (closed ? lineEnd : '');
}

function line(cells: readonly CsvCell[], needsQuotes: RegExp): string {
  // Without its quotes a single empty cell would be a blank line, which readers skip.
  if (cells.length === 1 && !cells[0]) return '""';
  return cells.map((cell) => (cell !== null && needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
