import type { JsonValue } from '../../src/core/json.js';
import { baseOf, isReported, outcomeOf } from './outcome.js';
import type { Form, Plan } from './plan.js';
import { arraysOf, replaced, saysNothing, some } from './tree.js';

/** Law 3, order and number: swap or duplicate two elements; the output or the findings change. */
export async function orderUnnoticed(tree: JsonValue, form: Form, plan: Plan, most: number): Promise<string[]> {
  const { outcome: base, isSame } = await baseOf(tree, form, plan.format);
  if (base.refused !== undefined) return [`refused: ${base.refused}`];
  const silent: string[] = [];
  for (const { path, value } of some(arraysOf(tree), most)) {
    if (path[0] === 'heading' || (path[0] === 'rows' && path.length > 1)) continue;
    const pointer = form.pointer(path, tree);
    const [first = null, ...rest] = value;
    const last = rest.at(-1);
    const variants: JsonValue[] = saysNothing(first) ? [] : [[...value, first]];
    if (last !== undefined && !saysNothing(last) && !saysNothing(first) && JSON.stringify(first) !== JSON.stringify(last))
      variants.push([last, ...rest.slice(0, -1), first]);
    for (const [i, changed] of variants.entries()) {
      const after = await outcomeOf(await form.write(replaced(tree, path, changed)), plan.format);
      if (isSame(after) && !isReported(pointer, base.findings)) silent.push(`${pointer}: ${i === 0 ? 'duplicated' : 'swapped'}`);
    }
  }
  return silent;
}
