import { beforeAll, describe, expect, it } from 'vitest';
import { type Judge, openJudge, sdkInstalled } from './bitwarden-sdk.js';
import { missing, only } from './facts.js';
import { factsOfExport } from './facts-bitwarden.js';
import { factsOfCxf } from './facts-cxf.js';
import { converted, readableSamples, readSample, sample, samplesPresent } from './samples.js';

const ready = sdkInstalled && samplesPresent;
const why = sdkInstalled ? '../shared/samples is absent' : '@bitwarden/sdk-internal is not installed';

const names = [...(await readableSamples('cxf')), ...(await readableSamples('bitwarden'))];

describe.skipIf(!ready)(ready ? "Bitwarden's importer takes every sample" : `samples (skipped: ${why})`, () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await openJudge();
  });

  it('are found', () => {
    expect(names.length).toBeGreaterThan(25);
  });

  describe.each(['compatible', 'bitwarden'] as const)('written for %s', (importer) => {
    it.each(names)('%s', async (name) => {
      const vault = await readSample(name);
      if (!vault) throw new Error('it was readable a moment ago');
      const held = factsOfExport(await judge.holds(await converted(sample(name), 'cxf', { importer })), judge);
      const expected = await factsOfCxf(vault.vault.document, importer);
      expect(only(held, 'login', 'passkey', 'card', 'ssh-key')).toEqual(only(expected, 'login', 'passkey', 'card', 'ssh-key'));
      expect(missing(expected, held)).toEqual([]);
    });
  });
});
