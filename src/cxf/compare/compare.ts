import type { Pointer } from '../../core/pointer.js';
import { CARRIES } from '../carry/names.js';
import { type Origins, Places } from '../places.js';
import { isCredentialType } from '../schema/credential.js';
import type { CxfDocument } from '../schema/document.js';
import type { Item } from '../schema/item.js';
import { NAMES } from '../schema/names.js';
import { differenceOf } from './difference.js';
import { type Fact, factKey, factsOf } from './facts.js';
import { canMixUp, type MixedUp, mixedUp } from './mixed-up.js';

/** A document and where its objects stood in the input; a `Vault` is one. */
export interface Comparable {
  readonly document: CxfDocument;
  readonly origins: Origins;
  readonly root?: Pointer;
}

/** One thing in which two vaults differ, without any value. */
export interface Difference {
  readonly where: 'only-first' | 'only-second' | 'changed';
  /** The credential type, or `item`, `scope`, `collection`, `field-type`, `extension`, `account`. */
  readonly kind: string;
  /** The member. Left out for a whole item, for one whose facts are paired otherwise (`changed`), and where the owner of the vault has named it. */
  readonly member?: string;
  /** Where it stands in each input that has it. */
  readonly first?: Pointer;
  readonly second?: Pointer;
  /** The title of the item, in the owner's words; show it only to the owner. */
  readonly title: string;
}

export interface Comparison {
  readonly equal: boolean;
  readonly differences: readonly Difference[];
}

/**
 * Compares what two vaults say, fact by fact: whatever their formats, equal means that nothing a person put in is missing, added or other.
 * Identifiers, headers, order and spellings do not count. An item that the other vault lacks is one difference; so is an item whose facts
 * another one of its title has there: nothing is gone, but it does not belong together any more.
 */
export function compare(first: Comparable, second: Comparable): Comparison {
  const { onlyFirst, onlySecond } = differenceOf(first.document, second.document);
  const [titlesOfFirst, titlesOfSecond] = [titlesOf(first.document), titlesOf(second.document)];
  const lacking = onlyFirst.filter((fact) => isOfItem(fact) && !titlesOfSecond.has(fact.item));
  const added = onlySecond.filter((fact) => isOfItem(fact) && !titlesOfFirst.has(fact.item));
  const common = pair(
    onlyFirst.filter((fact) => !isOfItem(fact) || titlesOfSecond.has(fact.item)),
    onlySecond.filter((fact) => !isOfItem(fact) || titlesOfFirst.has(fact.item)),
  );
  const [inFirst, inSecond] = [placer(first), placer(second)];
  const differences = [
    ...lacking.filter(isItem).map((fact): Difference => ({ where: 'only-first', kind: 'item', first: inFirst(fact), title: fact.item })),
    ...added.filter(isItem).map((fact): Difference => ({ where: 'only-second', kind: 'item', second: inSecond(fact), title: fact.item })),
    ...wholeCredentials(common, first.document, second.document).map((each) => differenceBetween(each, inFirst, inSecond)),
    ...mixedUpItems(first.document, second.document, [...onlyFirst, ...onlySecond]).map(
      (each): Difference => ({
        where: 'changed',
        kind: 'item',
        first: inFirst(each.first),
        second: inSecond(each.second),
        title: each.title,
      }),
    ),
  ];
  return { equal: differences.length === 0, differences };
}

function mixedUpItems(first: CxfDocument, second: CxfDocument, disputed: readonly Fact[]): MixedUp[] {
  if (!canMixUp(first) && !canMixUp(second)) return [];
  return mixedUp(factsOf(first), factsOf(second), new Set(disputed.map(factKey)));
}

function isItem({ kind, member }: Fact): boolean {
  return kind === 'item' && member === 'title';
}

/** An item that is missing takes these facts with it: its own, and the folders that it is in. What folders and the account say stays. */
function isOfItem({ kind, member, pointer }: Fact): boolean {
  return /^\/accounts\/\d+\/items\/\d+(?:\/|$)/.test(pointer) || (kind === 'collection' && member === 'in');
}

/** The empty title belongs to both. */
function titlesOf(document: CxfDocument): Set<string> {
  return new Set([
    '',
    ...factsOf(document)
      .filter(isItem)
      .map(({ item }) => item),
  ]);
}

