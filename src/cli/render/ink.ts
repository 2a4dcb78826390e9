/** Colours, or nothing at all. Only ever put around our own words or text that is already `visible`. */
export interface Ink {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

/** Colours on a terminal that has them; none with NO_COLOR (no-color.org) or a dumb terminal. */
export function inkFor(terminal: boolean, env: Readonly<Record<string, string | undefined>>): Ink {
  const on = terminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (start: number, end: number) => (text: string) => (on && text !== '' ? `\x1b[${start}m${text}\x1b[${end}m` : text);
  return { bold: paint(1, 22), dim: paint(2, 22), red: paint(31, 39), yellow: paint(33, 39), green: paint(32, 39) };
}
