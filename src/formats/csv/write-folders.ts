import type { Collection } from '../../cxf/schema/collection.js';
import type { Account } from '../../cxf/schema/document.js';
import { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { CsvManager } from './table.js';

/** The folder of each item as a path, by the item's identifier; a row has room for one. Where the table has no folders, all are reported. */
export function writeFolders(account: Account, at: string, manager: CsvManager, writing: Writing): ReadonlyMap<string, string> {
  const folder = manager.columns.map(({ place }) => place).find((place) => place.to === 'folder');
  const paths = new Map<string, string>();
  if (!folder) {
    leaveAll(account.collections, `${at}/collections`, writing);
    return paths;
  }
  const items = new Set(account.items.map(({ id }) => id));
  const named = new Set<string>();
  const { separator } = folder;

  /** True when any of them holds an item, or a folder in it does. */
  function walk(collections: readonly Collection[], above: readonly string[], pointer: string): boolean {
    let some = false;
    for (const [i, collection] of collections.entries()) {
      const place = `${pointer}/${i}`;
      const taker = writing.open(collection, place);
      taker.settle('id', 'subCollections');
      new Carries(taker, writing).close();
      const title = taker.text('title') ?? '';
      const path = [...above, title];
      const name = path.join(separator);
      let hasItems = false;
      for (const link of taker.objects('items')) {
        const item = link.text('item') ?? '';
        const isOwn = (link.text('account') ?? account.id) === account.id && items.has(item);
        if (!isOwn) writing.findings.loss('collection.dangling', 'invalid-value', writing.place(link.pointer));
        else if (paths.has(item)) writing.loss(link.pointer);
        else {
          paths.set(item, name);
          hasItems = true;
        }
      }
      writing.close(taker);
      if (title === '' || title.includes(separator) || named.has(name)) writing.change('target.ambiguous', place);
      named.add(name);
      const isNamed = walk(collection.subCollections ?? [], path, `${place}/subCollections`) || hasItems;
      // A folder stands only in the rows of its items, by its path.
      if (!isNamed) writing.findings.loss('target.no-place', 'target-has-no-place', writing.placeOf(collection, place));
      some ||= isNamed;
    }
    return some;
  }

  walk(account.collections, [], `${at}/collections`);
  return paths;
}

function leaveAll(collections: readonly Collection[], pointer: string, writing: Writing): void {
  for (const [i, collection] of collections.entries()) {
    const place = `${pointer}/${i}`;
    writing.leave('folder.left-behind', place);
    leaveAll(collection.subCollections ?? [], `${place}/subCollections`, writing);
  }
}
