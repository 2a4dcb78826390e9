import { fromAnyBase64 } from '../../core/bytes.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../core/json.js';
import { toBase64 } from '../../keys/pem.js';
import { INSTANTS } from './names.js';

/** Seconds from 0001-01-01 to 1970-01-01. */
const YEAR_ONE = 62_135_596_800;
/** The last second that ISO 8601 writes with four digits of a year. */
const LAST = 253_402_300_799;
const ISO = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * UNIX seconds of an instant: ISO 8601 (XML of KeePass, KDBX 3), or the seconds since the year 1 as eight bytes, little endian, in base64
 * (KDBX 4, and what KeePassXC exports of one). Negative before 1970; undefined for anything else.
 */
export function secondsOf(text: string): number | undefined {
  if (ISO.test(text)) {
    const milliseconds = Date.parse(text);
    return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
  }
  const bytes = /^[A-Za-z0-9+/]{11}=$/.test(text) ? fromAnyBase64(text) : undefined;
  if (bytes?.length !== 8) return undefined;
  const seconds = new DataView(bytes.buffer).getBigInt64(0, true) - BigInt(YEAR_ONE);
  return seconds >= -YEAR_ONE && seconds <= LAST ? Number(seconds) : undefined;
}

/** ISO 8601 in UTC, to the second; undefined for what KeePass cannot hold. */
export function isoOf(seconds: number): string | undefined {
  if (!(seconds >= -YEAR_ONE && seconds <= LAST)) return undefined;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** The same as KDBX 4 writes it. */
export function binaryTime(seconds: number): string {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(seconds) + BigInt(YEAR_ONE), true);
  return toBase64(bytes);
}

/** The one spelling in which an instant is carried; any other text as it is. */
export function carriedTime(text: string): string {
  const seconds = secondsOf(text);
  return seconds === undefined || isoOf(seconds) === undefined ? text : new Date(seconds * 1000).toISOString();
}

/** A part of the tree to be carried, its instants in that spelling. */
export function carriedTree(value: JsonValue, name = ''): JsonValue {
  if (typeof value === 'string') return INSTANTS.has(name) ? carriedTime(value) : value;
  if (isJsonArray(value)) return value.map((one) => carriedTree(one, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, carriedTree(one ?? null, key)]));
}
