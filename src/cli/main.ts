import { Command, CommanderError } from 'commander';
import { defineCompare } from './commands/compare.js';
import { defineConvert } from './commands/convert.js';
import { defineFormats } from './commands/formats.js';
import { defineInspect } from './commands/inspect.js';
import { definePasskey } from './commands/passkey.js';
import { defineValidate } from './commands/validate.js';
import { abandonOutputs } from './files/outputs.js';
import { packageVersion } from './files/version.js';
import { Screen } from './render/screen.js';
import type { Run } from './session.js';
import { interruptible } from './signals.js';
import { usageError } from './usage.js';

const COMMANDS = [defineConvert, defineValidate, defineInspect, defineCompare, definePasskey, defineFormats];

/**
 * Runs one command line, without the names of node and script, and gives the exit code; sets none itself.
 * Never throws. Whatever it had not finished writing is removed before it returns.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  const screen = new Screen(interrupt.signal);
  try {
    return await interruptible(interrupt, () => command(argv, screen, interrupt.signal));
  } catch (error) {
    abandonOutputs();
    return screen.fail(interrupt.signal.aborted ? interrupt.signal.reason : error);
  } finally {
    abandonOutputs();
  }
}

async function command(argv: readonly string[], screen: Screen, signal: AbortSignal): Promise<number> {
  let exit = 0;
  const help: string[] = [];
  const run: Run = async (body) => {
    exit = await body({ screen, signal });
  };
  const program = programOf(run, (text) => help.push(text));
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // `cxf` alone: whoever types that wants to know what there is.
    if (argv.length === 0) {
      screen.always([program.helpInformation().trimEnd()]);
      return 2;
    }
    if (error.exitCode !== 0) throw usageError(error, commandNamed(program, argv[0]));
  }
  if (help.length > 0) await screen.print([help.join('').trimEnd()]);
  return exit;
}

function programOf(run: Run, show: (text: string) => void): Command {
  const program = new Command('cxf');
  program
    .description('Moves a vault from one credential manager to another, passkeys included, with nothing lost silently.')
    .version(packageVersion(), '-V, --version', 'the version')
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'help for a command')
    // Settings are handed down to the commands, so they stand before them.
    .exitOverride()
    .configureOutput({ writeOut: show, writeErr: () => undefined, outputError: () => undefined })
    .configureHelp({ showGlobalOptions: false });
  for (const define of COMMANDS) define(program, run);
  program.addHelpText('after', EXITS);
  return program;
}

function commandNamed(program: Command, word: string | undefined): string {
  return program.commands.find((each) => each.name() === word)?.name() ?? '';
}

const EXITS = `
Exit codes: 0 done, 1 invalid or unequal, 2 usage, 3 input refused, 4 loss with --fail-on-loss,
5 wrong or missing secret, 6 over a limit, 7 files, 130 interrupted.`;
