import { command, type Options, start } from './run.js';

/** One step of a conversation: what must stand on the screen before this is typed. */
export interface Turn {
  readonly sees: string;
  readonly types: string;
}

export interface Screen {
  readonly code: number | null;
  /** Everything the terminal was sent, `\r\n` as the line end. */
  readonly screen: string;
}

/** Runs a shell script on a real terminal of `columns` columns (util-linux `script`); `cxf` in it is the command under test. */
export function onTerminal(
  script: string,
  options: Options & { readonly columns?: number } = {},
  turns: readonly Turn[] = [],
): Promise<Screen> {
  const inner = `stty cols ${options.columns ?? 100} rows 40; cxf() { ${command(options)} "$@"; }\n${script}`;
  const child = start(`exec script -qec 'bash -c "$SCRIPT"' /dev/null`, { ...options, env: { ...options.env, SCRIPT: inner } });
  return new Promise((resolve) => {
    let screen = '';
    let from = 0;
    const waiting = [...turns];
    child.stdout?.on('data', (chunk: unknown) => {
      screen += String(chunk);
      for (let turn = waiting[0]; turn && screen.includes(turn.sees, from); turn = waiting[0]) {
        from = screen.indexOf(turn.sees, from) + turn.sees.length;
        waiting.shift();
        child.stdin?.write(turn.types);
      }
    });
    child.stdin?.on('error', () => undefined);
    child.on('close', (code) => resolve({ code, screen }));
  });
}
