/** A row of a damaged table; undefined stands for one that nobody can read. */
export type RecoveredRow = readonly string[] | undefined;

/**
 * Reads a table with broken rows: a quote closed where no cell ends, or never closed, breaks the line it stands on, and reading goes on
 * behind that line. Rows that are whole come out as `parseCsv` gives them. Throws `limit.exceeded` through `count`.
 */
export function recoverRows(text: string, delimiter: string, count: (rows: number) => void): RecoveredRow[] {
  const rows: RecoveredRow[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /[\r\n]*/y;
    blank.lastIndex = at;
    blank.exec(text);
    at = blank.lastIndex;
    if (at >= text.length) break;
    const row = rowAt(text, at, delimiter);
    rows.push(row?.cells);
    count(rows.length);
    at = row ? row.end : lineEnd(text, at);
  }
  return rows;
}

function rowAt(text: string, start: number, delimiter: string): { readonly cells: string[]; readonly end: number } | undefined {
  const cells: string[] = [];
  for (let at = start; ; at++) {
    const cell = cellAt(text, at, delimiter);
    if (!cell) return undefined;
    cells.push(cell.value);
    at = cell.end;
    if (text[at] !== delimiter) return { cells, end: at };
  }
}

/** A quote closed too early is kept as it stands, as `parseCsv` keeps it, but only on one line: it may have swallowed the rows that follow. */
function cellAt(text: string, start: number, delimiter: string): Cell | undefined {
  if (text[start] !== '"') return plainAt(text, start, delimiter);
  const cell = quotedAt(text, start);
  const next = cell && text[cell.end];
  if (!cell || next === undefined || next === delimiter || next === '\r' || next === '\n') return cell;
  return /[\r\n]/.test(cell.value) ? undefined : plainAt(text, start, delimiter);
}

interface Cell {
  readonly value: string;
  /** The place behind it. */
  readonly end: number;
}

function plainAt(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end++;
  return { value: text.slice(start, end), end };
}

/** Undefined when the quote is never closed. */
function quotedAt(text: string, start: number): Cell | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
  return undefined;
}

function lineEnd(text: string, start: number): number {
  const end = text.slice(start).search(/[\r\n]/);
  return end < 0 ? text.length : start + end;
}
