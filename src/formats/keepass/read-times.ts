import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { carriedTime, secondsOf } from './times.js';

const REST = ['LastAccessTime', 'ExpiryTime', 'LocationChanged'] as const;
const COUNTS: ReadonlyArray<readonly [member: string, usual: string]> = [
  ['Expires', 'False'],
  ['UsageCount', '0'],
];

/** `Times` of an entry or group: when it was made and changed; all else (access, expiry, use) is handed to `carry`. */
export function readTimes(
  source: Taker,
  carry: (times: JsonObject) => void,
): { readonly creationAt: number | undefined; readonly modifiedAt: number | undefined } {
  const times = source.object('Times');
  if (!times) return { creationAt: undefined, modifiedAt: undefined };
  const carried: Record<string, JsonValue> = {};
  const read = (member: string): number | undefined => {
    const text = times.text(member);
    const seconds = text === undefined ? undefined : secondsOf(text);
    // CXF counts from 1970.
    if (seconds !== undefined && seconds >= 0) return seconds;
    if (text !== undefined) carried[member] = carriedTime(text);
    return undefined;
  };
  const creationAt = read('CreationTime');
  const modifiedAt = read('LastModificationTime');
  for (const member of REST) {
    const text = times.text(member);
    if (text !== undefined) carried[member] = carriedTime(text);
  }
  for (const [member, usual] of COUNTS) {
    const text = times.text(member);
    if (text !== undefined && text !== usual) carried[member] = text;
  }
  if (Object.keys(carried).length > 0) carry(carried);
  return { creationAt, modifiedAt };
}
