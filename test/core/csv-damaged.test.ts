import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, parseDamagedCsv, writeCsv } from '../../src/core/csv.js';
import { DEFAULT_LIMITS } from '../../src/core/limits.js';
import { refusal } from './refusal.js';

const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', 'é', '\0'), maxLength: 6 });
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 4 });
const heading = ['a', 'b'];

describe('parseDamagedCsv', () => {
  it('reads a whole table as parseCsv does', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const text = writeCsv(heading, table);
        expect(parseDamagedCsv(text, DEFAULT_LIMITS)).toEqual({ ...parseCsv(text, DEFAULT_LIMITS), broken: [] });
      }),
    );
  });

  it('loses the broken row alone, and gives its number', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const [above, below] = [writeCsv(heading, before), writeCsv(heading, after).replace(/^a,b\r\n/, '')];
        const table = parseDamagedCsv(`${above}x,"y\nz"w\r\n${below}`, DEFAULT_LIMITS);
        expect(table.broken).toEqual([before.length + 1]);
        // The second line of the broken row stands behind it, as a row with a stray quote.
        expect(table.rows.map(({ cells }) => cells)).toEqual([...before, ['z"w'], ...after]);
      }),
    );
  });

  it('throws what is no matter of one row', async () => {
    expect((await refusal(async () => parseDamagedCsv('a,"b\n1,2', DEFAULT_LIMITS)))?.pointer).toBe('/row/0');
    const limits = { ...DEFAULT_LIMITS, 'csv.rows': 2 };
    expect((await refusal(async () => parseDamagedCsv('a,b\n1,"2\n3,4\n5,6\n', limits)))?.code).toBe('limit.exceeded');
  });
});
