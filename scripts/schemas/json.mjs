/** JSON text for people: what fits on a line stays on one, long lists of scalars fill lines, everything else gets a line a member. */
const WIDTH = 132;

export function jsonText(value) {
  return `${render(value, '')}\n`;
}

function render(value, indent) {
  const flat = oneLine(value);
  if (indent.length + flat.length <= WIDTH && depth(value) <= 2) return flat;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return `[\n${filled(value, deeper)}\n${indent}]`;
    return `[\n${value.map((element) => deeper + render(element, deeper)).join(',\n')}\n${indent}]`;
  }
  if (!isObject(value)) return flat;
  const members = Object.entries(value).map(([name, inner]) => `${deeper}${JSON.stringify(name)}: ${render(inner, deeper)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}

const isObject = (value) => typeof value === 'object' && value !== null;

/** How many objects stand within each other. */
function depth(value) {
  if (!isObject(value)) return 0;
  return Math.max(0, ...Object.values(value).map(depth)) + (Array.isArray(value) ? 0 : 1);
}

function oneLine(value) {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${oneLine(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function filled(values, indent) {
  const lines = [''];
  for (const value of values.map((each) => JSON.stringify(each))) {
    const line = lines.at(-1);
    if (line !== '' && indent.length + line.length + value.length + 2 > WIDTH) lines.push(value);
    else lines[lines.length - 1] = line === '' ? value : `${line}, ${value}`;
  }
  return indent + lines.join(`,\n${indent}`);
}
