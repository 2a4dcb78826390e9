/** The names that a person may have meant: those that begin or go on alike, then those that differ in a third of their letters at most. */
export function nearest(typed: string, names: readonly string[]): string[] {
  const ranked = [...new Set(names)].flatMap((name) => {
    const distance = isPart(typed, name) ? 0 : editDistance(typed, name);
    return distance <= Math.ceil(name.length / 3) ? [{ name, distance }] : [];
  });
  return ranked
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function isPart(typed: string, name: string): boolean {
  return typed.length > 2 && (name.includes(typed) || typed.includes(name));
}

/** Levenshtein: the least number of letters put in, left out or changed. Only the beginning of a long text counts. */
function editDistance(a: string, b: string): number {
  const short = a.slice(0, 40);
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...short].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
