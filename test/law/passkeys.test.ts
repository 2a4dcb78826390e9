import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/core/brand.js';
import type { JsonValue } from '../../src/core/json.js';
import { convertToBytes, type Policy, sourceOf } from '../../src/index.js';
import { list } from './association.js';
import { at } from './tree.js';

const SAMPLE = new URL('../../../shared/samples/bitwarden/ptp-bitwarden_export_20260421160418.json', import.meta.url);
const present = existsSync(SAMPLE);

/** Two passkeys that count their signatures, there and back. */
async function thereAndBack(policy: Policy) {
  const bytes = new Uint8Array(readFileSync(SAMPLE));
  const there = await convertToBytes([sourceOf(bytes)], { to: 'cxf', policy });
  const back = await convertToBytes([sourceOf(there.bytes)], { to: 'bitwarden' });
  return { before: jsonOf(Buffer.from(bytes).toString()), after: jsonOf(Buffer.from(back.bytes).toString()), report: there.report };
}

function passkeys(tree: JsonValue): JsonValue[] {
  return list(at(tree, ['items'])).flatMap((item) => list(at(item, ['login', 'fido2Credentials'])));
}

describe.skipIf(!present)(present ? 'passkeys with counters' : 'passkeys with counters (skipped: ../shared/samples is absent)', () => {
  it('come back whole with --reset-counters, and a change says so', async () => {
    const { before, after, report } = await thereAndBack({ resetCounters: true });
    expect(passkeys(before).length).toBe(2);
    expect(passkeys(after)).toEqual(passkeys(before));
    expect(report.totals).toEqual({ losses: 0, changes: 2, passkeysLeftBehind: 0 });
  });

  it('are the only things missing without it, each a reported loss', async () => {
    const { before, after, report } = await thereAndBack({});
    expect(passkeys(after)).toEqual([]);
    expect(report.findings.filter(({ severity }) => severity === 'loss').map(({ code, source }) => [code, source])).toEqual(
      [0, 1].map((i) => ['passkey.counter-nonzero', `/items/${i}/login/fido2Credentials/0`]),
    );
    expect(report.totals).toEqual({ losses: 2, changes: 0, passkeysLeftBehind: 2 });
    for (const i of [0, 1])
      for (const member of ['username', 'uris'])
        expect(list(at(after, ['items', i, 'login', 'uris'])).length, member).toBe(list(at(before, ['items', i, 'login', 'uris'])).length);
  });
});
