import { type ReadVault, read } from '../convert.js';
import type { Limits } from '../core/limits.js';
import { compare } from '../cxf/compare/compare.js';
import type { CompareFlags } from './commands/compare.js';
import { closeInputs, openInputs } from './inputs.js';
import { nativeProvider } from './kdf-native.js';
import { labelOf } from './labels.js';
import { comparisonLines } from './render-comparison.js';
import { asking, Secrets } from './secrets.js';
import type { Session } from './session.js';

/** `cxf compare`: exit 0 when both vaults say the same, 1 when not. */
export async function runCompare(
  paths: readonly [string, string],
  flags: CompareFlags,
  limits: Limits,
  { screen, signal }: Session,
): Promise<number> {
  const secrets = new Secrets(flags.secret ?? [], signal);
  const inputs = await openInputs(paths, limits, signal, secrets.onStdin);
  try {
    const vaults: ReadVault[] = [];
    for (const input of inputs) {
      vaults.push(
        await read([input], {
          limits,
          signal,
          ask: asking(secrets, screen),
          kdf: nativeProvider,
          progress: ({ stage, done, total }) => screen.progress(stage, done, total),
          policy: { includeTrash: flags.includeTrash === true },
          ...(flags.from !== undefined && { from: flags.from }),
        }),
      );
    }
    const [first, second] = vaults;
    if (!first || !second) return 2;
    if (secrets.exposed) screen.warn('secret.exposed');
    const { equal, differences } = compare(first.vault, second.vault);
    if (flags.json) {
      const shown = flags.titles ? differences : differences.map(({ title: _, ...difference }) => difference);
      const [a, b] = [first, second].map(({ report: { source, counts, totals } }) => ({ ...source, counts, lost: totals.losses }));
      await screen.json({ version: 1, equal, first: a, second: b, differences: shown });
    } else {
      await screen.print(
        comparisonLines(differences, [first.report, second.report], { ink: screen.outInk, width: screen.width, label: labelOf }),
      );
    }
    return equal ? 0 : 1;
  } finally {
    closeInputs(inputs);
  }
}
