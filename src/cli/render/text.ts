/**
 * Everything that moves the cursor, changes the terminal, turns the direction of text or takes no room:
 * C0 and C1 controls, bidi and format characters, separators of lines, lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text of a stranger as it may stand on a terminal: one line, every invisible character as an escape, cut when long. */
export function visible(text: string, max = 80): string {
  const chars = [...text.slice(0, 4 * max)];
  const cut = chars.length > max || text.length > 4 * max ? [...chars.slice(0, max - 1), '…'] : chars;
  return cut.join('').replace(INVISIBLE, escaped);
}

/** Text that is already `visible`, its middle cut out when it is longer than `max`: of a pointer, both ends matter. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const tail = Math.floor((max - 1) / 2);
  return `${text.slice(0, max - 1 - tail)}…${text.slice(text.length - tail)}`;
}

/** JSON text, two spaces deep, whose strings hold no invisible character: the same value, escaped further than JSON asks. */
export function visibleJson(value: object): string {
  const text = JSON.stringify(value, null, 2).replace(/[^\n -~]/gu, (char) => char.replace(INVISIBLE, jsonEscape));
  return `${text}\n`;
}

function jsonEscape(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}

/** Breaks a sentence of ours at spaces into lines of at most `width`; `indent` goes before every line but the first. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, i) => (i === 0 ? each : indent + each));
}

/** "passkeys, cards or attachments". */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** "1 item", "3 items". */
export function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Columns with two spaces between them; numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, i) => (/^[0-9]+$/.test(cell) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
