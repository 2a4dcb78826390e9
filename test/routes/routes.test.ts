import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/formats/format.js';
import { FORMATS } from '../../src/formats/registry.js';
import { heldBy } from '../../src/routes/hops.js';
import { KINDS, type Kind } from '../../src/routes/kinds.js';
import type { Manager } from '../../src/routes/manager.js';
import { type Routes, routesBetween } from '../../src/routes/route.js';
import type { Step } from '../../src/routes/step.js';
import { MANAGERS, managerNamed } from '../../src/routes/table.js';
import { Ways } from '../../src/routes/ways.js';
import { stepSentences } from '../../src/routes/words.js';

const PAIRS = MANAGERS.flatMap((from) => MANAGERS.filter((to) => to !== from).map((to) => [from, to] as const));

function named(id: string): Manager {
  const manager = managerNamed(id);
  if (!manager) throw new Error(`no manager ${id}`);
  return manager;
}

const between = (from: string, to: string): Routes => routesBetween(named(from), named(to), FORMATS);
const ways = new Ways(FORMATS);
const ALL = PAIRS.map(([from, to]) => ({ from, to, found: routesBetween(from, to, FORMATS, ways) }));

describe('every ordered pair of managers', () => {
  test('has a route, or none with a reason', () => {
    for (const { from, to, found } of ALL) {
      expect(found.routes.length).toBeGreaterThan(0);
      for (const { steps, survives, unclear } of found.routes) {
        expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([from.id, to.id]);
        for (const [i, step] of steps.entries()) {
          if (i > 0) expect(step.from).toBe(steps[i - 1]?.to);
          expect(step.evidence.length).toBeGreaterThan(0);
          for (const sentence of stepSentences(step)) expect(sentence).not.toMatch(/undefined|^$/);
          expect(stepSentences(step).length).toBeGreaterThan(0);
        }
        const isNone = steps.some(({ how }) => how === 'none');
        expect(isNone).toBe(survives.length + unclear.length === 0);
        if (isNone) expect([found.routes.length, steps.length, steps[0]?.notes]).toEqual([1, 1, [expect.stringMatching(/^\S.*\.$/)]]);
      }
    }
  });

  test('tells of each thing that the first holds whether it arrives', () => {
    for (const { from, found } of ALL) {
      const held = KINDS.filter((kind) => heldBy(from).includes(kind));
      for (const { survives, unclear, leftBehind } of found.routes)
        expect([...survives, ...unclear, ...leftBehind].toSorted()).toEqual([...held].toSorted());
    }
  });

  test('that leaves passkeys behind says why', () => {
    for (const { from, found } of ALL) {
      const brings = found.routes.some(({ survives }) => survives.includes('passkeys'));
      const hasAny = heldBy(from).includes('passkeys');
      expect(found.withoutPasskeys === undefined).toBe(brings || !hasAny);
    }
  });

  test('does not go through a file on the way to a manager', () => {
    for (const { found } of ALL)
      for (const { steps } of found.routes) for (const { to } of steps.slice(0, -1)) expect(named(to).isFile).toBeUndefined();
  });
});

/** What is wrong with what a step claims, by the table and the formats: an empty list for an honest one. */
function falseClaims(step: Step, formats: readonly Format[]): string[] {
  const { how, exports, imports, command, systems = [], survives } = step;
  const [from, to] = [named(step.from), named(step.to)];
  const missing = (kept: readonly Kind[] | undefined): Kind[] => survives.filter((kind) => !kept?.includes(kind));
  if (how === 'exchange') {
    const sides = systems.flatMap((system) => [exchangeOn(from, system)?.sends?.keeps, exchangeOn(to, system)?.takes?.keeps]);
    return sides.length === 0 ? ['no system'] : sides.flatMap(missing);
  }
  if (how === 'provider') return to.id === 'microsoft' && from.windowsProvider ? missing(['passkeys']) : ['no provider'];
  if (how === 'none') return [...survives];
  const out = from.exports.filter(({ files }) => files.some((file) => file === exports));
  const into = to.imports.filter(({ files }) => files.some((file) => file === imports));
  const sides = [out, into].flatMap((some) => missing(some.flatMap(({ keeps }) => keeps)));
  if (command === undefined) return exports === imports ? sides : ['not converted'];
  const [read, written] = [exports, imports].map((file) => variant(file ?? '', formats));
  if (!read?.reads || !written?.writes) return ['cannot convert'];
  const held = (kind: Kind): boolean => kind === 'logins' || (read.stores[kind] && written.stores[kind]);
  return [...sides, ...survives.filter((kind) => !held(kind))];
}

