import type { Format } from '../formats/format.js';
import { type Hop, heldBy } from './hops.js';
import { type Kept, KINDS, type Kind, through } from './kinds.js';
import type { Manager } from './manager.js';
import type { Step } from './step.js';
import { keptAlong, type Path, Ways } from './ways.js';
import { whyNone, whyNoPasskeys } from './why.js';

/** A way from one manager to another: its steps in order, and what is there at the end. */
export interface Route {
  readonly steps: readonly Step[];
  readonly survives: readonly Kind[];
  /** Of what nobody has said whether it arrives. */
  readonly unclear: readonly Kind[];
  /** What the first manager holds and the last will not have. */
  readonly leftBehind: readonly Kind[];
}

export interface Routes {
  readonly from: string;
  readonly to: string;
  /**
   * The one that brings passkeys first, if there is any; then what a file or an exchange alone does. Never empty: where nothing works, one
   * route with one step `none`, whose note says why.
   */
  readonly routes: readonly Route[];
  /** Why no route brings passkeys for certain, as a sentence; missing when one does, or when there are none to bring. */
  readonly withoutPasskeys?: string;
}

/** The ways that work today, with the formats of this program. Give the same `ways` to ask for many pairs. */
export function routesBetween(from: Manager, to: Manager, formats: readonly Format[], ways = new Ways(formats)): Routes {
  const direct = ways.hops(from, to);
  const candidates = [
    ways.shortest(from, to, bringsPasskeys),
    firstBy('file', direct),
    ...direct.filter(({ how }) => how === 'exchange').map((hop) => [hop]),
  ];
  const found = candidates.filter((path) => path !== undefined);
  const roundabout = found.some(bringsLogins) ? undefined : ways.shortest(from, to, bringsLogins);
  const paths = distinct(roundabout ? [...found, roundabout] : found).toSorted(
    (a, b) => Number(bringsPasskeys(b)) - Number(bringsPasskeys(a)),
  );
  const why = paths.some(bringsPasskeys) ? undefined : whyNoPasskeys(from, to, formats);
  return {
    from: from.id,
    to: to.id,
    routes: paths.length > 0 ? paths.map((path) => routeOf(path, heldBy(from))) : [noRoute(from, to)],
    ...(why !== undefined && { withoutPasskeys: why }),
  };
}

const bringsPasskeys = (path: Path): boolean => keptAlong(path).keeps.includes('passkeys');
const bringsLogins = (path: Path): boolean => keptAlong(path).keeps.includes('logins');

function firstBy(how: Step['how'], hops: readonly Hop[]): Path | undefined {
  const hop = hops.find((each) => each.how === how);
  return hop && [hop];
}

/** Each path once, however it was found. */
function distinct(paths: readonly Path[]): Path[] {
  const signs = paths.map((path) =>
    path.map(({ how, to, exports, imports, systems }) => [how, to, exports, imports, systems].join()).join(' '),
  );
  return paths.filter((_, i) => signs.indexOf(signs[i] ?? '') === i);
}

function routeOf(path: Path, held: readonly Kind[]): Route {
  const steps: Step[] = [];
  let before: Kept = { keeps: KINDS.filter((kind) => held.includes(kind)) };
  for (const { keeps, unclear, ...hop } of path) {
    const after = through(before, { keeps, unclear: unclear ?? [] });
    steps.push({ ...hop, ...outcome(after, [...before.keeps, ...(before.unclear ?? [])]) });
    before = after;
  }
  return { steps, ...outcome(before, held) };
}

function outcome({ keeps, unclear = [] }: Kept, held: readonly Kind[]): Omit<Route, 'steps'> {
  const leftBehind = KINDS.filter((kind) => held.includes(kind) && !keeps.includes(kind) && !unclear.includes(kind));
  return { survives: keeps, unclear, leftBehind };
}

function noRoute(from: Manager, to: Manager): Route {
  const nothing = outcome({ keeps: [] }, heldBy(from));
  const { why, evidence } = whyNone(from, to);
  return { steps: [{ how: 'none', from: from.id, to: to.id, ...nothing, notes: [why], evidence }], ...nothing };
}
