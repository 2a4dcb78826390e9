import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { PART_OF } from './names.js';
import type { Reading } from './reading.js';

/** What an entry of a further passkey may hold beside it. */
const KNOWN: ReadonlySet<string> = new Set(['UUID', 'IconID', 'Times', 'String', 'CustomData', 'AutoType']);
const REPEATED = ['Title', 'UserName', 'URL'] as const;

/**
 * The entries of a group without those that only hold a further passkey of another one, and these by that other one. One that was changed
 * since, so that it says something of its own, stays an entry.
 */
export function rejoined(entries: readonly Taker[], reading: Reading): ReadonlyMap<Taker, readonly Taker[]> {
  const found = new Map<Taker, Taker[]>();
  const byUuid = new Map<string, Taker>();
  const parts: { readonly part: Taker; readonly main: string }[] = [];
  for (const entry of entries) {
    const main = mainOf(entry.value);
    if (main === undefined) {
      byUuid.set(text(entry.value['UUID']), entry);
      found.set(entry, []);
    } else parts.push({ part: entry, main });
  }
  for (const { part, main } of parts) {
    const whole = byUuid.get(main);
    const own = whole && found.get(whole);
    if (whole && own && isOnlyPart(part.value, whole.value)) {
      own.push(part);
      settlePart(part, whole);
    } else {
      reading.findings.change('keepass.parts-changed', part.pointer);
      found.set(part, []);
    }
  }
  return found;
}

/** The UUID of the entry that this one is a part of. */
function mainOf({ CustomData: data }: JsonObject): string | undefined {
  const items = isJsonObject(data) ? listOf(data['Item']) : [];
  const [item, ...more] = items;
  return item?.['Key'] === PART_OF && more.length === 0 ? text(item['Value']) : undefined;
}

function isOnlyPart(part: JsonObject, whole: JsonObject): boolean {
  const strings = stringsOf(part);
  const there = stringsOf(whole);
  return (
    Object.keys(part).every((name) => KNOWN.has(name)) &&
    [...strings].every(
      ([key, value]) =>
        value === '' || key.startsWith('KPEX_PASSKEY_') || (REPEATED.some((one) => one === key) && there.get(key) === value),
    )
  );
}

/** What it repeats needs no report; times of its own do. */
function settlePart(part: Taker, whole: Taker): void {
  part.settle('UUID', 'CustomData', 'AutoType', 'IconID');
  if (JSON.stringify(part.value['Times']) === JSON.stringify(whole.value['Times'])) part.settle('Times');
}

function stringsOf(entry: JsonObject): Map<string, string> {
  return new Map(
    listOf(entry['String']).map((string) => {
      const value = string['Value'];
      return [text(string['Key']), text(isJsonObject(value) ? value['#text'] : value)];
    }),
  );
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
