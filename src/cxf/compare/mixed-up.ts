import type { Pointer } from '../../core/pointer.js';
import type { CxfDocument } from '../schema/document.js';
import { type Fact, factKey } from './facts.js';

/** Two items of one title, one in each vault, that say together what the items of that title say, but not each what its counterpart says. */
export interface MixedUp {
  readonly title: string;
  readonly first: Fact;
  readonly second: Fact;
}

/** Which facts belong together: those of one item, and within it those of one credential. */
interface Whole {
  /** The fact that stands for the item. */
  readonly fact: Fact;
  /** The facts of the item by its credentials; those outside of them under "". */
  readonly groups: Map<Pointer, string[]>;
}

/**
 * Facts know the title of their item, not the item: two vaults may agree in every fact and yet have the passwords of two items of one title
 * changed round, or the keys of two passkeys of one item. `disputed`: keys of facts in which the vaults differ anyway, which are not looked at.
 */
export function mixedUp(first: readonly Fact[], second: readonly Fact[], disputed: ReadonlySet<string>): MixedUp[] {
  const [before, after] = [wholesOf(first, disputed), wholesOf(second, disputed)];
  return [...before].flatMap(([title, wholes]) => {
    const others = after.get(title) ?? [];
    // Items were split or joined: that is told already.
    if (wholes.length !== others.length) return [];
    const byItem = unequal(wholes, others, spoken);
    const found = byItem.length > 0 || !sameCounts(wholes, others) ? byItem : unequal(wholes, others, spokenByCredential);
    return found.map(([one, other]) => ({ title, first: one.fact, second: other.fact }));
  });
}

/** True when an item or a credential could be taken for another one; a document without any needs no further look. */
export function canMixUp({ accounts }: CxfDocument): boolean {
  const titles = new Set<string>();
  for (const { items } of accounts) {
    for (const { title, credentials } of items) {
      if (titles.has(title) || new Set(credentials.map(({ type }) => type)).size < credentials.length) return true;
      titles.add(title);
    }
  }
  return false;
}

function wholesOf(facts: readonly Fact[], disputed: ReadonlySet<string>): Map<string, Whole[]> {
  const byPlace = new Map<Pointer, Whole>();
  const byTitle = new Map<string, Whole[]>();
  for (const fact of facts) {
    if (fact.kind !== 'item' || fact.member !== 'title') continue;
    const whole: Whole = { fact, groups: new Map() };
    byPlace.set(fact.pointer, whole);
    const wholes = byTitle.get(fact.item);
    if (wholes) wholes.push(whole);
    else byTitle.set(fact.item, [whole]);
  }
  for (const fact of facts) {
    const [, own, credential = ''] = PLACE.exec(fact.owner ?? fact.pointer) ?? [];
    const whole = own === undefined ? undefined : byPlace.get(own);
    const key = factKey(fact);
    if (!whole || disputed.has(key)) continue;
    // Sections of custom fields may be joined: their fields are what counts.
    const group = fact.kind === 'custom-fields' || fact.kind === 'field-type' ? '' : credential;
    const keys = whole.groups.get(group);
    if (keys) keys.push(key);
    else whole.groups.set(group, [key]);
  }
  return byTitle;
}

const PLACE = /^(\/accounts\/\d+\/items\/\d+)(?:\/credentials\/(\d+))?/;

/** Those that have no counterpart which says the same, in their order. */
function unequal(wholes: readonly Whole[], others: readonly Whole[], said: (whole: Whole) => string): [Whole, Whole][] {
  const waiting = new Map<string, number>();
  const count = (text: string, by: number): number => {
    const now = (waiting.get(text) ?? 0) + by;
    waiting.set(text, now);
    return now;
  };
  for (const other of others) count(said(other), 1);
  const left = wholes.filter((whole) => count(said(whole), -1) < 0);
  const leftOthers = others.filter((other) => (waiting.get(said(other)) ?? 0) > 0 && count(said(other), -1) >= 0);
  return left.flatMap((whole, i): [Whole, Whole][] => {
    const other = leftOthers[i];
    return other ? [[whole, other]] : [];
  });
}

function spoken({ groups }: Whole): string {
  return JSON.stringify([...groups.values()].flat().sort());
}

function spokenByCredential({ groups }: Whole): string {
  return JSON.stringify([...groups.values()].map((keys) => JSON.stringify(keys.sort())).sort());
}

/** Where one side has more credentials of the item, they were split or joined. */
function sameCounts(wholes: readonly Whole[], others: readonly Whole[]): boolean {
  const counts = (list: readonly Whole[]): string => JSON.stringify(list.map(({ groups }) => groups.size).sort((a, b) => a - b));
  return counts(wholes) === counts(others);
}
