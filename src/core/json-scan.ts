/** What a quick look over the bytes tells, before anything is built from them. */
export interface JsonScan {
  /** The deepest nesting; counting stops one past the limit. */
  readonly depth: number;
  /** How many members the text names, twice-named ones counted twice. */
  readonly members: number;
  /** True when a number has 16 digits or more, so that it may be beyond 2^53. */
  readonly longNumbers: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Counts nesting and members without allocating. It judges no syntax: on broken text the figures are only upper bounds.
 * `JSON.parse` accepts millions of levels and later walks over the result overflow the stack, hence the look beforehand.
 */
export function scanJson(bytes: Uint8Array, maxDepth: number): JsonScan {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let digits = 0;
  let longNumbers = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      i++;
      while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
      if (depth > maxDepth) break;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === 0x3a) members++;
    else if (byte !== undefined && byte >= 0x30 && byte <= 0x39) {
      digits++;
      if (digits >= 16) longNumbers = true;
      continue;
    } else if (byte === 0x2e || byte === 0x65 || byte === 0x45 || byte === 0x2b || byte === 0x2d) {
      // 1e300 has few digits and is far beyond 2^53.
      if (byte === 0x65 || byte === 0x45) longNumbers ||= digits > 0;
      continue;
    }
    digits = 0;
  }
  return { depth: deepest, members, longNumbers };
}
