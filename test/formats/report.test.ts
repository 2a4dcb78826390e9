import { describe, expect, it } from 'vitest';
import { FORMATS, formatOf } from '../../src/formats/registry.js';
import { gapsOf, readReport, writeReport } from '../../src/formats/report.js';
import { account, header, idOf, item, login, parse } from '../cxf/documents.js';

describe('counts', () => {
  it('items, credentials by type in the order of the alphabet, and files', async () => {
    const file = { type: 'file', id: idOf('f'), name: 'a', decryptedSize: 1, integrityHash: 'AQ' };
    const odd = ['constructor', 'toString', 'valueOf', 'zebra'].map((type) => ({ type }));
    const { document } = await parse(header([account([item([login, login, file]), item(odd)]), account([item([])], { id: idOf('b') })]));
    const found = writeReport('x', 'y', document, []).counts;
    expect(found).toEqual({
      items: 3,
      credentials: { 'basic-auth': 2, file: 1, unknown: 4 },
      files: 1,
    });
    expect(Object.keys(found.credentials)).toEqual([...Object.keys(found.credentials)].sort());
  });
});

describe('reports', () => {
  it('of a reader and of a writer', async () => {
    const { document } = await parse(header([account([item([login])])]));
    const findings = [
      { code: 'file.left-behind', severity: 'loss', reason: 'target-has-no-place', source: '/x' },
      { code: 'value.normalised', severity: 'change', source: '/y' },
    ] as const;
    const common = {
      version: 1,
      gaps: [],
      counts: { items: 1, credentials: { 'basic-auth': 1 }, files: 0 },
      totals: { losses: 1, changes: 1, passkeysLeftBehind: 0 },
      findings,
    };
    const vault = { document, files: new Map(), origins: new WeakMap(), root: '' };
    expect(readReport('cxf', 'zip', vault, findings)).toStrictEqual({ ...common, source: { format: 'cxf', variant: 'zip' } });
    expect(writeReport('x', 'y', document, findings)).toStrictEqual({
      ...common,
      source: { format: 'cxf', variant: 'document' },
      target: { format: 'x', variant: 'y' },
    });
  });
});

describe('gaps', () => {
  it.each(FORMATS.flatMap(({ id, variants }) => variants.map((variant) => [id, variant] as const)))('%s $id', (format, variant) => {
    const gaps = gapsOf(format, variant, 'target');
    expect(gaps.map(({ cannotHold }) => cannotHold)).toEqual(variant.cannotHold.length > 0 ? [variant.cannotHold] : []);
    for (const gap of gaps) expect(gap).toMatchObject({ format, variant: variant.id, side: 'target' });
    if (variant.instead !== undefined) expect(variant.instead).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the registry', () => {
  it('has every format once, with a default variant that can be written', () => {
    const ids = FORMATS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const format of FORMATS) {
      expect(formatOf(format.id)).toBe(format);
      expect(format.variants.find(({ id }) => id === format.defaultVariant)?.writes).toBe(format.write !== undefined);
      expect(new Set(format.variants.map(({ id }) => id)).size).toBe(format.variants.length);
    }
    expect(['', 'CXF', 'constructor'].map(formatOf)).toEqual([undefined, undefined, undefined]);
  });
});
