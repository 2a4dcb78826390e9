import { describe, expect, it } from 'vitest';
import { asJson, jsonOf } from '../../../src/core/brand.js';
import { isJsonObject } from '../../../src/core/json.js';
import { writeToBytes } from '../../../src/index.js';
import { database, entry, readXmlFile, string } from './xml-file.js';

/* Elements that KeePass does not know, as other programs add them. */

async function through(inner: string, meta = '') {
  const { vault } = await readXmlFile(database(entry('one', string('Title', 'One') + inner), meta));
  const { bytes, report } = await writeToBytes(vault, { to: 'keepass', variant: 'xml' });
  return { text: Buffer.from(bytes).toString(), losses: report.findings.filter(({ severity }) => severity === 'loss') };
}

describe('an element that nobody knows', () => {
  it.each(['Größe', '_x', '要素', '__proto__', 'constructor'])('is restored: %s', async (name) => {
    const { text, losses } = await through(`<${name} _a="1" b="2">in entry</${name}>`, `<Own><${name}>in meta</${name}></Own>`);
    expect(text).toContain(`<${name} _a="1" b="2">in entry</${name}>`);
    expect(text).toContain(`<${name}>in meta</${name}>`);
    expect(losses).toEqual([]);
  });

  it('is a loss where its prefix is declared nowhere, which other programs refuse', async () => {
    const { text, losses } = await through('<x:foo>1</x:foo>');
    expect(text).not.toContain('x:foo');
    expect(losses).toMatchObject([{ code: 'target.no-place', source: '/Root/Group/0/Entry/0' }]);
  });

  it('never takes the place of one that KeePass knows', async () => {
    const { vault } = await readXmlFile(database(entry('one', `${string('Title', 'One')}<Odd>1</Odd>`)));
    const edited = jsonOf(JSON.stringify(asJson(vault.document)).replace('{"Odd":"1"}', '{"Odd":"1","UUID":"AAAA","String":[]}'));
    if (!isJsonObject(edited)) throw new Error('no document');
    const document = { ...vault.document, ...edited };
    const { bytes, report } = await writeToBytes({ ...vault, document }, { to: 'keepass', variant: 'xml' });
    expect(Buffer.from(bytes).toString()).toContain('<Value>One</Value>');
    expect(Buffer.from(bytes).toString()).toContain('<Odd>1</Odd>');
    expect(report.totals.losses).toBe(1);
  });
});
