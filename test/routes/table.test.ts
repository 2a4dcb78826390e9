import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/registry.js';
import { PASSKEY_IMPORTERS } from '../../src/passkey/index.js';
import { FILES } from '../../src/routes/files.js';
import { type Kept, KINDS } from '../../src/routes/kinds.js';
import type { ExchangeWay, Manager } from '../../src/routes/manager.js';
import { MANAGERS, managerNamed } from '../../src/routes/table.js';

const exchanges = ({ exchange }: Manager): readonly ExchangeWay[] => ('isKnown' in exchange ? [] : exchange);
const takenIn = (manager: Manager): Kept[] => [...manager.imports, ...exchanges(manager).flatMap(({ takes }) => takes ?? [])];
const letOut = (manager: Manager): Kept[] => [...manager.exports, ...exchanges(manager).flatMap(({ sends }) => sends ?? [])];

describe('the table of managers', () => {
  test('has each name once', () => {
    const names = MANAGERS.flatMap(({ id, names: more = [] }) => [id, ...more]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const { id, names: more = [] } of MANAGERS) for (const name of [id, ...more]) expect(managerNamed(name)?.id).toBe(id);
    expect(managerNamed('nobody')).toBeUndefined();
  });

  test.each(MANAGERS.map((manager) => [manager.id, manager] as const))('of %s says how each fact is known, and when', (_, manager) => {
    const { exchange } = manager;
    const facts = [...manager.exports, ...manager.imports, ...('isKnown' in exchange ? [exchange] : exchange)];
    for (const { evidence } of facts) {
      expect(evidence.of).not.toBe('');
      expect(evidence.seen).toMatch(/^202[3-6]-(0[1-9]|1[0-2])$/);
    }
    for (const way of facts) expect('note' in way ? way.note : 'A sentence.').toMatch(/^[A-Z].*\.$/);
  });

  test.each(MANAGERS.map((manager) => [manager.id, manager] as const))('of %s says of no kind two things', (_, manager) => {
    for (const { keeps, unclear = [] } of [...letOut(manager), ...takenIn(manager)]) {
      expect(new Set([...keeps, ...unclear]).size).toBe(keeps.length + unclear.length);
      expect(keeps.length).toBeGreaterThan(0);
      expect([...keeps, ...unclear].filter((kind) => !KINDS.includes(kind))).toEqual([]);
    }
  });

  test('names no kind of file that nobody writes or reads', () => {
    const used = new Set<string>(MANAGERS.flatMap(({ exports, imports }) => [...exports, ...imports].flatMap(({ files }) => files)));
    expect(Object.keys(FILES).filter((file) => !used.has(file))).toEqual([]);
  });
});

describe('the table and the formats of this program', () => {
  test.each(FORMATS.map((format) => [format.id, format] as const))('every kind of file of %s has its place', (id, { variants }) => {
    expect(managerNamed(id)?.id).toBe(id);
    const exported = new Set<string>(MANAGERS.flatMap(({ exports }) => exports.flatMap(({ files }) => files)));
    const imported = new Set<string>(MANAGERS.flatMap(({ imports }) => imports.flatMap(({ files }) => files)));
    for (const { id: variant, reads, writes } of variants) {
      const name = `${id}:${variant}`;
      expect(Object.keys(FILES)).toContain(name);
      if (reads) expect(exported).toContain(name);
      if (writes) expect(imported).toContain(name);
    }
  });
});

describe('the table and the importers of passkeys', () => {
  test.each(PASSKEY_IMPORTERS.map((importer) => [importer.id, importer.way] as const))('agree on %s: %s', (id, way) => {
    const manager = managerNamed(id);
    expect(manager?.id).toBe(id);
    if (!manager) return;
    const byFile = manager.imports.some(({ keeps }) => keeps.includes('passkeys'));
    const byExchange = exchanges(manager).some(({ takes }) => takes?.keeps.includes('passkeys'));
    expect([byFile, way === 'exchange' ? byExchange : way === 'none' ? !byExchange : true]).toEqual([way === 'file', true]);
  });
});
