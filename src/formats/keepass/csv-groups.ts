import type { Bytes } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Collection, LinkedItem } from '../../cxf/schema/collection.js';
import type { Origin } from '../reading/item-builder.js';
import { ROOT } from './csv-columns.js';

/** What naming the groups needs of a reading. */
interface GroupReading {
  readonly origin: Origin;
  readonly findings: Findings;
  readonly digest: Bytes;
}

interface Group extends Collection {
  readonly items: LinkedItem[];
  readonly subCollections: Group[];
}

/**
 * The groups that the rows name. `Root/a/b` is b in a: the root itself is no folder, and KeePassXC's import drops it too. Where the root
 * was given another name, that name is its owner's: it becomes a folder of the top, marked so that writing puts no `Root` before it.
 * A slash inside a name cannot be told from one between two names.
 */
export class Groups {
  private readonly byPath = new Map<string, Group>();
  private readonly top: Group[] = [];
  private readonly reading: GroupReading;
  private readonly depth: number;

  /** @param depth how deeply groups are nested at most; what lies deeper stays one name with slashes, a change each (`collection.too-deep`). */
  constructor(reading: GroupReading, depth: number) {
    this.reading = reading;
    this.depth = depth;
  }

  /** Puts an item into the group of its cell. */
  async link(path: string, item: string, place: Pointer): Promise<void> {
    const names = path.split('/');
    const isRooted = names[0] === ROOT;
    if (isRooted) names.shift();
    if (names.length === 0) return;
    if (names.length > this.depth) {
      names.push(names.splice(this.depth - 1).join('/'));
      this.reading.findings.change('collection.too-deep', place);
    }
    let parent: Group | undefined;
    let key = isRooted ? ROOT : '';
    for (const [level, name] of names.entries()) {
      key = level === 0 && !isRooted ? name : `${key}/${name}`;
      parent = this.byPath.get(key) ?? (await this.create(key, name, parent, level === 0 && !isRooted));
    }
    parent?.items.push({ item });
  }

  /** The tree, without what is empty. */
  get collections(): Collection[] {
    return this.top.map(trimmed);
  }

  private async create(key: string, title: string, parent: Group | undefined, isRoot: boolean): Promise<Group> {
    const { exporter, format } = this.reading.origin;
    const group: Group = {
      id: await deriveId(this.reading.digest, format, `/group/${key}`),
      title,
      items: [],
      subCollections: [],
      ...(isRoot && { extensions: [carry(exporter, 'cx-settings', format, { members: { root: true } })] }),
    };
    this.byPath.set(key, group);
    (parent?.subCollections ?? this.top).push(group);
    return group;
  }
}

function trimmed({ subCollections, ...group }: Group): Collection {
  return { ...group, ...(subCollections.length > 0 && { subCollections: subCollections.map(trimmed) }) };
}
