/**
 * Fills the generated sections of a Markdown text: what stands between `<!-- generated:begin NAME -->` and `<!-- generated:end -->`.
 * A section that nobody fills, and a filling without its section, are mistakes.
 */
const SECTION = /(<!-- generated:begin ([a-z-]+) -->\n)[\s\S]*?(<!-- generated:end -->)/g;

export function fillSections(text, fillings, file) {
  const filled = new Set();
  const result = text.replace(SECTION, (_, begin, name, end) => {
    if (!Object.hasOwn(fillings, name)) throw new Error(`${file}: nothing fills the section ${name}`);
    filled.add(name);
    return fillings[name] === '' ? begin + end : `${begin}\n${fillings[name]}\n\n${end}`;
  });
  const missing = Object.keys(fillings).filter((name) => !filled.has(name));
  if (missing.length > 0) throw new Error(`${file}: the section ${missing.join(', ')} is missing`);
  return result;
}

/** A table; a pipe inside a cell would end it. */
export function markdownTable(heading, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${' --- |'.repeat(heading.length)}`, ...rows.map(line)].join('\n');
}
