import { describe, expect, it } from 'vitest';
import { database, entry, readXmlFile, string } from './xml-file.js';

/** Entries of which each repeats the notes of the next one so often. */
function chain(length: number, times: number, end: string): Uint8Array {
  const entries = Array.from({ length }, (_, i) =>
    entry(`${i}`, string('Title', `t${i}`) + string('Notes', `{REF:N@T:t${i + 1}}`.repeat(times))),
  );
  return database([...entries, entry('end', string('Title', `t${length}`) + string('Notes', end))].join(''));
}

describe('references to references', () => {
  it('are followed ten deep', async () => {
    const { items, said } = await readXmlFile(chain(10, 1, 'end'));
    expect(items[0]?.credentials).toMatchObject([{ type: 'note', content: { value: 'end' } }]);
    expect(said.filter((line) => line.includes('dangling'))).toEqual([]);
    expect((await readXmlFile(chain(11, 1, 'end'))).said).toContain(
      'warning keepass.reference-dangling /Root/Group/0/Entry/0/String/1/Value',
    );
  });

  it('that grow without end are refused at once', async () => {
    await expect(readXmlFile(chain(10, 50, 'x'.repeat(1000)))).rejects.toMatchObject({
      code: 'limit.exceeded',
      limit: { name: 'keepass.reference-text' },
    });
  });
});
