/** A cell that would be read differently without quotes; a byte order mark counts as space. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** In the heading any delimiter would mislead a reader that detects it there. */
const NEEDS_QUOTES_IN_HEADING = /[",;\t\r\n]|^\s|\s$/;

/** How a program lays its tables out, where that differs from RFC 4180. */
export interface CsvLayout {
  /** Every cell stands in quotes. */
  readonly quoted: boolean;
  readonly lineEnd: '\r\n' | '\n';
}

const RFC_4180: CsvLayout = { quoted: false, lineEnd: '\r\n' };

/**
 * Writes a table as RFC 4180: commas, CR LF after every row, quotes only where needed, unless another layout is asked for. Values are not
 * changed in any way, also those that a spreadsheet would take for a formula. Text must be well-formed Unicode; a lone surrogate does not
 * survive UTF-8.
 */
export function writeCsv(heading: readonly string[], rows: Iterable<readonly string[]>, layout = RFC_4180): string {
  const lines = [line(heading, NEEDS_QUOTES_IN_HEADING, layout)];
  for (const row of rows) lines.push(line(row, NEEDS_QUOTES, layout));
  return lines.join('');
}

function line(cells: readonly string[], needsQuotes: RegExp, { quoted, lineEnd }: CsvLayout): string {
  // Without its quotes a single empty cell would be a blank line, which readers skip.
  const isBlank = cells.length === 1 && cells[0] === '';
  const written = cells.map((cell) => (quoted || isBlank || needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return written.join(',') + lineEnd;
}
