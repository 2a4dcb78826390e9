import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { CxError, detect, formats, read, sourceOf } from '../../src/index.js';
import { associations } from './association.js';
import { flipsUnnoticed } from './flips.js';
import { keyed } from './locked.js';
import { orderUnnoticed } from './order.js';
import { CLOCK, outcomeOf } from './outcome.js';
import type { Fixture, Form, Plan } from './plan.js';
import { PLANS } from './plans/index.js';
import { astrayOnTheWayBack } from './round-trip.js';
import { present, type Sample, samplesOf } from './samples.js';
import { marked, tokensAstray, tokensHidden } from './tokens.js';
import { at } from './tree.js';

/** How many random inputs each law meets; more with LAW_RUNS. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 15);
vi.setConfig({ testTimeout: 60_000 + 4_000 * RUNS });
/** How many leaves or arrays of a file are changed, one at a time. */
const CHANGES = Number(process.env['LAW_CHANGES'] ?? 80);

it('every format is held against the law', () => {
  expect([...new Set(PLANS.map(({ format }) => format))].sort()).toEqual(formats.map(({ id }) => id).sort());
  for (const { id, variants } of formats) {
    const forms = PLANS.filter(({ format }) => format === id).flatMap((plan) => plan.forms.map(({ variant }) => variant));
    expect(forms.sort(), id).toEqual(
      variants
        .filter(({ reads }) => reads)
        .map((variant) => variant.id)
        .sort(),
    );
  }
});

for (const plan of PLANS) {
  describe(plan.format, () => {
    for (const fixture of plan.fixtures) describe(`fixture ${fixture.name} (${fixture.variant})`, () => laws(fixture, plan));
    for (const { variant, tree } of plan.generated) describe(`generated ${variant}`, () => generatedLaws(variant, tree, plan));
    describe.skipIf(!present)(present ? 'samples' : 'samples (skipped: ../shared/samples is absent)', () => {
      for (const sample of samplesOf(plan)) describe(sample.name, () => sampleLaws(sample, plan));
    });
  });
}

function formOf(variant: string, plan: Plan): Form {
  const form = plan.forms.find((one) => one.variant === variant);
  if (!form) throw new Error(`no form for ${variant}`);
  return form;
}

function laws({ tree, variant }: Fixture, plan: Plan): void {
  const form = formOf(variant, plan);
  it('tokens: each leaf lives in exactly one place, or is reported', async () => {
    expect(await tokensAstray(marked(tree, plan), form, plan)).toEqual([]);
  });
  it('flips: every change of a leaf is noticed', async () => {
    expect(await flipsUnnoticed(tree, form, plan, CHANGES)).toEqual([]);
  });
  it('order and number: swaps and doubles are noticed', async () => {
    expect(await orderUnnoticed(tree, form, plan, CHANGES)).toEqual([]);
  });
  it('association: logins stay together', async () => {
    const { before, after } = await associations(tree, form, plan);
    expect(after).toEqual(before);
  });
  it('naked: what a person typed needs no extension', async () => {
    expect(await tokensHidden(marked(tree, plan), form, plan)).toEqual([]);
  });
  it.skipIf(isOtherShape(tree, plan))('comes back from CXF as it went', async () => {
    expect(await astrayOnTheWayBack(tree, form, plan)).toEqual([]);
  });
}

function generatedLaws(variant: string, tree: Plan['generated'][number]['tree'], plan: Plan): void {
  const form = formOf(variant, plan);
  const every = (check: (input: Awaited<ReturnType<Form['parse']>>) => Promise<void>, runs = RUNS): Promise<void> =>
    fc.assert(
      fc.asyncProperty(tree, async (input) => check(input)),
      { numRuns: runs },
    );
  it('tokens and naked', async () => {
    await every(async (input) => {
      const tokens = marked(input, plan);
      expect(await tokensAstray(tokens, form, plan)).toEqual([]);
      expect(await tokensHidden(tokens, form, plan)).toEqual([]);
    });
  });
  it('flips, order and number', async () => {
    await every(async (input) => {
      expect(await flipsUnnoticed(input, form, plan, 40)).toEqual([]);
      expect(await orderUnnoticed(input, form, plan, 10)).toEqual([]);
    });
  });
  it('association, and the way back', async () => {
    await every(async (input) => {
      const { before, after } = await associations(input, form, plan);
      expect(after).toEqual(before);
      expect(await astrayOnTheWayBack(input, form, plan)).toEqual([]);
    }, 2 * RUNS);
  });
}

function sampleLaws({ name, bytes: load }: Sample, plan: Plan): void {
  const bytes = load();
  const code = plan.refused[name];
  if (code !== undefined) {
    it(`is refused: ${code}`, async () => {
      const refused = await read([sourceOf(bytes, name)], { clock: () => CLOCK, ...keyed() }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(CxError);
      expect(refused instanceof CxError && refused.code).toBe(code);
    });
    return;
  }
  it('keeps the law', async () => {
    const { format, variant } = await detect(sourceOf(bytes, name));
    const own = PLANS.find((one) => one.format === format && one.forms.some((form) => form.variant === variant)) ?? plan;
    const form = formOf(variant, own);
    const password = plan.passwords?.[name];
    expect((await outcomeOf(bytes, format, { password })).refused).toBeUndefined();
    const tree = await form.parse(bytes, password);
    const tokens = marked(tree, own);
    expect(await tokensAstray(tokens, form, own)).toEqual([]);
    expect(await tokensHidden(tokens, form, own)).toEqual([]);
    expect(await flipsUnnoticed(tree, form, own, CHANGES)).toEqual([]);
    expect(await orderUnnoticed(tree, form, own, CHANGES)).toEqual([]);
    const { before, after } = await associations(tree, form, own);
    expect(after).toEqual(before);
    if (!isOtherShape(tree, own)) expect(await astrayOnTheWayBack(tree, form, own)).toEqual([]);
  });
}

/** A bare account or an envelope comes back as a document: its leaves stand elsewhere. */
function isOtherShape(tree: JsonValue, plan: Plan): boolean {
  return plan.format === 'cxf' && at(tree, ['accounts']) === undefined && at(tree, ['json']) === undefined;
}
