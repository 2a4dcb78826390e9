/** With a zone: without one nobody could say which instant is meant. */
const ISO = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const LAST_INT32 = 0x7fff_ffff;

/**
 * UNIX seconds of a cell: ISO 8601, as KeePassXC writes, or a number, which its import takes for seconds up to 2^31-1 and for milliseconds
 * beyond. Undefined for anything else and for what lies before 1970 (CXF timestamps are unsigned).
 */
export function secondsOfCell(text: string): number | undefined {
  if (/^[0-9]{1,16}$/.test(text)) {
    const number = Number(text);
    const seconds = number <= LAST_INT32 ? number : Math.floor(number / 1000);
    return cellOfSeconds(seconds) === undefined ? undefined : seconds;
  }
  const milliseconds = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return milliseconds >= 0 ? Math.floor(milliseconds / 1000) : undefined;
}

/** As KeePassXC writes it; undefined for a year of more than four digits. */
export function cellOfSeconds(seconds: number): string | undefined {
  // 9999-12-31T23:59:59Z
  return seconds >= 0 && seconds <= 253_402_300_799 ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : undefined;
}
