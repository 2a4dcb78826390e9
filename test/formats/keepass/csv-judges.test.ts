import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/core/brand.js';
import { text } from '../../law/arbitrary-text.js';
import { wellFormed } from '../../law/well-formed.js';
import { KEEPASSXC, loginOf, readCsv, writeCsv } from './csv-table.js';
import { database, element, entry, written } from './kdbx/forge.js';
import { hasKeePassXc, judged, keepassxc, PYTHON } from './kdbx/judges.js';

const cell = text.map(wellFormed);
const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 5 });

/** A table of ours as other programs read it: the cells that the document holds. */
async function tableOf(
  rows: readonly (readonly string[])[],
): Promise<{ readonly csv: string; readonly cells: readonly (readonly string[])[] }> {
  const filled = rows.map((row) => ['Root', ...row, '', '0', '', '']);
  const lines = filled.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
  const { vault } = await readCsv(`${KEEPASSXC}${lines.join('\n')}\n`);
  return { csv: (await writeCsv(vault)).text, cells: filled };
}

describe('what we write', () => {
  it('is read by csv-parse in its strictest mode', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const { csv, cells } = await tableOf(some.map((row) => row.map((one) => one.replaceAll('\0', ''))));
        const options = { relax_quotes: false, relax_column_count: false, record_delimiter: '\n', from: 2 };
        expect(parse(csv, options)).toEqual(cells);
      }),
    );
  });

  const hasPython = spawnSync(PYTHON, ['-c', 'import csv']).status === 0;
  it.skipIf(!hasPython)(judged("is read by Python's csv module", PYTHON, hasPython), async () => {
    const tables = await Promise.all(fc.sample(rows, 200).map(tableOf));
    const program = `
import csv, io, json, sys
csv.field_size_limit(10**9)
print(json.dumps([list(csv.reader(io.StringIO(text, newline=''), strict=True)) for text in json.load(sys.stdin)]))`;
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', program], {
      input: JSON.stringify(tables.map(({ csv }) => csv)),
      maxBuffer: 2 ** 28,
    });
    expect(stderr.toString()).toBe('');
    const [heading] = parse(KEEPASSXC);
    expect(jsonOf(stdout.toString())).toEqual(tables.map(({ cells }) => [heading, ...cells]));
  });
});

describe.skipIf(!hasKeePassXc)(judged('what KeePassXC writes', 'keepassxc-cli', hasKeePassXc), () => {
  it('is read, and comes back byte for byte', async () => {
    const parts = [
      { title: 'Plain', password: 'p' },
      { title: 'Sö "me", \\ =1+1', password: '"\\"\'\t\\', notes: 'one\ntwo "three"\n' },
      { title: '', password: '' },
    ];
    const entries = parts.map((part, i) => entry(i + 2, part));
    const nested = element('Group', [
      element('UUID', 'AAAAAAAAAAAAAAAAAAAAAQ=='),
      element('Name', 'In/side'),
      entry(9, { title: 'Nested', password: 'n' }),
    ]);
    const kdbx = await written({ root: database([...entries, nested]), binaries: [] });
    const csv = keepassxc('export', kdbx, { password: 'pässword' }, '-f', 'csv').toString();
    const { vault, items, says } = await readCsv(csv);
    expect(says).toEqual([]);
    expect(items.map(loginOf)).toMatchObject([
      ...parts.map(({ title, password, notes }) => ({ title, ...(password && { password }), ...(notes && { content: notes }) })),
      { title: 'Nested', password: 'n' },
    ]);
    expect(vault.document.accounts[0]?.collections).toMatchObject([{ title: 'In', subCollections: [{ title: 'side' }] }]);
    expect((await writeCsv(vault)).text).toBe(csv);
  });
});
