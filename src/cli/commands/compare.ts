import type { Command } from 'commander';
import type { CompareFlags } from '../compare/run.js';
import { limitsOf, withInputFlags, withSecretFlags } from '../flags.js';
import type { Run, Session } from '../session.js';

/** `cxf compare`: did everything arrive? */
export function defineCompare(program: Command, run: Run): void {
  const command = program
    .command('compare')
    .summary('tell whether two vaults say the same')
    .description(
      'Compares two vaults of any format: what only one of them holds, and what differs, without showing a value. Exit 1: they differ. ' +
        'Use it before you delete the old account.',
    )
    .argument('<a>', 'one file; - is standard input')
    .argument('<b>', 'the other')
    .option('--include-trash', 'compare what lies in the trash too')
    .option('--titles', 'name the items in the answer as JSON')
    .option('--json', 'the answer as JSON');
  withSecretFlags(withInputFlags(command)).action((a: string, b: string) =>
    run((session) => compare([a, b], command.opts<CompareFlags>(), session)),
  );
}

async function compare(paths: readonly [string, string], flags: CompareFlags, session: Session): Promise<number> {
  const { runCompare } = await import('../compare/run.js');
  session.screen.quiet = flags.quiet === true;
  return runCompare(paths, flags, limitsOf(flags), session);
}
