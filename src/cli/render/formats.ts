import { ABILITIES, ABILITY_WORDS, type Ability } from '../../formats/format.js';
import type { FormatFacts } from '../formats/facts.js';
import type { Ink } from './ink.js';
import { listed, table, wrap } from './text.js';

/** The shorter way to say it: what is held, or what alone is not. */
function holds(stores: readonly Ability[]): string {
  const missing = ABILITIES.filter((ability) => !stores.includes(ability));
  if (missing.length === 0) return 'everything';
  if (missing.length < stores.length) return `all but ${words(missing)}`;
  return stores.length === 0 ? 'nothing' : words(stores);
}

function words(abilities: readonly Ability[]): string {
  return listed(
    abilities.map((ability) => ABILITY_WORDS[ability]),
    'and',
  );
}

/** One line a kind of file: its name for `-f` and `-t`, the directions, what it holds beside logins. */
export function formatLines(formats: readonly FormatFacts[], ink: Ink, width: number): string[] {
  const facts = formats.flatMap(({ id, variants }) =>
    variants.map(({ id: variant, label, reads, writes, stores }) => [
      `${id}:${variant}`,
      label,
      reads ? 'read' : '',
      writes ? 'write' : '',
      holds(stores),
    ]),
  );
  const [heading = '', ...lines] = table(wrapped([['name', 'file', '', '', 'holds, beside logins'], ...facts], width));
  return [ink.bold(heading), ...lines];
}

/** The rows with their last cell, which is a sentence, broken into as many rows as it needs within `width`. */
function wrapped(rows: readonly (readonly string[])[], width: number): string[][] {
  const taken = (rows[0] ?? []).slice(0, -1).map((_, i) => 2 + Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const room = width - taken.reduce((sum, each) => sum + each, 0);
  return rows.flatMap((row) => {
    const [first = '', ...more] = wrap(row.at(-1) ?? '', room, '');
    return [[...row.slice(0, -1), first], ...more.map((line) => [...taken.map(() => ''), line])];
  });
}
