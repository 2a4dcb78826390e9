import type { Command } from 'commander';
import type { ConvertFlags } from '../convert/flags.js';
import { carryOption, IMPORTERS, importerOption, limitsOf, withInputFlags, withSecretFlags } from '../flags.js';
import type { Run, Session } from '../session.js';

/** `cxf convert`: the main job. Its flags; the work is loaded when it is wanted. */
export function defineConvert(program: Command, run: Run): void {
  const command = program
    .command('convert')
    .summary('move a vault into another format')
    .description('Reads a vault of any format and writes it in another. What cannot travel is reported, never dropped in silence.')
    .argument('[input...]', 'files of one vault, or several vaults; - is standard input (default)')
    .option('-t, --to <format[:variant]>', 'format to write; `cxf formats` lists them')
    .option('-o, --output <file>', 'where to write, for you alone (default: standard output)')
    .option('--force', 'replace the output when it exists')
    .addOption(importerOption(Object.keys(IMPORTERS), 'shape a CXF file for'))
    .option('--report <file>', 'write the report as JSON')
    .option('--dry-run', 'convert and report, but write no vault')
    .option('--fail-on-loss', 'when anything would be lost, write nothing but the report and exit 4')
    .option('--attachments <dir>', 'write attachments into this folder')
    .option('--attachments-from <dir>', 'read attachments from this folder')
    .option('--only <types>', 'only these credential types, separated by commas')
    .option('--reset-counters', 'bring passkeys that count signatures, their counter at zero')
    .addOption(carryOption())
    .option('--include-trash', 'bring items from the trash, tagged')
    .option('--exporter <rpid>', 'domain that a CXF file names as its exporter')
    .option('--titles', 'name the items in the report');
  withSecretFlags(withInputFlags(command)).action((inputs: readonly string[]) =>
    run((session) => convert(inputs, command.opts<ConvertFlags>(), session)),
  );
}

async function convert(paths: readonly string[], flags: ConvertFlags, session: Session): Promise<number> {
  const { runConvert } = await import('../convert/run.js');
  session.screen.quiet = flags.quiet === true;
  return runConvert(paths, flags, limitsOf(flags), session);
}
