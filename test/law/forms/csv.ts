import { parseCsv, writeCsv } from '../../../src/core/csv.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import type { Form } from '../plan.js';

/** A table: the tree is `{ heading, rows }`. Headings are not leaves that can be changed: they say what the format is. */
export function csvForm(variant: string): Form {
  return {
    variant,
    parse: async (bytes) => {
      const { heading, rows } = parseCsv(Buffer.from(bytes).toString(), DEFAULT_LIMITS);
      return { heading: [...heading], rows: rows.map(({ cells }) => [...cells]) };
    },
    write: async (tree) => Buffer.from(writeCsv(textRow(member(tree, 'heading')), list(member(tree, 'rows')).map(textRow))),
    respaced: async (tree) => Buffer.from(`${writeCsv(textRow(member(tree, 'heading')), list(member(tree, 'rows')).map(textRow))}\r\n`),
    pointer: ([part, row, cell]) => (part === 'rows' ? `/row/${Number(row) + 1}${cell === undefined ? '' : `/${cell}`}` : '/row/0'),
  };
}

/** The rows as objects, by their headings. */
export function recordsOf(tree: JsonValue): Record<string, string>[] {
  const heading = textRow(member(tree, 'heading'));
  return list(member(tree, 'rows')).map((row) => Object.fromEntries(textRow(row).map((cell, i) => [heading[i] ?? String(i), cell])));
}

function member(tree: JsonValue, name: string): JsonValue {
  return isJsonObject(tree) ? (tree[name] ?? null) : null;
}

function list(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

export function textRow(value: JsonValue): string[] {
  return list(value).map((cell) => (typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell)));
}
