import type { JsonObject } from '../../core/json.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { Held } from './held.js';
import { secondsOf } from './times.js';

/**
 * Former passwords → `History`, the latest last: a state each, which repeats nothing of the entry but its UUID. A date that is more exact
 * than a second becomes one of a second, and is said to.
 */
export function writeHistory(carries: Carries, uuid: string, place: string, held: Held, writing: Writing): JsonObject[] {
  return [...carries.entries('cx-password-history')].reverse().map(({ password, lastUsedDate }) => {
    const seconds = typeof lastUsedDate === 'string' ? secondsOf(lastUsedDate) : undefined;
    const time = seconds === undefined ? undefined : held.instant(seconds);
    const isExact = time !== undefined && seconds !== undefined && new Date(seconds * 1000).toISOString() === lastUsedDate;
    if (!isExact && lastUsedDate !== undefined) writing.change('value.normalised', place);
    return {
      UUID: uuid,
      Times: { ...(time !== undefined && { LastModificationTime: time }) },
      String: [{ Key: 'Password', Value: held.value(typeof password === 'string' ? password : '', true, place) }],
    };
  });
}
