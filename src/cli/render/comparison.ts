import type { Report } from '../../core/report.js';
import type { Difference } from '../../cxf/compare/compare.js';
import type { ReportStyle } from './style.js';
import { many, shorten, visible } from './text.js';

const SHOWN = 5;
const INDENT = ' '.repeat(14);
const WORDS: Readonly<Record<Difference['where'], string>> = { 'only-first': 'only in A', 'only-second': 'only in B', changed: 'differs' };

/** What `cxf compare` says to a person: the two vaults, each kind of difference once with the first items, the verdict. */
export function comparisonLines(differences: readonly Difference[], reports: readonly [Report, Report], style: ReportStyle): string[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = `${ORDER.indexOf(difference.where)} ${difference.kind} ${difference.member ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  const sorted = [...groups].sort(([a], [b]) => Number(a[0]) - Number(b[0]));
  const [first, second] = reports;
  return [
    vaultLine('A', first, style),
    vaultLine('B', second, style),
    ...sorted.flatMap(([, group]) => groupLines(group, style)),
    verdict(differences, style),
  ];
}

/** What this toolkit carries in extensions, in words. */
const CARRIED: Readonly<Record<string, string>> = {
  'cx-password-history': 'former password',
  'cx-passkey-counters': 'signature counter of a passkey',
  'cx-unknown-members': 'members that nobody knows',
  'cx-set-aside': 'values that fit nowhere',
};

/** Every value is there, but not with the others it belongs to. */
const MIXED_UP = 'item whose values belong to others';

const ORDER: readonly Difference['where'][] = ['only-first', 'only-second', 'changed'];

function vaultLine(name: string, { source, counts, totals }: Report, { ink, label }: ReportStyle): string {
  const lost = totals.losses > 0 ? ink.red(`, ${many(totals.losses, 'value')} could not be read`) : '';
  return `${ink.bold(`${name}  ${visible(label(source.format, source.variant))}`)}${ink.dim(` · ${many(counts.items, 'item')}`)}${lost}`;
}

function groupLines(group: readonly Difference[], { ink, width }: ReportStyle): string[] {
  const [first] = group;
  if (!first) return [];
  const { where, kind, member } = first;
  const isMixedUp = where === 'changed' && kind === 'item' && member === undefined;
  const what = isMixedUp ? MIXED_UP : (CARRIED[member ?? ''] ?? (member === undefined ? kind : `${kind} ${member}`));
  const rest = group.length - SHOWN;
  return [
    `  ${ink.yellow(WORDS[where].padEnd(9))} ${String(group.length).padStart(3)}  ${visible(what)}`,
    ...group.slice(0, SHOWN).map((difference) => placeLine(difference, width, ink.dim)),
    ...(rest > 0 ? [`${INDENT}${ink.dim(`and ${rest} more`)}`] : []),
  ];
}

function placeLine({ title, first, second }: Difference, width: number, dim: (text: string) => string): string {
  const name = visible(title, 40);
  const places = [...(first === undefined ? [] : [`A ${first}`]), ...(second === undefined ? [] : [`B ${second}`])];
  const where = shorten(visible(places.join('  '), 1000), Math.max(20, width - INDENT.length - name.length - 2));
  return `${INDENT}${[name, dim(where)].filter((part) => part !== '').join('  ')}`;
}

function verdict(differences: readonly Difference[], { ink }: ReportStyle): string {
  if (differences.length === 0) return ink.green('✓ Both say the same.');
  return ink.red(`✗ ${many(differences.length, 'difference')}.`);
}
