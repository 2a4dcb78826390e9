import type { JsonValue } from '../../src/core/json.js';
import { isNothing } from '../../src/core/taker.js';
import { baseOf, isReported, outcomeOf } from './outcome.js';
import type { Form, Path, Plan } from './plan.js';
import { leavesOf, replaced, some } from './tree.js';

/** Law 2, flips: change one leaf of any type, also to null and back; the output or the findings change. Gives the leaves that broke it. */
export async function flipsUnnoticed(tree: JsonValue, form: Form, plan: Plan, most: number): Promise<string[]> {
  const { outcome: base, isSame } = await baseOf(tree, form, plan.format);
  if (base.refused !== undefined) return [`refused: ${base.refused}`];
  const silent: string[] = [];
  const flips = leavesOf(tree).flatMap((leaf) => flipsOf(leaf.value).map((to) => ({ ...leaf, to })));
  for (const { path, value, to } of some(flips, most)) {
    if (path[0] === 'heading' || isTable(path) || (means(path, value, tree, plan) === '' && means(path, to, tree, plan) === '')) continue;
    const pointer = form.pointer(path, tree);
    if (isReported(pointer, base.findings)) continue;
    const after = await outcomeOf(await form.write(replaced(tree, path, to)), plan.format);
    if (isSame(after)) silent.push(`${pointer}: ${JSON.stringify(value)?.slice(0, 40)} -> ${JSON.stringify(to)?.slice(0, 40)}`);
  }
  return silent;
}

/** The rows of an empty table: there is no leaf to change. */
function isTable(path: Path): boolean {
  return path.length === 1 && path[0] === 'rows';
}

/** null, absent, "" and [] mean the same, and so does what the format says by default. */
function means(path: Path, value: JsonValue, tree: JsonValue, plan: Plan): string {
  return isNothing(value) || plan.usual(path, value, tree) ? '' : JSON.stringify(value);
}

function flipsOf(value: JsonValue): JsonValue[] {
  if (typeof value === 'string') {
    const other = (value.startsWith('Q') ? 'R' : 'Q') + value.slice(1);
    const last = value.slice(0, -1) + (value.endsWith('A') ? 'B' : 'A');
    return value === '' ? ['Q'] : [other, last, null, 7];
  }
  if (typeof value === 'number') return [value + 1, null, String(value), -1];
  if (typeof value === 'boolean') return [!value, null, 'yes'];
  return ['Q', 3, true];
}
