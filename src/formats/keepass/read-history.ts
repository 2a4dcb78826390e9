import type { JsonValue } from '../../core/json.js';
import { Taker } from '../../core/taker.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { refsOf } from './attachment-refs.js';
import { KEEPASS_NAMES } from './names.js';
import { Strings } from './read-strings.js';
import type { Reading } from './reading.js';
import { secondsOf } from './times.js';

/** What an earlier state may repeat of the entry without telling anything. */
export interface Present {
  readonly uuid: string;
  /** By key. */
  readonly strings: ReadonlyMap<string, string>;
}

/**
 * `History` → former passwords with the dates of their states, the latest first. An earlier state holds everything that an entry holds, its
 * passkeys too: all that is left behind, a loss for each state that says more.
 */
export function readHistory(entry: Taker, present: Present, item: ItemBuilder, { findings, named }: Reading): void {
  const entries: Record<string, JsonValue>[] = [];
  let last: string | undefined;
  for (const source of entry.object('History')?.objects('Entry') ?? []) {
    source.settle(...Object.keys(source.value));
    for (const ref of refsOf(source.value['Binary'])) named.add(ref);
    // Looked at by itself, so that one finding can speak of all it holds.
    const state = new Taker(source.value, KEEPASS_NAMES, undefined, source.pointer);
    const strings = new Strings(state);
    const password = strings.take('Password')?.value ?? '';
    const time = state.object('Times')?.text('LastModificationTime') ?? '';
    const seconds = secondsOf(time);
    const isNew = password !== '' && password !== last && password !== present.strings.get('Password');
    const saysMore =
      !isNew ||
      (time !== '' && seconds === undefined) ||
      state.text('UUID') !== present.uuid ||
      strings.rest.some(({ key, value }) => value !== '' && present.strings.get(key) !== value) ||
      strings.oddlyProtected.length > 0;
    last = password;
    if (isNew) {
      const lastUsedDate = seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
      entries.unshift({ password, ...(lastUsedDate !== undefined && { lastUsedDate }) });
    }
    if (saysMore || hasMore(state)) findings.loss('keepass.history-left-out', 'policy', state.pointer);
  }
  if (entries.length > 0) item.extend('cx-password-history', { entries });
}

/** True when something of it has not been looked at. */
function hasMore(state: Taker): boolean {
  let more = false;
  state.close(() => {
    more = true;
  });
  return more;
}
