import { DEFAULT_LIMITS } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import type { Collection } from '../../cxf/schema/collection.js';
import type { Account } from '../../cxf/schema/document.js';
import { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import { ROOT } from './csv-columns.js';

interface GroupPath {
  readonly path: string;
  readonly place: Pointer;
}

/** A CSV names a group only in the rows of its entries, an entry in one group. */
export class GroupPaths {
  /** The groups of each item of the account, with the place of the link. */
  private links = new Map<string, { readonly path: string; readonly place: Pointer }[]>();
  private readonly all: GroupPath[] = [];
  /** Every path that a row names, and what stands above it. */
  private readonly named = new Set<string>();
  private readonly writing: Writing;

  constructor(writing: Writing) {
    this.writing = writing;
  }

  /** Takes the groups of an account; those of an earlier one do not hold for its items. */
  enter(account: Account, at: Pointer): void {
    this.links = new Map();
    this.walk(account.collections, account.id, undefined, `${at}/collections`, 1);
    const known = new Set(account.items.map(({ id }) => id));
    for (const [item, links] of this.links) {
      if (!known.has(item)) for (const { place } of links) this.writing.findings.loss('collection.dangling', 'invalid-value', place);
    }
  }

  /** The cell of an item. Further groups of it are lost. */
  cellOf(item: string): string {
    const [first, ...more] = this.links.get(item) ?? [];
    for (const { place } of more) this.writing.findings.loss('target.no-place', 'target-has-no-place', place);
    if (!first) return ROOT;
    for (let path = first.path; !this.named.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) this.named.add(path);
    return first.path;
  }

  /** Reports the groups that no row names, and those that share a path. */
  close(): void {
    const seen = new Set<string>();
    for (const { path, place } of this.all) {
      if (!this.named.has(path)) this.writing.findings.loss('target.no-place', 'target-has-no-place', place);
      else if (seen.has(path)) this.writing.findings.change('target.ambiguous', place);
      else seen.add(path);
    }
  }

  private walk(collections: readonly Collection[], account: string, parent: string | undefined, pointer: Pointer, level: number): void {
    for (const [i, collection] of collections.entries()) {
      const at = `${pointer}/${i}`;
      const taker = this.writing.open(collection, at);
      taker.settle('id', 'subCollections');
      const carries = new Carries(taker, this.writing);
      const isRoot = carries.setting('root') === true;
      carries.close();
      const title = (taker.text('title') ?? '').replaceAll(/\p{Cs}/gu, '\ufffd');
      if (title !== collection.title) this.writing.change('value.normalised', at);
      if (title.includes('/')) this.writing.change('target.ambiguous', at);
      if (level > DEFAULT_LIMITS['collection.depth']) this.writing.change('target.ambiguous', at);
      // A root of that name would be taken for the usual one.
      const own = isRoot && title !== '' && title.split('/', 1)[0] !== ROOT ? title : `${ROOT}/${title}`;
      const path = parent === undefined ? own : `${parent}/${title}`;
      const place = this.writing.place(at);
      this.all.push({ path, place });
      for (const link of taker.objects('items')) {
        const item = link.text('item') ?? '';
        // An item of another account has no row here, whatever its identifier.
        const key = (link.text('account') ?? account) === account ? item : ELSEWHERE;
        const links = this.links.get(key) ?? [];
        this.links.set(key, links);
        links.push({ path, place: this.writing.place(link.pointer) });
      }
      this.writing.close(taker);
      this.walk(collection.subCollections ?? [], account, path, `${at}/subCollections`, level + 1);
    }
  }
}

/** No identifier holds a blank. */
const ELSEWHERE = 'other account';
