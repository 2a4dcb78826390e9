import type { Limits } from '../../core/limits.js';
import { compare } from '../../cxf/compare/compare.js';
import type { InputFlags } from '../flags.js';
import { readVaults } from '../read-vaults.js';
import { comparisonLines } from '../render/comparison.js';
import { labelOf } from '../render/labels.js';
import type { Session } from '../session.js';

export interface CompareFlags extends InputFlags {
  readonly json?: boolean;
  readonly titles?: boolean;
  readonly includeTrash?: boolean;
}

/** `cxf compare`: exit 0 when both vaults say the same, 1 when not. */
export async function runCompare(paths: readonly [string, string], flags: CompareFlags, limits: Limits, session: Session): Promise<number> {
  const { screen } = session;
  const [first, second] = await readVaults(paths, flags, limits, session);
  if (!first || !second) return 2;
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
}
