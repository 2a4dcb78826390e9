import type { Command } from 'commander';
import type { Run, Session } from '../session.js';

export interface FormatsFlags {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `cxf formats`: every manager, kind of file, direction, and what survives. */
export function defineFormats(program: Command, run: Run): void {
  const command = program
    .command('formats')
    .summary('list the formats, and the way from one to another')
    .description(
      'Lists what can be read and written and what each kind of file holds. With --from and --to: the steps between two managers.',
    )
    .option('--from <format>', 'only what can be read of this one')
    .option('--to <format>', 'only what can be written for this one')
    .option('--json', 'the answer as JSON');
  command.action(() => run((session) => formats(command.opts<FormatsFlags>(), session)));
}

async function formats(flags: FormatsFlags, { screen }: Session): Promise<number> {
  const { FORMATS } = await import('../../formats/registry.js');
  const { routeBetween, select } = await import('../routes.js');
  const chosen = select(FORMATS, flags);
  const route = routeBetween(FORMATS, flags);
  if (flags.json) await screen.json({ version: 1, formats: chosen, ...(route && { route }) });
  else {
    const { formatLines, routeLines } = await import('../render-formats.js');
    await screen.print(route ? routeLines(route, screen.outInk, screen.width) : formatLines(chosen, screen.outInk, screen.width));
  }
  return 0;
}
