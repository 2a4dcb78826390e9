/** An instant as Bitwarden writes it: ISO 8601 in UTC with three (older: up to seven) digits of a second. */
const ISO = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;

/** UNIX seconds of an instant; undefined when the text is none, or before 1970 (CXF timestamps are unsigned). */
export function secondsOf(text: string): number | undefined {
  if (!ISO.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) || milliseconds < 0 ? undefined : Math.floor(milliseconds / 1000);
}

/** The spelling of an instant that holds nothing beyond the second. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
