import { afterEach, describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/core/brand.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { isJsonArray, isJsonObject } from '../../src/core/json.js';
import { CxError, convertToBytes, formats, sourceOf } from '../../src/index.js';
import { cheaply, keyed } from './locked.js';
import { CLOCK, GENEROUS } from './outcome.js';
import { PLANS } from './plans/index.js';

const zone = process.env['TZ'];
const targets = formats.flatMap(({ id, variants }) => variants.filter(({ writes }) => writes).map((variant) => [id, variant.id] as const));

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

async function bytesAndReport(bytes: Uint8Array, from: string, [to, variant]: readonly [string, string], clock = CLOCK) {
  try {
    const options = { from, to, variant, policy: cheaply(GENEROUS, to), clock: () => clock, ...keyed() };
    const result = await convertToBytes([sourceOf(bytes)], options);
    return { text: Buffer.from(result.bytes).toString('latin1'), report: JSON.stringify(result.report) };
  } catch (error) {
    // A vault without a passkey gives no passkey file, each time.
    if (!(error instanceof CxError) || variant !== 'passkey') throw error;
    return { text: error.code, report: '' };
  }
}

describe('same input and same options', () => {
  for (const plan of PLANS) {
    for (const { name, variant, tree } of plan.fixtures) {
      const form = plan.forms.find((one) => one.variant === variant);
      it.each(targets)(`${plan.format} ${name} (${variant}) to %s %s: the same bytes in every time zone`, async (...target) => {
        const bytes = await form?.write(tree);
        if (!bytes) throw new Error('no form');
        const runs = [];
        for (const tz of ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia']) {
          process.env['TZ'] = tz;
          runs.push(await bytesAndReport(bytes, plan.format, target));
        }
        const [first, ...others] = runs;
        for (const other of others) expect(other).toEqual(first);
      });
    }
  }

  it('only the timestamp follows the clock', async () => {
    for (const plan of PLANS) {
      const [fixture] = plan.fixtures;
      const bytes = fixture && (await plan.forms.find(({ variant }) => variant === fixture.variant)?.write(fixture.tree));
      if (!bytes) throw new Error('no form');
      const [a, b] = await Promise.all([CLOCK, CLOCK + 86_400].map((clock) => bytesAndReport(bytes, plan.format, ['cxf', 'json'], clock)));
      expect(b?.text.replace(`"timestamp":${CLOCK + 86_400}`, `"timestamp":${CLOCK}`)).toBe(a?.text);
    }
  });
});

describe('the order of members in an object', () => {
  it.each(PLANS.map((plan) => [plan.format, plan] as const))('of %s means nothing', async (_, plan) => {
    for (const { tree, variant } of plan.fixtures) {
      if (variant !== 'json' || !isJsonObject(tree) || tree['payload'] !== undefined) continue;
      const outputs = [];
      for (const input of [tree, reversed(tree)]) {
        const { bytes } = await convertToBytes([sourceOf(Buffer.from(JSON.stringify(input)))], {
          from: plan.format,
          to: 'cxf',
          policy: { ...GENEROUS, carry: 'settings' },
          clock: () => CLOCK,
        });
        outputs.push(withoutIds(jsonOf(Buffer.from(bytes).toString())));
      }
      expect(outputs[1]).toEqual(outputs[0]);
    }
  });
});

/** The members of every object the other way round; arrays stay as they are. */
function reversed(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => [name, reversed(member ?? null)]);
  return Object.fromEntries(entries.reverse());
}

/** Derived identifiers follow the bytes, and so do their references. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value satisfies JsonObject).filter(([name]) => name !== 'id' && name !== 'item');
  return Object.fromEntries(entries.map(([name, member]) => [name, withoutIds(member)]));
}
