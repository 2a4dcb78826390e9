import type { Command } from 'commander';
import { IMPORTERS, importerOption, limitsOf, withInputFlags } from '../flags.js';
import type { Run, Session } from '../session.js';
import type { ValidateFlags } from '../validate/run.js';

/** `cxf validate`: the MUSTs of the specification, or what one importer would do to the file. */
export function defineValidate(program: Command, run: Run): void {
  const command = program
    .command('validate')
    .summary('hold a CXF file against the specification')
    .description('Checks a CXF file against the specification, or tells what an importer would refuse, change or drop. Exit 1: not valid.')
    .argument('[input]', 'the file; - is standard input (default)')
    .addOption(importerOption([...Object.keys(IMPORTERS), 'all'], 'what this importer would do'))
    .option('--json', 'the answer as JSON');
  withInputFlags(command).action((input?: string) => run((session) => validate(input, command.opts<ValidateFlags>(), session)));
}

async function validate(path: string | undefined, flags: ValidateFlags, session: Session): Promise<number> {
  const { runValidate } = await import('../validate/run.js');
  session.screen.quiet = flags.quiet === true;
  return runValidate(path, flags, limitsOf(flags), session);
}
