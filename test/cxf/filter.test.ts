import { describe, expect, it } from 'vitest';
import { Findings } from '../../src/core/report.js';
import { filterTypes } from '../../src/cxf/filter.js';
import { account, header, idOf, item, login, parse, said } from './documents.js';
import { passkey } from './quirks.js';

const note = { type: 'note', content: { fieldType: 'string', value: 'n' } };
const value = header([
  account([item([note], { title: 'gone' }), item([login, note, passkey]), item([], { title: 'empty' })]),
  account([item([{ type: 'odd' }, passkey])], { id: idOf('two') }),
]);

describe('filterTypes', () => {
  it('keeps the named types, and says what it leaves out', async () => {
    const { document } = await parse(value);
    const findings = new Findings();
    const filtered = filterTypes(document, ['passkey', 'basic-auth'], findings, new WeakMap());
    expect(filtered).toEqual(
      header([account([item([login, passkey]), item([], { title: 'empty' })]), account([item([passkey])], { id: idOf('two') })]),
    );
    expect(said({ findings: findings.list })).toEqual([
      'loss item.filtered /accounts/0/items/0/credentials/0',
      'loss item.filtered /accounts/0/items/1/credentials/1',
      'loss item.filtered /accounts/1/items/0/credentials/0',
    ]);
    expect(findings.list[0]).toMatchObject({ reason: 'policy', subject: { title: 'gone' } });
  });

  it('keeps what remains findable where it stood in the input', async () => {
    const { document } = await parse(value);
    const where = new WeakMap<object, string>();
    const filtered = filterTypes(document, ['passkey'], new Findings(), where, '');
    const [first] = filtered.accounts[0]?.items ?? [];
    expect(first && where.get(first)).toBe('/accounts/0/items/1');
    expect(first?.credentials.map((credential) => where.get(credential))).toEqual(['/accounts/0/items/1/credentials/2']);
    // The document that was filtered still is as it was.
    for (const each of document.accounts.flatMap(({ items }) => items)) expect(where.has(each)).toBe(false);
  });

  it('names the places of a vendor file', async () => {
    const { document } = await parse(value);
    const where = new WeakMap<object, string>();
    for (const [i, each] of (document.accounts[0]?.items ?? []).entries()) where.set(each, `/row/${i}`);
    const findings = new Findings();
    const filtered = filterTypes(document, ['passkey'], findings, where);
    expect(findings.list.map(({ source }) => source)).toEqual(['/row/0', '/row/1', '/row/1', '/accounts/1/items/0/credentials/0']);
    const [first] = filtered.accounts[0]?.items ?? [];
    expect(first && where.get(first)).toBe('/row/1');
  });

  it.each([[undefined], [[]]])('all types pass for %j', async (only) => {
    const { document } = await parse(value);
    expect(filterTypes(document, only, new Findings(), new WeakMap())).toBe(document);
  });
});