function exchangeOn({ exchange }: Manager, system: string) {
  return 'isKnown' in exchange ? undefined : exchange.find((way) => way.system === system);
}

function variant(name: string, formats: readonly Format[]) {
  return formats.find(({ id }) => id === name.split(':')[0])?.variants.find(({ id }) => id === name.split(':')[1]);
}

describe('no route claims to carry what a step cannot hold', () => {
  test('with the formats of today', () => {
    for (const { found } of ALL)
      for (const { steps, survives } of found.routes) {
        for (const step of steps) expect(falseClaims(step, FORMATS)).toEqual([]);
        for (const kind of survives) expect(steps.every((step) => step.survives.includes(kind))).toBe(true);
      }
  });

  test('whatever the formats could hold, read or write', () => {
    const flags = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(flags, { minLength: 30, maxLength: 30 }), fc.constantFrom(...PAIRS), (choices, [from, to]) => {
        let next = 0;
        const formats = FORMATS.map((format) => ({
          ...format,
          variants: format.variants.map((each) => {
            const [reads = true, writes = true, passkeys = true, notes = true] = choices[next++ % choices.length] ?? [];
            return { ...each, reads, writes, stores: { ...each.stores, passkeys, notes } };
          }),
        }));
        for (const { steps } of routesBetween(from, to, formats).routes)
          for (const step of steps) expect(falseClaims(step, formats)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a passkey never enters Apple, Google or Microsoft in a file', () => {
    for (const { found } of ALL)
      for (const { steps } of found.routes)
        for (const { to, how, survives } of steps)
          if (['apple', 'google', 'microsoft'].includes(to) && how === 'file') expect(survives).not.toContain('passkeys');
  });
});

/** `file>bitwarden exchange>apple` of the first route that brings passkeys. */
function passkeyWay(from: string, to: string): string | undefined {
  const route = between(from, to).routes.find(({ survives }) => survives.includes('passkeys'));
  return route?.steps.map((step) => `${step.how}>${step.to}`).join(' ');
}

describe('the ways that people ask for', () => {
  test.each([
    ['keepassxc', 'apple', 'file>bitwarden exchange>apple'],
    ['keepass', 'google', 'file>bitwarden exchange>google'],
    ['keepassxc', 'microsoft', 'file>bitwarden provider>microsoft'],
    ['bitwarden', 'apple', 'exchange>apple'],
    ['bitwarden', 'microsoft', 'provider>microsoft'],
    ['bitwarden', 'keepassxc', 'file>keepassxc'],
    ['apple', 'google', 'exchange>google'],
    ['apple', 'keepass', 'exchange>bitwarden file>keepass'],
    ['apple', 'cxf', 'exchange>bitwarden file>cxf'],
    ['google', 'cxf', 'exchange>bitwarden file>cxf'],
    ['cxf', 'apple', 'file>bitwarden exchange>apple'],
    ['bitwarden', 'lastpass', undefined],
    ['microsoft', 'bitwarden', undefined],
  ])('passkeys from %s to %s: %s', (from, to, way) => {
    expect(passkeyWay(from, to)).toBe(way);
  });

  test('through a manager that takes passkeys from a file that this program writes', () => {
    const [first] = between('keepassxc', 'apple').routes[0]?.steps ?? [];
    expect(first).toMatchObject({
      exports: 'keepass:kdbx',
      imports: 'bitwarden:json',
      command: expect.stringContaining('-t bitwarden:json '),
    });
  });

  test('what no route brings is told with its reason', () => {
    expect(between('microsoft', 'bitwarden').withoutPasskeys).toBe(
      'Microsoft Password Manager (Edge) lets passkeys out by no way that is known.',
    );
    expect(between('bitwarden', 'lastpass').withoutPasskeys).toBe('LastPass takes no passkeys by any way that is known.');
  });
});
