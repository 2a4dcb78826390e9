/** How a program lays its tables out, where that differs from RFC 4180. */
export interface CsvLayout {
  /** Every cell stands in quotes, also where none are needed. */
  readonly quoted?: boolean;
  /** Default CR LF. */
  readonly lineEnd?: '\r\n' | '\n';
  /** False when no line end stands behind the last row. Default true. */
  readonly closed?: boolean;
}

/** A cell; null is written as nothing at all, also where every cell is quoted. */
export type CsvCell = string | null;

/** A cell that would be read differently without quotes; a byte order mark counts as space. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** In the heading any delimiter would mislead a reader that detects it there. */
const NEEDS_QUOTES_IN_HEADING = /[",;\t\r\n]|^\s|\s$/;

/**
 * Writes a table as RFC 4180: commas, CR LF after every row, quotes only where needed, unless another layout is asked for. Values are not
 * changed in any way, also those that a spreadsheet would take for a formula. Text must be well-formed Unicode; a lone surrogate does not
 * survive UTF-8.
 */
export function writeCsv(heading: readonly string[], rows: Iterable<readonly CsvCell[]>, layout: CsvLayout = {}): string {
  const { quoted = false, lineEnd = '\r\n', closed = true } = layout;
  const lines = [line(heading, NEEDS_QUOTES_IN_HEADING, quoted)];
  for (const row of rows) lines.push(line(row, NEEDS_QUOTES, quoted));
  return lines.join(lineEnd) + (closed ? lineEnd : '');
}

function line(cells: readonly CsvCell[], needsQuotes: RegExp, quoted: boolean): string {
  // Without its quotes a single empty cell would be a blank line, which readers skip.
  if (cells.length === 1 && !cells[0]) return '""';
  return cells.map((cell) => (cell !== null && (quoted || needsQuotes.test(cell)) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
