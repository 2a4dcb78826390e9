/**
 * What `src/core/csv.ts` uses of csv-parse's browser build. The package's own types refer to node's `Buffer`,
 * which would let `node:*` into the library unseen.
 */
export interface Options {
  readonly bom: false;
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly record_delimiter: readonly string[];
  readonly relax_column_count: true;
  readonly relax_quotes: boolean;
  readonly skip_empty_lines: true;
  /** From this column on delimiters are ordinary characters. */
  readonly ignore_last_delimiters: number;
  /** Stops after that many records. */
  readonly to: number;
}

export function parse(input: Uint8Array, options: Options & { readonly raw: true }): { readonly record: string[]; readonly raw: string }[];
export function parse(input: Uint8Array, options: Options & { readonly raw: false }): string[][];

export class CsvError extends Error {
  readonly code: string;
  /** How many records were complete. Absent for an error in the options. */
  readonly records?: number;
}
