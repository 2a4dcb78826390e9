import type { Format } from '../formats/format.js';
import { type Hop, hopsBetween } from './hops.js';
import { type Kept, KINDS, through } from './kinds.js';
import type { Manager } from './manager.js';
import { MANAGERS } from './table.js';

/** Hops, one after the other. */
export type Path = readonly Hop[];

/** Nobody follows a longer one, and none that is known needs more. */
const STEPS = 3;

/** The ways among all managers with the formats of one program. Each hop is computed once. */
export class Ways {
  private readonly formats: readonly Format[];
  private readonly known = new Map<string, readonly Hop[]>();

  constructor(formats: readonly Format[]) {
    this.formats = formats;
  }

  /** Straight into the other, the best first. */
  hops(from: Manager, to: Manager): readonly Hop[] {
    const key = `${from.id} ${to.id}`;
    const found = this.known.get(key);
    if (found) return found;
    const hops = this.ranked(hopsBetween(from, to, this.formats).map((hop) => [hop])).flat();
    this.known.set(key, hops);
    return hops;
  }

  /** The best of the shortest paths that satisfy; undefined when there is none. A file is no place to stop at on the way. */
  shortest(from: Manager, to: Manager, satisfies: (path: Path) => boolean): Path | undefined {
    let open: readonly { readonly at: Manager; readonly path: Path }[] = [{ at: from, path: [] }];
    for (let step = 1; step <= STEPS; step++) {
      const ends = open.flatMap(({ at, path }) => this.hops(at, to).map((hop) => [...path, hop])).filter(satisfies);
      const [best] = this.ranked(ends);
      if (best) return best;
      open = open.flatMap(({ at, path }) =>
        MANAGERS.flatMap((next) => {
          if (next === from || next === to || next.isFile || path.some((hop) => hop.to === next.id)) return [];
          const hop = this.hops(at, next).find(({ how }) => how !== 'provider');
          return hop && satisfies([...path, hop]) ? [{ at: next, path: [...path, hop] }] : [];
        }),
      );
    }
    return undefined;
  }

  /** With passkeys first; then what keeps more for certain, goes by managers named earlier in the table, is simpler. */
  private ranked(paths: readonly Path[]): Path[] {
    const ranks = paths.map((path) => {
      const { keeps, unclear = [] } = keptAlong(path);
      const [hasPasskeys, by] = [keeps.includes('passkeys'), path.slice(0, -1).map(({ to }) => MANAGERS.findIndex(({ id }) => id === to))];
      return { path, rank: [hasPasskeys ? 0 : 1, -keeps.length, ...by, this.trouble(path), -unclear.length] };
    });
    return ranks.toSorted((a, b) => compareRanks(a.rank, b.rank)).map(({ path }) => path);
  }

  /** Conversions, and files that are not the usual ones of their manager. */
  private trouble(path: Path): number {
    const unusual = ({ exports, imports }: Hop): number => [exports, imports].filter((file) => file && !this.isUsual(file)).length;
    return path.reduce((sum, hop) => sum + (hop.command === undefined ? 0 : 10) + unusual(hop), 0);
  }

  private isUsual(file: string): boolean {
    return this.formats.some(({ id, defaultVariant }) => `${id}:${defaultVariant}` === file);
  }
}

/** What is known to be there at the end of a path, and what may be. */
export function keptAlong(path: Path): Kept {
  return path.reduce<Kept>(through, { keeps: KINDS });
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
