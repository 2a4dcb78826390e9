import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Collection, LinkedItem } from '../../cxf/schema/collection.js';
import type { Extension } from '../../cxf/schema/extension.js';
import { idOfUuid } from './ids.js';
import type { Reading } from './reading.js';

interface Folder {
  readonly id: string;
  readonly path: string;
  readonly items: LinkedItem[];
  readonly extensions: readonly Extension[];
  readonly children: Folder[];
}

/** Folders and collections while items are being linked into them. */
export interface FolderIndex {
  /** By the vendor's id. */
  readonly byVendorId: ReadonlyMap<string, Folder>;
  readonly inOrder: readonly Folder[];
}

/** Reads `folders` (personal exports) and `collections` (of an organisation). */
export async function readFolders(root: Taker, reading: Reading): Promise<FolderIndex> {
  const byVendorId = new Map<string, Folder>();
  const inOrder: Folder[] = [];
  const used = new Set<string>();
  for (const kind of ['folders', 'collections'] as const) {
    for (const entry of root.objects(kind)) {
      const vendorId = entry.text('id');
      const own = vendorId === undefined ? undefined : idOfUuid(vendorId);
      const keep = own !== undefined && !used.has(own);
      if (!keep) reading.findings.change('id.replaced', entry.at('id'));
      const id = keep ? own : await deriveId(reading.digest, reading.origin.format, entry.pointer);
      used.add(id);
      const folder = { id, path: entry.text('name') ?? '', items: [], children: [], extensions: settings(kind, entry, reading) };
      reading.origins.set(folder.items, entry.pointer);
      if (vendorId !== undefined && !byVendorId.has(vendorId)) byVendorId.set(vendorId, folder);
      inOrder.push(folder);
    }
  }
  return { byVendorId, inOrder };
}

function settings(kind: 'folders' | 'collections', entry: Taker, reading: Reading): Extension[] {
  const members: Record<string, JsonValue> = {};
  if (kind === 'collections') members['kind'] = 'collection';
  for (const member of ['organizationId', 'externalId']) {
    const value = entry.text(member);
    if (value !== undefined) members[member] = value;
  }
  return Object.keys(members).length > 0 ? [carry(reading.origin.exporter, 'cx-settings', reading.origin.format, { members })] : [];
}

/** Links an item into its folder and collections. An id that names none is reported by giving it back to the reader's rest. */
export function linkItem(source: Taker, itemId: string, folders: FolderIndex, reading: Reading): void {
  const wanted = [...source.texts('collectionIds').map(({ value, index }) => ({ value, at: `${source.at('collectionIds')}/${index}` }))];
  const folderId = source.text('folderId');
  if (folderId !== undefined) wanted.unshift({ value: folderId, at: source.at('folderId') });
  for (const { value, at } of wanted) {
    if (value === '') continue;
    const folder = folders.byVendorId.get(value);
    if (folder) folder.items.push({ item: itemId });
    else reading.findings.loss('collection.dangling', 'invalid-value', at);
  }
}

/** Nests `a/b` below `a` where there is an `a`, as Bitwarden shows it; the slash stays in the title where there is none. */
export function buildTree(folders: FolderIndex, reading: Reading): readonly Collection[] {
  const byPath = new Map<string, Folder>();
  for (const folder of folders.inOrder) if (!byPath.has(folder.path)) byPath.set(folder.path, folder);
  const roots: Folder[] = [];
  const parents = new Map<Folder, Folder>();
  for (const folder of folders.inOrder) {
    const parent = nearestParent(folder, byPath);
    if (parent) {
      parents.set(folder, parent);
      parent.children.push(folder);
    } else roots.push(folder);
  }

  function collection(folder: Folder): Collection {
    const parent = parents.get(folder);
    const built = {
      id: folder.id,
      title: parent ? folder.path.slice(parent.path.length + 1) : folder.path,
      items: folder.items,
      ...(folder.children.length > 0 && { subCollections: folder.children.map(collection) }),
      ...(folder.extensions.length > 0 && { extensions: folder.extensions }),
    };
    const origin = reading.origins.get(folder.items);
    if (origin !== undefined) reading.origins.set(built, origin);
    return built;
  }
  return roots.map(collection);
}

/** Paths are cut at every slash, longest first; a parent is always shorter than its child, so no ring can form. */
function nearestParent(folder: Folder, byPath: ReadonlyMap<string, Folder>): Folder | undefined {
  for (let slash = folder.path.lastIndexOf('/'); slash > 0; slash = folder.path.lastIndexOf('/', slash - 1)) {
    const parent = byPath.get(folder.path.slice(0, slash));
    if (parent && parent !== folder) return parent;
  }
  return undefined;
}

/** The order of ids as the export lists them, when the tree alone would give another. */
export function lostOrder(folders: FolderIndex, tree: readonly Collection[]): readonly string[] | undefined {
  const walked: string[] = [];
  const walk = (collections: readonly Collection[]): void => {
    for (const collection of collections) {
      walked.push(collection.id);
      walk(collection.subCollections ?? []);
    }
  };
  walk(tree);
  const listed = folders.inOrder.map((folder) => folder.id);
  return listed.some((id, i) => id !== walked[i]) ? listed : undefined;
}
