/** A cell that would be read differently without quotes; a byte order mark counts as space. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** In the heading any delimiter would mislead a reader that detects it there. */
const NEEDS_QUOTES_IN_HEADING = /[",;\t\r\n]|^\s|\s$/;

/**
 * Writes a table as RFC 4180: commas, CR LF after every row, quotes only where needed. Values are not changed in any way, also those
 * that a spreadsheet would take for a formula. Text must be well-formed Unicode; a lone surrogate does not survive UTF-8.
 */
export function writeCsv(heading: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [line(heading, NEEDS_QUOTES_IN_HEADING)];
  for (const row of rows) lines.push(line(row, NEEDS_QUOTES));
  return lines.join('');
}

function line(cells: readonly string[], needsQuotes: RegExp): string {
  // Without its quotes a single empty cell would be a blank line, which readers skip.
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
