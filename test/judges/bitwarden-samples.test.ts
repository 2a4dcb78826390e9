import { beforeAll, describe, expect, it } from 'vitest';
import { type Judge, openJudge, sdkInstalled } from './bitwarden-sdk.js';
import { missing, only } from './facts.js';
import { factsOfExport } from './facts-bitwarden.js';
import { factsOfCxf } from './facts-cxf.js';
import { converted, readSample, sample, samplesIn, samplesPresent } from './samples.js';

const ready = sdkInstalled && samplesPresent;
const why = sdkInstalled ? '../shared/samples is absent' : '@bitwarden/sdk-internal is not installed';

describe.skipIf(!ready)(ready ? "Bitwarden's importer takes every sample" : `samples (skipped: ${why})`, () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await openJudge();
  });

  describe.each(['compatible', 'bitwarden'] as const)('written for %s', (importer) => {
    it.each([...samplesIn('cxf'), ...samplesIn('bitwarden')])('%s', async (name) => {
      const vault = await readSample(name);
      if (!vault) return;
      const held = factsOfExport(await judge.holds(await converted(sample(name), 'cxf', { importer })), judge);
      const expected = await factsOfCxf(vault.vault.document, importer);
      expect(only(held, 'login', 'passkey', 'card', 'ssh-key')).toEqual(only(expected, 'login', 'passkey', 'card', 'ssh-key'));
      expect(missing(expected, held)).toEqual([]);
    });
  });
});
