import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { isNothing, type Taker } from '../../core/taker.js';
import { PART_OF } from './names.js';
import type { Reading } from './reading.js';
import { objectsOf, stringsOf, textOf } from './tree-strings.js';

const REPEATED: ReadonlySet<string> = new Set(['Title', 'UserName', 'URL']);

/** What programs write of themselves when they save an entry, and what it says when nobody changed it. Whatever else they add is empty. */
const USUAL: Readonly<Record<string, JsonValue>> = {
  IconID: '0',
  QualityCheck: 'True',
  Enabled: 'True',
  DataTransferObfuscation: '0',
};
/** When KeePassXC read the custom data of an entry (`CustomData.cpp`). */
const LAST_MODIFIED = '_LAST_MODIFIED';
/** Members that are looked at by themselves. */
const OWN: ReadonlySet<string> = new Set(['UUID', 'Times', 'String', 'CustomData']);

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
      byUuid.set(textOf(entry.value['UUID']), entry);
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
  const items = isJsonObject(data) ? objectsOf(data['Item']) : [];
  const [item, ...more] = items.filter(({ Key }) => Key !== LAST_MODIFIED);
  return item?.['Key'] === PART_OF && more.length === 0 ? textOf(item['Value']) : undefined;
}

function isOnlyPart(part: JsonObject, whole: JsonObject): boolean {
  const there = new Map(stringsOf(whole));
  const strings = stringsOf(part).filter(([, value]) => value !== '');
  return (
    new Set(strings.map(([key]) => key)).size === strings.length &&
    strings.every(([key, value]) => key.startsWith('KPEX_PASSKEY_') || (REPEATED.has(key) && there.get(key) === value)) &&
    Object.entries(part).every(([name, value]) => OWN.has(name) || saysNothing(value, name))
  );
}

/** True for a member that stands in every entry which a program has saved. */
function saysNothing(value: JsonValue | undefined, name: string): boolean {
  if (isJsonArray(value)) return value.every((one) => saysNothing(one, name));
  if (isJsonObject(value)) return Object.entries(value).every(([key, one]) => saysNothing(one, key));
  return isNothing(value) || value === USUAL[name];
}

/** What it repeats needs no report; times of its own do. */
function settlePart(part: Taker, whole: Taker): void {
  part.settle(...Object.keys(part.value).filter((name) => name !== 'String' && name !== 'Times'));
  if (JSON.stringify(part.value['Times']) === JSON.stringify(whole.value['Times'])) part.settle('Times');
}
