import { FILES } from '../../routes/files.js';
import type { Kept } from '../../routes/kinds.js';
import { type ExchangeWay, type FileWay, SYSTEMS } from '../../routes/manager.js';
import type { ManagerFacts } from '../formats/managers.js';
import { kindsText, type RouteStyle } from './routes.js';
import { listed, wrap } from './text.js';

/** What a manager lets out or takes in, a paragraph for each way. */
export function managerLines(managers: readonly ManagerFacts[], style: RouteStyle): string[] {
  return managers.flatMap((manager, i) => [...(i > 0 ? [''] : []), ...oneManager(manager, style)]);
}

function oneManager({ id, label, exports, imports, exchange, keepsInside, windowsProvider }: ManagerFacts, style: RouteStyle): string[] {
  const ways = 'isKnown' in exchange ? [] : exchange;
  const none = 'isKnown' in exchange ? [`no exchange from app to app is known (${exchange.evidence.seen}: ${exchange.evidence.of})`] : [];
  const out =
    exports === undefined
      ? []
      : [`${label} lets out`, ...exports.map(fileText), ...ways.flatMap((way) => exchangeText(way, way.sends)), ...none];
  const into =
    imports === undefined
      ? []
      : [`${label} takes in`, ...imports.map(fileText), ...ways.flatMap((way) => exchangeText(way, way.takes)), ...none];
  const rest = [
    ...(exports !== undefined && keepsInside ? [`By no way that is known: ${kindsText(keepsInside)}.`] : []),
    ...(windowsProvider ? ['Windows 11 can use it as its provider of passkeys.'] : []),
    `See \`cxf formats ${exports === undefined ? `--from MANAGER --to ${id}` : `--from ${id} --to MANAGER`}\` for the steps.`,
  ];
  return [...paragraphs(out, style), ...paragraphs(into, style), ...rest.flatMap((text) => wrap(text, style.width, ''))];
}

function paragraphs([heading, ...texts]: readonly string[], { ink, width }: RouteStyle): string[] {
  if (heading === undefined) return [];
  return [
    ink.bold(heading),
    ...(texts.length > 0 ? texts : ['nothing that is known']).flatMap((text) =>
      wrap(text, width - 4, '    ').map((line, i) => (i === 0 ? `  ${line}` : line)),
    ),
  ];
}

function fileText({ files, note, evidence, ...kept }: FileWay): string {
  const names = listed(
    files.map((file) => `${FILES[file]} (${file})`),
    'or',
  );
  return `${names}: ${keptText(kept)}.${note === undefined ? '' : ` ${note}`} [${evidence.how} ${evidence.seen}]`;
}

function exchangeText({ system, note, evidence }: ExchangeWay, kept: Kept | undefined): string[] {
  if (!kept) return [];
  return [
    `from app to app, on ${SYSTEMS[system]}: ${keptText(kept)}.${note === undefined ? '' : ` ${note}`} [${evidence.how} ${evidence.seen}]`,
  ];
}

function keptText({ keeps, unclear = [] }: Kept): string {
  return `${kindsText(keeps)}${unclear.length > 0 ? `; not known of ${kindsText(unclear)}` : ''}`;
}
