/** An address with a scheme, which no heading is. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S/i;
/** A table of logins has a user name and a password beside the address. */
const LEAST_CELLS = 3;

/** True for the first row of a table that has no headings: what its columns mean nobody can say for certain. */
export function isHeadless(firstRow: readonly string[] | undefined): boolean {
  return firstRow !== undefined && firstRow.length >= LEAST_CELLS && firstRow.some((cell) => ADDRESS.test(cell));
}
