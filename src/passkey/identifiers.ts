import { type Bytes, fromAnyBase64, fromBase64Url, fromHex, toBase64Url, toHex } from '../core/bytes.js';
import { toBase64 } from '../keys/pem.js';

/**
 * How files spell a credential id or a user handle: base64url without padding (CXF, KeePass, Dashlane, Keeper), the same after `b64.`
 * (Bitwarden), UUID text of 16 bytes (Bitwarden, AliasVault), hexadecimal (Psono), base64 with padding (Proton, AliasVault, CDP), and
 * decimal bytes joined by commas (the draft file of NordPass).
 */
export type IdSpelling = 'base64url' | 'b64.' | 'uuid' | 'hex' | 'base64' | 'decimal';

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;
const BYTE = '(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])';
const DECIMAL = new RegExp(`^${BYTE}(?:,${BYTE})*$`);
const PREFIX = 'b64.';

const READERS: Readonly<Record<IdSpelling, (text: string) => Bytes | undefined>> = {
  base64url: fromBase64Url,
  'b64.': (text) => (text.startsWith(PREFIX) ? fromBase64Url(text.slice(PREFIX.length)) : undefined),
  // The digits in the order they are written, not the mixed order of Microsoft's GUIDs.
  uuid: (text) => fromHex(UUID.exec(text)?.slice(1).join('') ?? '?'),
  hex: (text) => (/[A-F]/.test(text) ? undefined : fromHex(text)),
  base64: (text) => {
    const bytes = fromAnyBase64(text);
    return bytes && toBase64(bytes) === text ? bytes : undefined;
  },
  decimal: (text) => (DECIMAL.test(text) ? Uint8Array.from(text.split(','), Number) : undefined),
};

const WRITERS: Readonly<Record<IdSpelling, (bytes: Bytes) => string | undefined>> = {
  base64url: toBase64Url,
  'b64.': (bytes) => PREFIX + toBase64Url(bytes),
  uuid: (bytes) => (bytes.length === 16 ? toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : undefined),
  hex: toHex,
  base64: toBase64,
  decimal: (bytes) => bytes.join(','),
};

/**
 * The bytes of an id in one spelling. Strict: exactly what `writeId` would write, so the text can be made again from the bytes. Undefined
 * for anything else, and for no bytes: an empty user handle is "no user handle", which the caller decides.
 */
export function readId(text: string, spelling: IdSpelling): Bytes | undefined {
  const bytes = READERS[spelling](text);
  return bytes && bytes.length > 0 ? bytes : undefined;
}

/** The one text of an id in a spelling. Undefined for a UUID of other than 16 bytes, and for no bytes. */
export function writeId(bytes: Bytes, spelling: IdSpelling): string | undefined {
  return bytes.length > 0 ? WRITERS[spelling](bytes) : undefined;
}

export interface ReadId {
  readonly bytes: Bytes;
  readonly spelling: IdSpelling;
  /** True when the text is the one that `writeId` gives. */
  readonly strict: boolean;
}

/**
 * The bytes of an id in the first of several spellings that fits, strictly or forgivingly (upper case, braces and URN of a UUID; padding,
 * the other alphabet and stray bits of base64; blanks and brackets of a list of numbers). Many texts fit several spellings (a UUID and
 * hexadecimal digits are base64url too), so the order is the caller's: what the program that wrote the file prefers comes first.
 */
export function readAnyId(text: string, spellings: readonly IdSpelling[]): ReadId | undefined {
  for (const spelling of spellings) {
    const exact = readId(text, spelling);
    const bytes = exact ?? readId(forgiven(text, spelling), spelling);
    if (bytes) return { bytes, spelling, strict: exact !== undefined };
  }
  return undefined;
}

/** The text as the spelling wants it, where the difference can be only one of dialect. */
function forgiven(text: string, spelling: IdSpelling): string {
  const trimmed = text.trim();
  switch (spelling) {
    case 'uuid':
      return trimmed
        .toLowerCase()
        .replace(/^urn:uuid:/, '')
        .replace(/^\{(.*)\}$/, '$1');
    case 'hex':
      return trimmed.toLowerCase();
    case 'decimal':
      return trimmed.replace(/^\[(.*)\]$/, '$1').replaceAll(/\s/g, '');
    case 'base64url':
    case 'b64.':
    case 'base64': {
      const prefix = spelling === 'b64.' ? PREFIX : '';
      const bytes = trimmed.startsWith(prefix) ? fromAnyBase64(trimmed.slice(prefix.length)) : undefined;
      return (bytes && WRITERS[spelling](bytes)) ?? trimmed;
    }
  }
}
