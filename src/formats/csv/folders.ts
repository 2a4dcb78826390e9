import type { Collection } from '../../cxf/schema/collection.js';

interface Node {
  readonly title: string;
  readonly path: string;
  readonly items: { readonly item: string }[];
  readonly children: Map<string, Node>;
}

/** The folder tree of a table whose rows name their folder by its path. */
export class Folders {
  private readonly roots = new Map<string, Node>();

  /** Puts an item into a folder, which is made when first named, with those above it. */
  add(path: string, separator: string, item?: string): void {
    let level = this.roots;
    let node: Node | undefined;
    let above = '';
    for (const title of path.split(separator)) {
      above = node ? `${above}/${title}` : title;
      node = level.get(title) ?? { title, path: above, items: [], children: new Map() };
      level.set(title, node);
      level = node.children;
    }
    if (item !== undefined) node?.items.push({ item });
  }

  /** The finished tree; `idOf` makes the identifier of a folder from its place. */
  collections(idOf: (pointer: string) => Promise<string>): Promise<Collection[]> {
    return build(this.roots, idOf);
  }
}

function build(level: ReadonlyMap<string, Node>, idOf: (pointer: string) => Promise<string>): Promise<Collection[]> {
  return Promise.all(
    [...level.values()].map(async ({ title, path, items, children }) => ({
      id: await idOf(`/folder/${path}`),
      title,
      items,
      ...(children.size > 0 && { subCollections: await build(children, idOf) }),
    })),
  );
}
