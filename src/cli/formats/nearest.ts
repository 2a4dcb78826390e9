/** The names that a person may have meant: those that hold what was typed, or are held in it; else those that differ in a third of their letters at most. */
export function nearest(typed: string, names: readonly string[]): string[] {
  const all = [...new Set(names)];
  const parts = all.filter((name) => isPart(typed, name));
  if (parts.length > 0) return parts.slice(0, 3);
  const ranked = all.flatMap((name) => {
    const distance = editDistance(typed, name);
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
