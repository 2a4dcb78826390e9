import { type ReadVault, read } from '../convert.js';
import type { Limits } from '../core/limits.js';
import { closeInputs, openInputs } from './files/inputs.js';
import type { InputFlags } from './flags.js';
import { nativeProvider } from './kdf-native.js';
import { asking, Secrets } from './secrets/secrets.js';
import type { Session } from './session.js';

/** The flags of a command that looks at vaults and writes none. */
export interface LookingFlags extends InputFlags {
  readonly includeTrash?: boolean;
}

/**
 * Reads each input as a vault of its own; standard input when none is named. The inputs are closed afterwards, so attachments cannot be
 * opened. Warns of a secret that other users can read, and of one that nothing needed.
 */
export async function readVaults(
  paths: readonly string[],
  flags: LookingFlags,
  limits: Limits,
  { screen, signal }: Session,
): Promise<readonly ReadVault[]> {
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
    if (secrets.exposed) screen.warn('secret.exposed');
    if (secrets.unused().length > 0) screen.warn('secret.unused');
    return vaults;
  } finally {
    closeInputs(inputs);
  }
}
