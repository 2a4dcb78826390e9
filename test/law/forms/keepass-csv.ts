import type { JsonValue } from '../../../src/core/json.js';
import type { Form } from '../plan.js';
import { at } from '../tree.js';
import { csvForm, textRow } from './csv.js';

/**
 * The tables of KeePass and KeePassXC, read and written here without the library's own parser: every cell in quotes, which stand doubled
 * inside, or after a backslash under KeePass's headings.
 */
export function keepassCsvForm(variant: string): Form {
  const write = (tree: JsonValue): string => {
    const heading = textRow(at(tree, ['heading']) ?? null);
    const rows = at(tree, ['rows']);
    const escaped = (cell: string): string => (isKeePass(heading) ? cell.replaceAll(/["\\]/g, '\\$&') : cell.replaceAll('"', '""'));
    return [heading, ...(Array.isArray(rows) ? rows.map(textRow) : [])]
      .map((row) => `${row.map((cell) => `"${escaped(cell)}"`).join(',')}\n`)
      .join('');
  };
  return {
    variant,
    parse: async (bytes) => {
      const text = Buffer.from(bytes).toString();
      const isEscaped = text.startsWith('"Account"') && !/\\(?!["\\])/.test(text);
      const [heading = [], ...rows] = tableOf(text, isEscaped);
      return { heading, rows };
    },
    write: async (tree) => Buffer.from(write(tree)),
    respaced: async (tree) => Buffer.from(`${write(tree)}\n`),
    pointer: csvForm(variant).pointer,
  };
}

function isKeePass(heading: readonly string[]): boolean {
  return heading.includes('Account');
}

function tableOf(text: string, isEscaped: boolean): string[][] {
  const cell = isEscaped ? /"((?:\\[\s\S]|[^"\\])*)"(,|\r?\n|$)/gy : /"((?:""|[^"])*)"(,|\r?\n|$)/gy;
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, content = '', end = ''] of text.matchAll(cell)) {
    row.push(isEscaped ? content.replaceAll(/\\(["\\])/g, '$1') : content.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
