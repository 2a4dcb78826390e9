import type { Command } from 'commander';
import { type InputFlags, limitsOf, withInputFlags, withSecretFlags } from '../flags.js';
import type { Run, Session } from '../session.js';

interface InspectFlags extends InputFlags {
  readonly json?: boolean;
  readonly titles?: boolean;
}

/** `cxf inspect`: what is inside, as numbers. */
export function defineInspect(program: Command, run: Run): void {
  const command = program
    .command('inspect')
    .summary('tell what is in a file')
    .description('Counts what is in a vault. Needs no password: of a locked file it tells the format.')
    .argument('[input]', 'the file; - is standard input (default)')
    .option('--json', 'the answer as JSON')
    .option('--titles', 'name the items that have findings');
  withSecretFlags(withInputFlags(command)).action((input?: string) =>
    run((session) => inspectFile(input, command.opts<InspectFlags>(), session)),
  );
}

async function inspectFile(path: string | undefined, flags: InspectFlags, { screen, signal }: Session): Promise<number> {
  const { inspect } = await import('../../convert.js');
  const { openInputs, closeInputs } = await import('../files/inputs.js');
  const { nativeProvider } = await import('../kdf-native.js');
  const { asking, Secrets } = await import('../secrets/secrets.js');
  screen.quiet = flags.quiet === true;
  const limits = limitsOf(flags);
  const secrets = new Secrets(flags.secret ?? [], signal);
  const inputs = await openInputs(path === undefined ? [] : [path], limits, signal, secrets.onStdin);
  try {
    const found = await inspect(inputs, {
      limits,
      signal,
      progress: ({ stage, done, total }) => screen.progress(stage, done, total),
      policy: { titles: flags.titles === true },
      // Only a secret that was handed over opens a locked file; nobody is asked.
      kdf: nativeProvider,
      ...(flags.secret && { ask: asking(secrets, screen) }),
      ...(flags.from !== undefined && { from: flags.from }),
    });
    const report = { ...found, findings: [...found.findings, ...secrets.unused()] };
    if (secrets.exposed) screen.warn('secret.exposed');
    if (flags.json) await screen.json(report);
    else {
      const { inspectLines } = await import('../render/inspect.js');
      const { labelOf } = await import('../render/labels.js');
      await screen.print(inspectLines(report, { ink: screen.outInk, width: screen.width, label: labelOf }));
    }
    return 0;
  } finally {
    closeInputs(inputs);
  }
}
