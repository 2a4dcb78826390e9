import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Collection, LinkedItem } from '../../cxf/schema/collection.js';
import { idOfUuid } from './ids.js';
import { readTimes } from './read-times.js';
import type { Reading } from './reading.js';
import { carriedTree } from './times.js';

/** What a group says beside its name; `usual` is what its absence means. */
const SETTINGS: ReadonlyArray<readonly [member: string, usual: JsonValue]> = [
  ['IconID', '48'],
  ['CustomIconUUID', ''],
  ['IsExpanded', 'True'],
  ['DefaultAutoTypeSequence', ''],
  ['EnableAutoType', 'null'],
  ['EnableSearching', 'null'],
  ['LastTopVisibleEntry', ''],
  ['PreviousParentGroup', ''],
  ['Tags', ''],
  ['CustomData', ''],
];

/** A group while its entries are read. */
export interface Group {
  readonly taker: Taker;
  readonly isTrash: boolean;
  readonly entries: readonly Taker[];
  readonly groups: readonly Group[];
  /** The items of its entries. */
  readonly items: LinkedItem[];
}

/** The tree of a group. `trash`: the UUID of the recycle bin. */
export function openGroup(taker: Taker, trash: string | undefined, isTrash = false): Group {
  const isBin = isTrash || (trash !== undefined && taker.value['UUID'] === trash);
  return {
    taker,
    isTrash: isBin,
    entries: taker.objects('Entry'),
    groups: taker.objects('Group').map((group) => openGroup(group, trash, isBin)),
    items: [],
  };
}

/** The members of a group that CXF has no place for. */
export function groupSettings(taker: Taker): Record<string, JsonValue> {
  const settings: Record<string, JsonValue> = {};
  for (const [member, usual] of SETTINGS) {
    const value = taker.raw(member);
    if (value !== undefined && value !== '' && value !== usual) settings[member] = carriedTree(value);
  }
  return settings;
}

/** A group → a collection, its notes the subtitle; its items are linked already. */
export async function collectionOf(group: Group, used: Set<string>, reading: Reading): Promise<Collection> {
  const { taker, items } = group;
  const settings = groupSettings(taker);
  const { creationAt, modifiedAt } = readTimes(taker, (times) => {
    settings['Times'] = times;
  });
  const { exporter, format } = reading.origin;
  const subtitle = taker.text('Notes');
  const subCollections: Collection[] = [];
  const id = await idOf(taker, used, reading);
  for (const each of group.groups) {
    // A recycle bin that stays behind has been settled.
    if (!each.isTrash || reading.includeTrash) subCollections.push(await collectionOf(each, used, reading));
  }
  const collection = {
    id,
    ...(creationAt !== undefined && { creationAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    title: taker.text('Name') ?? '',
    ...(subtitle !== undefined && { subtitle }),
    items,
    ...(subCollections.length > 0 && { subCollections }),
    ...(Object.keys(settings).length > 0 && { extensions: [carry(exporter, 'cx-settings', format, { members: settings })] }),
  };
  reading.origins.set(collection, taker.pointer);
  return collection;
}

async function idOf(taker: Taker, used: Set<string>, reading: Reading): Promise<string> {
  const uuid = taker.text('UUID');
  const own = uuid === undefined ? undefined : idOfUuid(uuid);
  const isFree = own !== undefined && !used.has(own);
  if (uuid !== undefined && !isFree) reading.findings.change('id.replaced', taker.at('UUID'));
  const id = isFree ? own : await deriveId(reading.digest, reading.origin.format, taker.pointer);
  used.add(id);
  return id;
}
