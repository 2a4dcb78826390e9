import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { refsOf } from './attachment-refs.js';
import type { Reading } from './reading.js';
import { secondsOf } from './times.js';
import { textOf } from './tree-strings.js';

/** Every state has them, and most differ: when it was looked at, and how often. */
const STATISTICS = ['LastAccessTime', 'UsageCount', 'LocationChanged'];
/** Compared piece by piece, not as a whole. */
const IN_PIECES = ['Times', 'String'];

/**
 * `History` → former passwords with the dates of their states, the latest first. An earlier state holds everything that an entry holds, its
 * passkeys too. What it says as the entry says it is not lost; what else it says is: a loss for each state, or a change where that is no
 * more than when the entry was changed and used.
 */
export function readHistory(entry: Taker, item: ItemBuilder, { findings, named }: Reading): void {
  const states = entry.object('History')?.objects('Entry') ?? [];
  if (states.length === 0) return;
  const entries: Record<string, JsonValue>[] = [];
  const today = new Present(entry.value);
  let last: string | undefined;
  for (const state of states) {
    state.settle(...Object.keys(state.value));
    for (const ref of refsOf(state.value['Binary'])) named.add(ref);
    const times = timesOf(state.value);
    const time = times['LastModificationTime'];
    const seconds = typeof time === 'string' ? secondsOf(time) : undefined;
    const password = contentOf(passwordOf(state.value));
    const isNew = password !== '' && password !== last && password !== today.password;
    last = password;
    if (isNew) {
      const lastUsedDate = seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
      entries.unshift({ password, ...(lastUsedDate !== undefined && { lastUsedDate }) });
    }
    if (!today.says(state.value)) findings.loss('keepass.history-left-out', 'policy', state.pointer);
    else if (!isNew || seconds === undefined || STATISTICS.some((name) => !isEqual(times[name], today.times[name])))
      findings.change('keepass.history-times', state.pointer);
  }
  if (entries.length > 0) item.extend('cx-password-history', { entries });
}

/** What the entry says now. */
class Present {
  readonly password: string;
  readonly times: JsonObject;
  /** Members as text, each made once: an entry may have any number of states. */
  private readonly members: ReadonlyMap<string, string>;
  private readonly strings: ReadonlySet<string>;

  constructor(entry: JsonObject) {
    this.members = new Map(Object.entries(entry).map(([name, value]) => [name, name === 'History' ? '' : JSON.stringify(value)]));
    this.times = timesOf(entry);
    this.password = contentOf(passwordOf(entry));
    this.strings = new Set(stringsOf(entry).map((string) => JSON.stringify(string)));
  }

  /** True when it says all that an earlier state says, but for the password, when that was set, and the statistics. */
  says(state: JsonObject): boolean {
    const times = timesOf(state);
    const password = passwordOf(state);
    return (
      Object.keys(state).every((name) => IN_PIECES.includes(name) || JSON.stringify(state[name]) === this.members.get(name)) &&
      Object.keys(times).every(
        (name) => [...STATISTICS, 'LastModificationTime'].includes(name) || isEqual(times[name], this.times[name]),
      ) &&
      stringsOf(state).every((string) => (string === password ? isUsual(string) : this.has(string)))
    );
  }

  private has(string: JsonValue): boolean {
    return this.strings.has(JSON.stringify(string)) || (isUsual(string) && contentOf(string) === '');
  }
}

function timesOf({ Times: times }: JsonObject): JsonObject {
  return isJsonObject(times) ? times : {};
}

function stringsOf({ String: strings }: JsonObject): readonly JsonValue[] {
  return isJsonArray(strings) ? strings : [];
}

/** The first of its name counts, as in the entry itself. */
function passwordOf(entry: JsonObject): JsonValue | undefined {
  return stringsOf(entry).find((string) => isJsonObject(string) && string['Key'] === 'Password');
}

function contentOf(string: JsonValue | undefined): string {
  const value = isJsonObject(string) ? string['Value'] : undefined;
  return textOf(isJsonObject(value) ? value['#text'] : value);
}

/** True for a string that has nothing but its name and a value, a password protected. */
function isUsual(string: JsonValue): boolean {
  if (!isJsonObject(string) || typeof string['Key'] !== 'string') return false;
  const { Key: key, Value: value, ...rest } = string;
  if (Object.keys(rest).length > 0) return false;
  if (!isJsonObject(value)) return key !== 'Password' || value === undefined || value === '';
  return Object.entries(value).every(([name, of]) =>
    name === '#text' ? typeof of === 'string' : ['#protected', '@ProtectInMemory'].includes(name) && (of === true || of === 'True'),
  );
}

/** Both come from one reader, which gives members in the order of the file. */
function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
