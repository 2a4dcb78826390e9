import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Held } from './held.js';

const ORDER = ['CreationTime', 'LastModificationTime', 'LastAccessTime', 'ExpiryTime', 'Expires', 'UsageCount', 'LocationChanged'] as const;

/** `Times` of an entry or group. An instant that no file can hold is left for the report. */
export function writeTimes(source: Taker, carried: JsonValue | undefined, held: Held): JsonObject {
  const known = (member: 'creationAt' | 'modifiedAt'): string | undefined => {
    const seconds = source.number(member);
    const time = seconds === undefined ? undefined : held.instant(seconds);
    if (seconds !== undefined && time === undefined) source.leave(member);
    return time;
  };
  const own: Record<string, JsonValue | undefined> = { CreationTime: known('creationAt'), LastModificationTime: known('modifiedAt') };
  return timesOf(own, carried, held);
}

/** `Times` in KeePass's order: what is known, then what was carried, then what every entry has. */
export function timesOf(own: Readonly<Record<string, JsonValue | undefined>>, carried: JsonValue | undefined, held: Held): JsonObject {
  const rest = isJsonObject(carried) ? held.carriedObject(carried) : {};
  const usual: Readonly<Record<string, string>> = { Expires: 'False', UsageCount: '0' };
  return Object.fromEntries(
    ORDER.flatMap((name): [string, JsonValue][] => {
      const value = own[name] ?? rest[name] ?? usual[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
