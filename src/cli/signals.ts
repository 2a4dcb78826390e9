import { CxError } from '../core/errors.js';
import { abandonOutputs } from './files/outputs.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long a command may take to notice an interruption before it is left where it stands. */
const GRACE_MS = 250;
const CRASHED = 1;

/**
 * Runs `work`; a crash outside of it rejects (Node itself would print the error, which may quote the input). A signal aborts the controller, and unfinished outputs are gone before anything else happens.
 * A second signal finds the system's own handling, so that nothing can hold the process.
 */
export async function interruptible(interrupt: AbortController, work: () => Promise<number>): Promise<number> {
  let giveUp: NodeJS.Timeout | undefined;
  let release = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    process.on('uncaughtException', (error) => {
      abandonOutputs();
      // Whatever still runs must not write any more.
      interrupt.abort(error);
      reject(error);
      setTimeout(() => process.exit(CRASHED), 2 * GRACE_MS).unref();
    });
    const stop = (): void => {
      release();
      abandonOutputs();
      interrupt.abort(new CxError('interrupted'));
      giveUp = setTimeout(() => reject(new CxError('interrupted')), GRACE_MS);
      // A read that never returns (a device, a hung network folder) must not keep the process alive, nor a key that is being derived:
      // `process.exit` waits for the threads of Node's pool, the system's own handling of a signal does not.
      setTimeout(() => process.kill(process.pid, 'SIGINT'), 2 * GRACE_MS).unref();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    release = () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    };
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    release();
    clearTimeout(giveUp);
  }
}
