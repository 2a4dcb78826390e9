import { ABILITIES } from '../formats/format.js';
import type { Ink } from './render-ink.js';
import { listed, table } from './render-text.js';
import type { FormatFacts, Route } from './routes.js';

/** One line a kind of file: its name for `-f` and `-t`, the directions, what it holds beside logins. */
export function formatLines(formats: readonly FormatFacts[], ink: Ink): string[] {
  const rows = formats.flatMap(({ id, variants }) =>
    variants.map(({ id: variant, label, reads, writes, stores }) => [
      `${id}:${variant}`,
      label,
      reads ? 'read' : '',
      writes ? 'write' : '',
      stores.length === ABILITIES.length ? 'everything' : stores.join(' '),
    ]),
  );
  const [heading = '', ...lines] = table([['name', 'file', '', '', 'holds, beside logins'], ...rows]);
  return [ink.bold(heading), ...lines];
}

/** The steps between two managers. */
export function routeLines({ from, to, survives, staysBehind, command }: Route, ink: Ink): string[] {
  return [
    ink.bold(`${from.label} → ${to.label}`),
    `  1. Export from the old manager as ${from.label}.`,
    `  2. ${command}`,
    `  3. Import the new file; look at the report before you delete anything.`,
    `  ${ink.green('travels')}       logins${survives.length > 0 ? `, ${listed(survives, 'and')}` : ''}`,
    ...(staysBehind.length > 0 ? [`  ${ink.red('stays behind')}  ${listed(staysBehind, 'and')}`] : []),
  ];
}
