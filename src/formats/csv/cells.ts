import { CxError } from '../../core/errors.js';
import { child, type Pointer } from '../../core/pointer.js';
import { type Column, type CsvManager, columnOf } from './table.js';

/** A row, each cell at its column. */
export interface Row {
  readonly number: number;
  readonly pointer: Pointer;
  /** The text of a column; "" where the row has none. */
  cell(column: Column): string;
  /** Where the cell of a column stands. */
  at(column: Column): Pointer;
  /** Cells that belong to no column of the manager, with their headings. */
  readonly others: readonly OtherCell[];
}

export interface OtherCell {
  readonly heading: string;
  readonly value: string;
  readonly pointer: Pointer;
}

/** Finds the columns of a heading row. Throws `csv.heading-twice` when two have the same meaning. */
export function columnsOf(manager: CsvManager, heading: readonly string[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  heading.forEach((name, index) => {
    const column = columnOf(manager, name);
    if (!column) return;
    if (columns.has(column)) throw new CxError('csv.heading-twice', { pointer: `/row/0/${index}` });
    columns.set(column, index);
  });
  return columns;
}

/** True when there is a column of passwords, and one that says whose or where. */
export function isTableOfLogins(columns: ReadonlyMap<Column, number>): boolean {
  const places = [...columns.keys()].map(({ place }) => (place.to === 'member' ? place.member : place.to));
  return places.includes('password') && ['title', 'url', 'username'].some((name) => places.includes(name));
}

/** A row seen through its columns. */
export function rowOf(number: number, cells: readonly string[], heading: readonly string[], columns: ReadonlyMap<Column, number>): Row {
  const pointer = `/row/${number}`;
  const known = new Set(columns.values());
  return {
    number,
    pointer,
    cell: (column) => cells[columns.get(column) ?? -1] ?? '',
    at: (column) => child(pointer, columns.get(column) ?? 0),
    others: cells.flatMap((value, index) =>
      known.has(index) || value === '' ? [] : [{ heading: heading[index] ?? '', value, pointer: child(pointer, index) }],
    ),
  };
}
