import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.js';
import { Findings } from '../../../src/core/report.js';
import { CARRIES, type CarryName, carry, carryName, findCarry } from '../../../src/cxf/carry/names.js';
import { applyCarryChoice } from '../../../src/cxf/carry/policy.js';
import { account, field, header, idOf, item, login, parse, said } from '../documents.js';

const NAMES = Object.keys(CARRIES).filter((name): name is CarryName => Object.hasOwn(CARRIES, name));

describe('names of carries', () => {
  it.each(NAMES)('%s is known again, whoever exported it', (name) => {
    const made = carry('vault.example', name, 'bitwarden', { x: [1] });
    expect(made).toEqual({ name: `vault.example/${name}`, source: 'bitwarden', x: [1] });
    expect(carryName(made)).toBe(name);
    expect(carryName({ ...made, name })).toBe(name);
    expect(carryName({ ...made, name: `a/b/${name}` })).toBe(name);
  });

  it.each([
    { name: 'vault.example/cx-settings' },
    { name: 'vault.example/cx-settings', source: 5 },
    { name: 'vault.example/cx-other', source: 'cxf' },
    { name: 'vault.example/settings', source: 'cxf' },
    { name: 'vault.example/toString', source: 'cxf' },
    { name: 'cx-settings/', source: 'cxf' },
    { name: 'shared', source: 'cxf' },
  ])('%j is an extension of others', (extension) => {
    expect(carryName(extension)).toBeUndefined();
  });

  it('are found by name and source', () => {
    const list = [{ name: 'shared' }, carry('a', 'cx-settings', 'x', { n: 1 }), carry('b', 'cx-settings', 'y', { n: 2 })];
    expect(findCarry(list, 'cx-settings')).toBe(list[1]);
    expect(findCarry(list, 'cx-settings', 'y')).toBe(list[2]);
    expect(findCarry(list, 'cx-settings', 'z')).toBeUndefined();
    expect(findCarry(list, 'cx-linked')).toBeUndefined();
    expect(findCarry(undefined, 'cx-linked')).toBeUndefined();
  });
});

const foreign: JsonObject = { name: 'other.example/x', extensions: [5, null, { name: 7 }], y: { extensions: 'x' } };
const setting: JsonObject = { name: 'v/cx-settings', source: 'bitwarden', members: { a: 1 } };
const secret: JsonObject = { name: 'v/cx-password-history', source: 'bitwarden', entries: [{ password: 'old' }] };

/** A document with the given extensions in every place that may have some. */
function everywhere(extensions: readonly JsonObject[]): JsonObject {
  const own = extensions.length > 0 ? { extensions } : {};
  const one = field('string', 'v', own);
  return header([
    account(
      [
        item(
          [
            { ...login, username: field('string', 'u', own) },
            { type: 'custom-fields', fields: [one], ...own },
            { type: 'odd', extensions: [5, foreign] },
          ],
          own,
        ),
      ],
      {
        ...own,
        collections: [{ id: idOf('c'), title: 'C', items: [], subCollections: [{ id: idOf('d'), title: 'D', items: [], ...own }], ...own }],
      },
    ),
  ]);
}

describe('applyCarryChoice', () => {
  it.each([
    ['all', [foreign, setting, secret]],
    ['settings', [foreign, setting]],
    ['none', [foreign]],
  ] as const)('%s', async (choice, kept) => {
    const { document, findings: none } = await parse(everywhere([foreign, setting, secret]));
    expect(none).toEqual([]);
    const findings = new Findings();
    const out = applyCarryChoice(document, choice, findings, new WeakMap());
    expect(out).toEqual(everywhere(kept));
    // Item, field, section, its field, account, two collections.
    expect(findings.list.length).toBe(7 * (3 - kept.length));
    for (const { code, severity, reason } of findings.list) expect([code, severity, reason]).toEqual(['carry.left-out', 'loss', 'policy']);
  });

  it('an array that lost its last carry is absent, and what holds none is not copied', async () => {
    const { document } = await parse(everywhere([secret]));
    expect(applyCarryChoice(document, 'settings', new Findings(), new WeakMap())).toEqual(everywhere([]));
    const { document: plain } = await parse(everywhere([foreign, setting]));
    expect(applyCarryChoice(plain, 'settings', new Findings(), new WeakMap())).toBe(plain);
    expect(applyCarryChoice(document, 'all', new Findings(), new WeakMap())).toBe(document);
  });

  it('names the place in the input, and keeps it known', async () => {
    const { document } = await parse(header([account([item([login], { extensions: [secret] })])]));
    const [own] = document.accounts[0]?.items ?? [];
    const where = new WeakMap<object, string>();
    if (own) where.set(own, '/items/7');
    const findings = new Findings();
    const out = applyCarryChoice(document, 'none', findings, where, '');
    expect(said({ findings: findings.list })).toEqual(['loss carry.left-out /items/7/extensions/0']);
    const [left] = out.accounts[0]?.items ?? [];
    expect(left && where.get(left)).toBe('/items/7');
  });

  it('walks as deep as any input may be', async () => {
    let deep: JsonObject = { name: 'x' };
    for (let i = 0; i < 1000; i++) deep = { name: 'x', extensions: deep };
    const { document } = await parse(header([account([item([login], { deep, extensions: [secret] })])]));
    expect(JSON.stringify(applyCarryChoice(document, 'none', new Findings(), new WeakMap()))).not.toContain('cx-password-history');
  });
});
