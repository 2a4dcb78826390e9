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
  'zip.entries': 10_000,
  'zip.entry-bytes': 512 * 1024 * 1024,
  'zip.total-bytes': 2 * 1024 * 1024 * 1024,
  'zip.ratio': 1100,
} as const;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

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
  const [name = '', amount = ''] = text.split('=', 2);
  const match = /^(0|[1-9][0-9]{0,14})([A-Za-z]{0,3})$/.exec(amount);
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (!match || unit === undefined || !isLimitName(name)) return undefined;
  return { name, value: Number(match[1]) * unit };
}
