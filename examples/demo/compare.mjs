/** What is the same on both sides and what is not, member by member. */

/** Every value of a JSON tree by its JSON Pointer. null, "", [] and an absent member all say that there is nothing. */
function leaves(value, pointer = '', found = new Map()) {
  if (value === null || value === undefined || value === '') return found;
  if (typeof value !== 'object') return found.set(pointer, JSON.stringify(value));
  for (const [key, inner] of Object.entries(value)) leaves(inner, `${pointer}/${key}`, found);
  return found;
}

/** The number of different things on both sides together, and the places that differ. No value is ever shown. */
function compareMaps(before, after, same) {
  const places = [...new Set([...before.keys(), ...after.keys()])];
  return { total: places.length, different: places.filter((place) => !same(before.get(place), after.get(place))) };
}

export function compareMembers(before, after) {
  return compareMaps(leaves(before), leaves(after), (a, b) => a === b);
}

export function compareFiles(before, after) {
  return compareMaps(before, after, (a, b) => a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
}
