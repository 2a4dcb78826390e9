import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Collection } from '../../cxf/schema/collection.js';
import type { Account } from '../../cxf/schema/document.js';
import { Carries } from '../writing/carries.js';
import type { EntryWriting } from './write-entry.js';
import { writeTimes } from './write-times.js';

/** Settings of a group in KeePass's order, with what it writes for none. */
const SETTINGS: ReadonlyArray<readonly [member: string, usual: string | undefined]> = [
  ['IsExpanded', 'True'],
  ['DefaultAutoTypeSequence', ''],
  ['EnableAutoType', 'null'],
  ['EnableSearching', 'null'],
  ['LastTopVisibleEntry', undefined],
  ['PreviousParentGroup', undefined],
  ['Tags', undefined],
  ['CustomData', undefined],
];

/** The entries of an account by the identifier of their item; taken as they find their group. */
export type Entries = Map<string, readonly JsonObject[]>;

/** The items that lie in one of these collections or below. */
export function itemsBelow(collections: readonly Collection[], isWanted: (collection: Collection) => boolean, all = false): Set<string> {
  const found = new Set<string>();
  for (const collection of collections) {
    const isIn = all || isWanted(collection);
    if (isIn) for (const { item } of collection.items) found.add(item);
    for (const item of itemsBelow(collection.subCollections ?? [], isWanted, isIn)) found.add(item);
  }
  return found;
}

/** collections → groups, with the entries of their items. An entry lies in one group; of further ones the report tells. */
export async function writeGroups(
  collections: readonly Collection[],
  at: string,
  account: Account,
  entries: Entries,
  shared: EntryWriting,
): Promise<JsonObject[]> {
  const groups: JsonObject[] = [];
  for (const [i, collection] of collections.entries()) groups.push(await writeGroup(collection, `${at}/${i}`, account, entries, shared));
  return groups;
}

async function writeGroup(
  collection: Collection,
  place: string,
  account: Account,
  entries: Entries,
  shared: EntryWriting,
): Promise<JsonObject> {
  const { held, uuids, writing } = shared;
  const uuid = await uuids.of(collection.id, place, collection);
  const taker = writing.open(collection, place);
  taker.settle('id', 'subCollections');
  const carries = new Carries(taker, writing);
  const own: JsonObject[] = [];
  for (const link of taker.objects('items')) {
    const item = link.text('item') ?? '';
    // An item of another account is not in this one's list, whatever its identifier.
    const isOwn = (link.text('account') ?? account.id) === account.id;
    const written = isOwn ? entries.get(item) : undefined;
    if (written) {
      own.push(...written);
      entries.delete(item);
    } else if (isOwn && account.items.some(({ id }) => id === item)) writing.loss(link.pointer);
    else writing.findings.loss('collection.dangling', 'invalid-value', writing.place(link.pointer));
  }
  const icon = held.carried(carries.setting('CustomIconUUID'));
  const head = {
    UUID: uuid,
    // Its path names all that lies in it.
    Name: held.text(taker.text('title') ?? '', place),
    Notes: held.text(taker.text('subtitle') ?? '', taker.at('subtitle')),
    IconID: held.carried(carries.setting('IconID')) ?? '48',
    ...(icon !== undefined && { CustomIconUUID: icon }),
    Times: writeTimes(taker, carries.setting('Times'), held),
    ...groupSettings((name) => held.carried(carries.setting(name))),
  };
  carries.close();
  writing.close(taker);
  const below = await writeGroups(collection.subCollections ?? [], `${place}/subCollections`, account, entries, shared);
  return { ...head, Entry: own, Group: below };
}

/** The settings of a group, from wherever they were carried. */
export function groupSettings(carried: (name: string) => JsonValue | undefined): JsonObject {
  return Object.fromEntries(
    SETTINGS.flatMap(([name, usual]) => {
      const value = carried(name) ?? usual;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
