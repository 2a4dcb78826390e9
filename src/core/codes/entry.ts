/** The exit codes of the command line; never renumbered. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 130;

/**
 * What a code means. The sentence is all that a person ever reads about it: no message is built from input,
 * so no secret can stand in one.
 */
export interface CodeEntry {
  /** One sentence, a complete statement with its full stop. */
  readonly says: string;
  /** What the person can do about it. */
  readonly todo?: string;
  /** For codes that are thrown: how the command ends. 3 (input refused) when left out. */
  readonly exit?: ExitCode;
}

/** Keeps the literal keys of a code table, so that the union of all codes stays closed. */
export function codeTable<const T extends Record<string, CodeEntry>>(table: T): T {
  return table;
}
