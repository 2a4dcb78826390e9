import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/core/bytes.js';
import { csvHeading, parseCsv, writeCsv } from '../../src/core/csv.js';
import { CxError } from '../../src/core/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/core/limits.js';

const cellsOf = (text: string): (readonly string[])[] => parseCsv(text, DEFAULT_LIMITS).rows.map(({ cells }) => cells);

function failure(text: string, limits: Limits = DEFAULT_LIMITS): Partial<CxError> | undefined {
  try {
    parseCsv(text, limits);
  } catch (error) {
    if (error instanceof CxError) return error;
    throw error;
  }
  return undefined;
}

/** Any Unicode text, and texts made of nothing but trouble. */
const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', '\ufeff', '\0', '\\', '=', 'é', '😀') }),
);
const row = fc.array(cell, { minLength: 1, maxLength: 5 });
const table = fc.record({ heading: row, rows: fc.array(row, { maxLength: 6 }) });

describe('round trip', () => {
  it('gives back every cell of every table', () => {
    fc.assert(
      fc.property(table, ({ heading, rows }) => {
        const text = writeCsv(heading, rows);
        expect(parseCsv(text, DEFAULT_LIMITS)).toEqual({
          heading,
          rows: rows.map((cells, i) => ({ number: i + 1, cells })),
          delimiter: ',',
        });
        expect(csvHeading(text)).toEqual(heading);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes quotes only where they are needed', () => {
    const rows = [['a', ' a', 'a b', 'a,b', 'a"b', 'a\nb', '\t', ''], [''], ['=1+1', '-5', "'x"]];
    expect(writeCsv(['x;y', 'z'], rows)).toBe('"x;y",z\r\na," a",a b,"a,b","a""b","a\nb","\t",\r\n""\r\n=1+1,-5,\'x\r\n');
  });
});

describe('parseCsv', () => {
  it.each(['\r\r\n', '\r\n', '\n', '\r'])('ends rows at %j, with or without a last one, and skips blank lines', (end) => {
    for (const last of ['', end, end + end]) {
      expect(parseCsv(`\ufeff${end}a,b${end}1,2${end}${end}"3${end}x",${last}`, DEFAULT_LIMITS)).toEqual({
        heading: ['a', 'b'],
        rows: [
          { number: 1, cells: ['1', '2'] },
          { number: 2, cells: [`3${end}x`, ''] },
        ],
        delimiter: ',',
      });
    }
  });

  it('reads a text whose rows end in different ways', () => {
    expect(cellsOf('a\n1\r\n2\r\r\n3\r4')).toEqual([['1'], ['2'], ['3'], ['4']]);
  });

  it.each([',', ';', '\t'])('finds the delimiter %j in the heading', (delimiter) => {
    const text = `name${delimiter}"a,;\t,;\t,;\t"\n1${delimiter}2`;
    expect(parseCsv(text, DEFAULT_LIMITS)).toEqual({
      heading: ['name', 'a,;\t,;\t,;\t'],
      rows: [{ number: 1, cells: ['1', '2'] }],
      delimiter,
    });
  });

  it('keeps ragged rows, spaces and a row that is an empty cell as they are', () => {
    expect(cellsOf('a,b\n1\n1,2,3\n x , y\n""\n,\n')).toEqual([['1'], ['1', '2', '3'], [' x ', ' y'], [''], ['', '']]);
  });

  it('reads empty texts as empty tables', () => {
    for (const text of ['', '\ufeff', '\n', '\r\n\r\n'])
      expect(parseCsv(text, DEFAULT_LIMITS)).toEqual({ heading: [], rows: [], delimiter: ',' });
  });

  it('knows no special names', () => {
    expect(parseCsv('__proto__,constructor\nx,y', DEFAULT_LIMITS)).toMatchObject({
      heading: ['__proto__', 'constructor'],
      rows: [{ cells: ['x', 'y'] }],
    });
  });

  it.each([
    ['in an unquoted cell', '5" disk,b"', ['5" disk', 'b"']],
    ['after a space', ' "a",b', [' "a"', 'b']],
    ['doubled in an unquoted cell', 'a""b,c', ['a""b', 'c']],
    ['around the first word', '"Hello" she said,b', ['"Hello" she said', 'b']],
    ['not doubled inside quotes', '"say "hi" now",b', ['"say "hi" now"', 'b']],
    ['beside a proper quoted cell', '5","""a\nb"', ['5"', '"a\nb']],
  ])('keeps a stray quote %s', (_, line, cells) => {
    expect(cellsOf(`a,b\n\n${line}\nnext,row`)).toEqual([cells, ['next', 'row']]);
  });

  it.each([
    ['a quote never closed', 'a,b\n1,2\n3,"4\n5,6', '/row/2'],
    ['a quote never closed in the heading', 'a,"b\n1,2', '/row/0'],
    ['a quote never closed in the last cell', 'a\n"', '/row/1'],
    ['a quote that swallows the rows up to the next one', 'a,b\n1,"2\n3,"x" y\n', '/row/1'],
    ['a doubled quote in a cell whose quote closes too early', 'a\n1\n"x""y"z\n', '/row/2'],
    ['a quote closed before NUL', 'a\n"x"\0y\n', '/row/1'],
  ])('refuses %s', (_, text, pointer) => {
    expect(failure(text)).toMatchObject({ code: 'csv.broken', pointer });
  });

  it('never says what stands in the text', () => {
    for (const text of ['a,b\n1,"hunter2', 'hunter2"x\n"hunter2" hunter2\nhunter2"\n"']) {
      const error = failure(text);
      expect(error?.code).toBe('csv.broken');
      expect(JSON.stringify([error?.message, error?.hint, error?.pointer, error])).not.toContain('hunter2');
    }
  });

  it('bounds rows and columns, and counts no blank line', () => {
    const limits = { ...DEFAULT_LIMITS, 'csv.rows': 3, 'csv.columns': 4 };
    expect(failure('a,b,c,d\n1\n\n\n\n\n2\n\n3\n\n', limits)).toBeUndefined();
    expect(failure('a\n1\n2\n3\n4', limits)?.limit).toEqual({ name: 'csv.rows', max: 3, need: 4 });
    expect(failure('a,b,c,d,e\n1', limits)).toMatchObject({ limit: { name: 'csv.columns', max: 4, need: 5 }, pointer: '/row/0' });
    expect(failure(`a\n1\n${','.repeat(100_000)}`, limits)).toMatchObject({ limit: { name: 'csv.columns', max: 4 }, pointer: '/row/2' });
  });
});

describe('csvHeading', () => {
  it('never throws, whatever the text and wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          cell,
          table.map(({ heading, rows }) => writeCsv(heading, rows)),
        ),
        fc.nat(200),
        (text, length) => {
          const heading = csvHeading(text.slice(0, length));
          expect(heading === undefined || heading.length > 0).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads only the first row, and gives undefined when there is none', () => {
    expect(csvHeading('\ufeffname;url\n"never closed')).toEqual(['name', 'url']);
    expect(csvHeading('"a\nb",c\r\n1')).toEqual(['a\nb', 'c']);
    expect([csvHeading(''), csvHeading('\n\n'), csvHeading('a,"b')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('an independent judge', () => {
  const python = spawnSync('python3', ['-c', 'import csv, json']).status === 0;
  const PYTHON = `import csv, io, json, sys
csv.field_size_limit(10**9)
json.dump([list(csv.reader(io.StringIO(t, newline=''), strict=True)) for t in json.load(sys.stdin)], sys.stdout)`;

  it.skipIf(!python)(`Python's csv reads what we write${python ? '' : ' (SKIPPED: no python3)'}`, () => {
    // Python before 3.11 refuses NUL.
    const tables = fc
      .sample(table, 300)
      .map(({ heading, rows }) => [heading, ...rows].map((cells) => cells.map((text) => text.replaceAll('\0', ''))));
    const texts = tables.map(([heading = [], ...rows]) => writeCsv(heading, rows));
    const seen: unknown = JSON.parse(
      execFileSync('python3', ['-c', PYTHON], {
        input: JSON.stringify(texts),
        encoding: 'utf8',
        env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      }),
    );
    expect(seen).toEqual(tables);
  });
});

describe('samples', () => {
  const folder = join(import.meta.dirname, '../../../shared/samples');
  const here = existsSync(folder);
  const files = here
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.csv'))
        .sort()
    : [];
  /** 1Password 7 for Mac escapes quotes with a backslash, which RFC 4180 does not know. */
  const BROKEN = new Set(['onepassword/jslib-identity.mac.csv', 'onepassword/jslib-multipleItems.mac.csv']);

  it.skipIf(!here)(`every sample reads without an error, but for the known${here ? '' : ' (SKIPPED: no ../shared/samples)'}`, () => {
    const refused = files.filter((name) => {
      const text = textOf(readFileSync(join(folder, name)));
      expect(text, `${name} is UTF-8`).toBeDefined();
      const code = failure(text ?? '')?.code;
      expect(code === undefined || code === 'csv.broken', `${name}: ${code}`).toBe(true);
      if (code === undefined) expect(csvHeading(text ?? '')).toEqual(parseCsv(text ?? '', DEFAULT_LIMITS).heading);
      return code !== undefined;
    });
    expect(new Set(refused)).toEqual(BROKEN);
    expect(files.length).toBeGreaterThan(100);
  });
});
