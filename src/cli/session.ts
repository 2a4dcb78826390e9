import type { Screen } from './render/screen.js';

/** What every command works with. */
export interface Session {
  readonly screen: Screen;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}

/** Runs the body of a command; what it returns is the exit code. */
export type Run = (body: (session: Session) => Promise<number>) => Promise<void>;
