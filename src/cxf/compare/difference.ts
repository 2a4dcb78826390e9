import type { CxfDocument } from '../schema/document.js';
import { type Fact, factKey, factsOf } from './facts.js';

/** What only one of two documents says. */
export interface FactDifference {
  readonly onlyFirst: readonly Fact[];
  readonly onlySecond: readonly Fact[];
}

/** Compares two documents fact by fact; a fact that one says twice and the other once is a difference. */
export function differenceOf(first: CxfDocument, second: CxfDocument): FactDifference {
  const [before, after] = [factsOf(first), factsOf(second)];
  return { onlyFirst: without(before, after), onlySecond: without(after, before) };
}

function without(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(factKey(other), (left.get(factKey(other)) ?? 0) + 1);
  return facts.filter((fact) => {
    const count = left.get(factKey(fact)) ?? 0;
    left.set(factKey(fact), count - 1);
    return count <= 0;
  });
}