/** A fact of the first, a fact of the second, or both where they disagree. `isWhole`: it stands for its whole credential. */
interface Disagreement {
  readonly before: Fact | undefined;
  readonly after: Fact | undefined;
  readonly isWhole?: boolean;
}

/** What one side says of a member and the other says otherwise is one change. */
function pair(before: readonly Fact[], after: readonly Fact[]): Disagreement[] {
  // The last of each name first, so that taking the next one is cheap.
  const waiting = new Map<string, Fact[]>();
  for (const fact of after.toReversed()) {
    const name = nameOf(fact);
    const facts = waiting.get(name);
    if (facts) facts.push(fact);
    else waiting.set(name, [fact]);
  }
  const pairs = before.map((fact) => ({ before: fact, after: waiting.get(nameOf(fact))?.pop() }));
  const left = new Set([...waiting.values()].flat());
  return [...pairs, ...after.filter((fact) => left.has(fact)).map((fact) => ({ before: undefined, after: fact }))];
}

function nameOf({ item, kind, member }: Fact): string {
  return JSON.stringify([item, kind, member]);
}

function differenceBetween({ before, after, isWhole }: Disagreement, inFirst: Placer, inSecond: Placer): Difference {
  const { kind, member, item } = before ?? after ?? { kind: '', member: '', item: '' };
  return {
    where: before && after ? 'changed' : before ? 'only-first' : 'only-second',
    kind,
    ...(!isWhole && isOurName(kind, member) && { member }),
    ...(before && { first: inFirst(before) }),
    ...(after && { second: inSecond(after) }),
    title: item,
  };
}

/** A credential of which the other side has nothing is one difference: its first fact stands for all, without a member. */
function wholeCredentials(disagreements: readonly Disagreement[], first: CxfDocument, second: CxfDocument): Disagreement[] {
  const [inFirst, inSecond] = [first, second].map((document) => countByCredential(factsOf(document)));
  const alone = (side: 'before' | 'after') =>
    disagreements.flatMap((each) => (each.before && each.after ? [] : [each[side]])).filter((fact) => fact !== undefined);
  const [missing, added] = [countByCredential(alone('before')), countByCredential(alone('after'))];
  const said = new Set<Pointer>();
  return disagreements.flatMap((each) => {
    if (each.before && each.after) return [each];
    const [fact, all, lone] = each.before ? [each.before, inFirst, missing] : [each.after, inSecond, added];
    const credential = fact && credentialOf(fact);
    if (credential === undefined || all?.get(credential) !== lone.get(credential)) return [each];
    const mark = `${each.before ? 'A' : 'B'}${credential}`;
    if (said.has(mark)) return [];
    said.add(mark);
    return [{ ...each, isWhole: true }];
  });
}

function countByCredential(facts: readonly Fact[]): Map<Pointer, number> {
  const counts = new Map<Pointer, number>();
  for (const fact of facts) {
    const credential = credentialOf(fact);
    if (credential !== undefined) counts.set(credential, (counts.get(credential) ?? 0) + 1);
  }
  return counts;
}

function credentialOf({ pointer }: Fact): Pointer | undefined {
  return /^\/accounts\/\d+\/items\/\d+\/credentials\/\d+/.exec(pointer)?.[0];
}

/** What facts call members that CXF has as lists or as several members at once. */
const WORDS: ReadonlySet<string> = new Set(['tag', 'url', 'code']);

/** Labels of custom fields, names of unknown members and paths of folders are the owner's own words. */
function isOurName(kind: string, member: string): boolean {
  if (kind === 'extension') return Object.hasOwn(CARRIES, member);
  const isOfItem = kind === 'item' || kind === 'scope' || (isCredentialType(kind) && kind !== 'custom-fields');
  return isOfItem && member.split('.').every((part) => NAMES.has(part) || WORDS.has(part));
}

type Placer = (fact: Fact) => Pointer;

function placer({ document, origins, root }: Comparable): Placer {
  const places = new Places(document, origins, root);
  const items = document.accounts.flatMap((account, a) => account.items.map((item, i) => [`/accounts/${a}/items/${i}`, item] as const));
  const byPointer = new Map<Pointer, Item>(items);
  return ({ pointer }) => {
    const own = /^\/accounts\/\d+\/items\/\d+/.exec(pointer)?.[0];
    const item = own === undefined ? undefined : byPointer.get(own);
    if (item && own !== undefined) places.enter(item, own);
    return places.place(pointer);
  };
}
