import type { JsonValue } from '../../src/core/json.js';
import { baseOf, isReported, outcomeOf } from './outcome.js';
import type { Form, Path, Plan } from './plan.js';
import { arraysOf, leavesOf, replaced, saysNothing, some } from './tree.js';

/** Law 3, order and number: swap or duplicate two elements; the output or the findings change. */
export async function orderUnnoticed(tree: JsonValue, form: Form, plan: Plan, most: number): Promise<string[]> {
  const { outcome: base, isSame } = await baseOf(tree, form, plan.format);
  if (base.refused !== undefined) return [`refused: ${base.refused}`];
  const silent: string[] = [];
  for (const { path, value } of some(arraysOf(tree), most)) {
    if (path[0] === 'heading' || (path[0] === 'rows' && path.length > 1)) continue;
    const pointer = form.pointer(path, tree);
    const isSet = plan.unordered(path);
    const [first = null, ...rest] = value;
    const last = rest.at(-1);
    const variants: JsonValue[] = saysNothing(first) ? [] : [[...value, first]];
    if (!isSet && last !== undefined && !saysNothing(last) && !saysNothing(first) && JSON.stringify(first) !== JSON.stringify(last))
      variants.push([last, ...rest.slice(0, -1), first]);
    // Elements that are reported as wholes may stand in any order.
    const isGone = (leaf: Path): boolean => isReported(form.pointer(leaf, tree), base.findings);
    if ([0, value.length - 1].every((i) => isGone([...path, i]) || sayingLeaves(value[i] ?? null, [...path, i]).every(isGone))) continue;
    for (const [i, changed] of variants.entries()) {
      const after = await outcomeOf(await form.write(replaced(tree, path, changed)), plan.format);
      if (isSame(after) && !isReported(pointer, base.findings)) silent.push(`${pointer}: ${i === 0 ? 'duplicated' : 'swapped'}`);
    }
  }
  return silent;
}

/** The leaves of an element that say something. */
function sayingLeaves(element: JsonValue, path: Path): Path[] {
  return leavesOf(element, path).flatMap((leaf) => (saysNothing(leaf.value) ? [] : [leaf.path]));
}
