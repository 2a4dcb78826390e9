import { CxError } from './errors.js';

/**
 * Every limit there is, with its default. Sizes are bytes, the others are counts.
 * A refusal names the limit, the need and the flag that raises it.
 */
export const DEFAULT_LIMITS = {
  'input.bytes': 512 * 1024 * 1024,
  'json.depth': 1024,
  'collection.depth': 256,
  'csv.columns': 1024,
  'csv.rows': 1_000_000,
  // An RSA key of 16,384 bits as PEM is 13 KB.
  'key.bytes': 32 * 1024,
  // What a site stored with a passkey, after inflating. Authenticators promise 1 KiB.
  'passkey.blob-bytes': 1024 * 1024,
  // The most that Bitwarden lets its users choose.
  'kdf.pbkdf2-iterations': 2_000_000,
  // Argon2: memory, memory times passes, lanes.
  'kdf.memory-bytes': 1024 ** 3,
  'kdf.memory-work': 16 * 1024 ** 3,
  'kdf.lanes': 16,
  // AES-KDF of KeePass.
  'kdf.rounds': 100_000_000,
  // KeePass databases: the outer header, the blocks of the encrypted content, the content with its attachments after inflating.
  'kdbx.header-bytes': 1024 * 1024,
  'kdbx.blocks': 100_000,
  'kdbx.content-bytes': 256 * 1024 * 1024,
  'kdbx.binaries': 100_000,
  // Characters that references to other fields bring into a KeePass database.
  'keepass.reference-text': 16 * 1024 * 1024,
  'xml.depth': 1024,
  'xml.elements': 5_000_000,
  'zip.entries': 10_000,
  'zip.entry-bytes': 512 * 1024 * 1024,
  'zip.total-bytes': 2 * 1024 * 1024 * 1024,
  'zip.ratio': 1100,
} as const;

/** No `json.depth` goes beyond it: walks over deeper values, the engine's own too, would overflow the stack. */
export const MAX_JSON_DEPTH = 2048;

/**
 * Characters. A text longer than that is decoded, not matched: the engine keeps a note of every round of a repeated group, and throws
 * after some millions.
 */
export const MAX_PATTERN_TEXT = 10_000;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/**
 * How deeply a document for importers may be nested: levels below an item, and collections in collections. Bitwarden's parser (serde_json)
 * refuses an account of more than 127 levels; an item lies on the fifth, and each collection takes two.
 */
export const IMPORTER_DEPTH = 100;
export const IMPORTER_COLLECTIONS = 40;

/** RFC 4226 §5.3 makes 31 bits, ten digits at most; Bitwarden computes modulo 10^digits in 32 bits, so that its tenth is wrong. */
export const IMPORTER_DIGITS = 9;

/** True for the name of a limit. */
export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}

/** Throws `limit.exceeded` when `need` is over the limit. */
export function enforce(limits: Limits, name: LimitName, need: number, pointer?: string): void {
  const max = limits[name];
  if (need > max) throw new CxError('limit.exceeded', { limit: { name, max, need }, ...(pointer === undefined ? {} : { pointer }) });
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
};

/** Reads `NAME=VALUE` (`input.bytes=2GiB`). Undefined when it is not a known name and a non-negative whole number. */
export function parseLimit(text: string): { name: LimitName; value: number } | undefined {
  const [, name = '', digits = '', suffix = ''] = /^([a-z0-9.-]+)=(0|[1-9][0-9]{0,14})([A-Za-z]{0,3})$/.exec(text) ?? [];
  const unit = UNITS[suffix.toLowerCase()];
  const value = Number(digits) * (unit ?? Number.NaN);
  return isLimitName(name) && Number.isSafeInteger(value) ? { name, value } : undefined;
}
