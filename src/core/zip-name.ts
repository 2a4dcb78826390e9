/**
 * True for a name that may stand in an archive: relative, with `/` between its parts, no part empty, `.` or `..`,
 * no backslash, NUL, drive letter or lone surrogate. Case, spaces and every other character are free.
 */
export function isZipName(name: string): boolean {
  if (/[\\\0\p{Surrogate}]|^[A-Za-z]:/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
