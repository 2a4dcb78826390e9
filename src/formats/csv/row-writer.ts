import { sha256, utf8 } from '../../core/bytes.js';
import type { CsvCell } from '../../core/csv.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Writing } from '../writing/writing.js';
import { guidOfId } from './guid.js';
import { Joining, partsOf } from './join-rows.js';
import type { Column, CsvManager } from './table.js';
import type { WrittenItem } from './write-item.js';

/** A row before its identifier is made. */
interface PlannedRow {
  readonly cells: ReadonlyMap<Column, string>;
  readonly id: string;
  readonly pointer: string;
}

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Makes rows of written items, and says what the manager's importer, its reader and spreadsheets will make of them. */
export class RowWriter {
  private readonly rows: PlannedRow[] = [];
  private readonly manager: CsvManager;
  private readonly writing: Writing;
  private readonly joining: Joining;
  private hasFormula = false;
  private hasPath = false;

  constructor(manager: CsvManager, writing: Writing) {
    this.manager = manager;
    this.writing = writing;
    this.joining = new Joining(manager);
  }

  get count(): number {
    return this.rows.length;
  }

  /** Adds the rows of an item, one for each address. */
  add(item: Item, pointer: string, { cells, addresses }: WrittenItem): void {
    const { writing, manager } = this;
    const whole = new Map([...cells].map(([column, cell]) => [column, cell.replaceAll(/\p{Cs}/gu, '\ufffd')]));
    if ([...cells].some(([column, cell]) => whole.get(column) !== cell)) writing.change('text.half-character', pointer);
    addresses.forEach((address, i) => {
      const url = address.replaceAll(/\p{Cs}/gu, '\ufffd');
      if (url !== address) writing.change('text.half-character', `${pointer}/scope`);
      const row = new Map(whole);
      for (const column of manager.columns) if (column.place.to === 'url') row.set(column, url);
      const { common } = partsOf(manager, { cell: (column) => row.get(column) ?? '', others: [] });
      const isJoined = this.joining.continues(common, url);
      if (i === 0 && isJoined) writing.change('csv.rows-alike', pointer);
      if (i > 0 && !isJoined) writing.change('csv.row-of-its-own', pointer);
      this.rows.push({ cells: row, id: i === 0 ? item.id : '', pointer: `${pointer}/${i}` });
      this.judge(row, pointer);
    });
  }

  /** What the manager's importer will say of a row. */
  private judge(row: ReadonlyMap<Column, string>, pointer: string): void {
    const { manager, writing } = this;
    const cell = (name: 'url' | 'password' | 'note'): string => {
      const column = manager.columns.find(({ place }) => place.to === name || (place.to === 'member' && place.member === name));
      return (column && row.get(column)) ?? '';
    };
    if (manager.needs.some((name) => cell(name) === '')) this.warn('csv.row-incomplete', pointer);
    if (manager.takes && cell('note').length > manager.takes.note) this.warn('csv.note-too-long', pointer);
    if (!this.hasFormula && [...row.values()].some((text) => FORMULA.test(text))) {
      this.hasFormula = true;
      writing.findings.info('csv.formula', writing.place(pointer), writing.subject);
    }
    if (!this.hasPath && manager.originOnly && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*\/?[^/?#]/i.test(cell('url'))) {
      this.hasPath = true;
      writing.findings.info('address.shortened-later', writing.place(pointer), writing.subject);
    }
  }

  private warn(code: 'csv.row-incomplete' | 'csv.note-too-long', pointer: string): void {
    this.writing.findings.warning(code, this.writing.place(pointer), this.writing.subject);
  }

  /** The rows as cells. Identifiers are the items' own while they are unique and have 16 bytes. */
  async finished(): Promise<CsvCell[][]> {
    const { columns, nullable = [] } = this.manager;
    const hasIds = columns.some(({ place }) => place.to === 'id');
    const guids = hasIds ? await this.guids() : [];
    return this.rows.map(({ cells }, i) =>
      columns.map((column) => {
        const text = column.place.to === 'id' ? (guids[i] ?? '') : (cells.get(column) ?? '');
        return text === '' && nullable.includes(column.heading) ? null : text;
      }),
    );
  }

  private async guids(): Promise<string[]> {
    const digest = await sha256(utf8(this.rows.map(({ id }) => id).join('\n')));
    const used = new Set<string>();
    const guids: string[] = [];
    for (const { id, pointer } of this.rows) {
      const own = guidOfId(id);
      const guid = own !== undefined && !used.has(own) ? own : (guidOfId(await deriveId(digest, this.manager.id, pointer)) ?? '');
      used.add(guid);
      guids.push(guid);
    }
    return guids;
  }
}
