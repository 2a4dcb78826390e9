import type { Command } from 'commander';
import { limitsOf, withInputFlags, withSecretFlags } from '../flags.js';
import type { PasskeyFlags } from '../passkey/run.js';
import type { Run, Session } from '../session.js';

/** `cxf passkey`: what passkeys a vault holds, whether they are sound, where they can go and where they can be used. */
export function definePasskey(program: Command, run: Run): void {
  const passkey = program
    .command('passkey')
    .summary('list passkeys, or check them')
    .description('Looks at the passkeys of a vault of any format. Shows no secret and asks no network.');
  const list = passkey
    .command('list')
    .description('Lists every passkey: its site, its user, its algorithm, what its key looks like.')
    .argument('[input]', 'the file; - is standard input (default)')
    .option('--include-trash', 'those in the trash too')
    .option('--json', 'the answer as JSON');
  withSecretFlags(withInputFlags(list)).action((input?: string) =>
    run((session) => start('list', input, list.opts<PasskeyFlags>(), session)),
  );
  const check = passkey
    .command('check')
    .description(
      'Checks every passkey before a site does: its key, with a signature made and verified; its ids; its site; who can import it. Exit 1: ' +
        'one can never log in, or none works at the place that was asked about.',
    )
    .argument('[input]', 'the file; - is standard input (default)')
    .option('--origin <url>', 'does it work on this page?')
    .option('--related <file>', 'the /.well-known/webauthn of the site, for --origin')
    .option('--ios-app <team.bundle>', 'does it work in this app of Apple?')
    .option('--aasa <file>', 'the apple-app-site-association of the site')
    .option('--android-app <package=sha256>', 'does it work in this Android app?')
    .option('--assetlinks <file>', 'the assetlinks.json of the site')
    .option('--include-trash', 'those in the trash too')
    .option('--json', 'the answer as JSON');
  withSecretFlags(withInputFlags(check)).action((input?: string) =>
    run((session) => start('check', input, check.opts<PasskeyFlags>(), session)),
  );
}

async function start(verb: 'list' | 'check', path: string | undefined, flags: PasskeyFlags, session: Session): Promise<number> {
  const { runPasskey } = await import('../passkey/run.js');
  session.screen.quiet = flags.quiet === true;
  return runPasskey(verb, path, flags, limitsOf(flags), session);
}
