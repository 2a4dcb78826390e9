import type { Command } from 'commander';
import type { FormatsFlags } from '../formats/run.js';
import type { Run, Session } from '../session.js';

/** `cxf formats`: every manager, kind of file, direction, and what survives; the ways from one manager to another. */
export function defineFormats(program: Command, run: Run): void {
  const command = program
    .command('formats')
    .summary('list the formats, and the ways from one manager to another')
    .description(
      'Lists what can be read and written and what each kind of file holds. With --from or --to: what a manager lets out, or takes in. With both: the steps that work today.',
    )
    .option('--from <manager>', 'what leaves this one')
    .option('--to <manager>', 'what enters this one')
    .option('--json', 'the answer as JSON');
  command.action(() => run((session) => formats(command.opts<FormatsFlags>(), session)));
}

async function formats(flags: FormatsFlags, session: Session): Promise<number> {
  const { runFormats } = await import('../formats/run.js');
  return runFormats(flags, session);
}
