import type { Evidence } from '../../passkey/index.js';
import { KIND_WORDS, type Kind } from '../../routes/kinds.js';
import type { Route, Routes } from '../../routes/route.js';
import type { How, Step } from '../../routes/step.js';
import { managerLabel, stepSentences } from '../../routes/words.js';
import type { Ink } from './ink.js';
import { listed, wrap } from './text.js';

export interface RouteStyle {
  readonly ink: Ink;
  readonly width: number;
}

const INDENT = ' '.repeat(18);

/** The ways from one manager to another, each with its steps and what becomes of everything. */
export function routeLines({ from, to, routes, withoutPasskeys }: Routes, style: RouteStyle): string[] {
  const { ink, width } = style;
  const title = ink.bold(`${managerLabel(from)} → ${managerLabel(to)}`);
  const why = withoutPasskeys === undefined ? [] : wrap(`! ${withoutPasskeys}`, width - 2, '  ');
  return [title, ...why, ...routes.flatMap((route) => ['', ...oneRoute(route, style)])];
}

function oneRoute(route: Route, style: RouteStyle): string[] {
  const { steps, survives } = route;
  const heading = `${howText(steps)}${passkeyText(route)}`;
  const paint = survives.includes('passkeys') ? style.ink.green : style.ink.bold;
  return [paint(heading), ...steps.flatMap((step, i) => stepLines(step, i, style)), ...outcomeLines(route, style)];
}

const HOW: Readonly<Record<How, string>> = {
  file: 'By a file',
  exchange: 'By the exchange from app to app',
  provider: 'By a provider of passkeys',
  none: 'No way is known',
};

function howText(steps: readonly Step[]): string {
  return steps.length > 1 ? `In ${steps.length} steps` : HOW[steps[0]?.how ?? 'none'];
}

function passkeyText({ survives, unclear, leftBehind }: Route): string {
  if (survives.includes('passkeys')) return ', with passkeys';
  if (unclear.includes('passkeys')) return '; whether passkeys arrive is not known';
  return leftBehind.includes('passkeys') ? ', without passkeys' : '';
}

function stepLines(step: Step, index: number, { ink, width }: RouteStyle): string[] {
  const isNone = step.how === 'none';
  const notes = isNone ? [] : step.notes;
  const [first = '', ...more] = [...stepSentences(step), ...notes];
  const lines = [first, ...more].map((sentence, i) =>
    wrap(sentence, width - 5, '     ').map((line, j) => (i > 0 && j === 0 ? `     ${line}` : line)),
  );
  const [[head = '', ...rest] = [], ...others] = lines;
  return [
    `  ${isNone ? ' ' : index + 1}${isNone ? ' ' : '.'} ${head}`,
    ...rest,
    ...others.flat(),
    ...evidenceLines(step.evidence, width).map((line) => ink.dim(line)),
  ];
}

function evidenceLines(evidence: readonly Evidence[], width: number): string[] {
  return evidence.flatMap(({ how, of, seen }) => {
    const [first = '', ...rest] = wrap(`${how} ${seen}: ${of}`, width - 7, '       ');
    return [`     ${first}`, ...rest];
  });
}

function outcomeLines({ survives, unclear, leftBehind }: Route, { ink, width }: RouteStyle): string[] {
  const row = (head: string, kinds: readonly Kind[]): string[] =>
    kinds.length === 0 ? [] : [`  ${head}${wrap(kindsText(kinds), width - INDENT.length, INDENT).join('\n')}`];
  return [
    ...row(`${ink.green('travels')}         `, survives),
    ...row(`${ink.yellow('not known')}       `, unclear),
    ...row(`${ink.red('stays behind')}    `, leftBehind),
  ];
}

/** "logins, passkeys and notes". */
export function kindsText(kinds: readonly Kind[]): string {
  return listed(
    kinds.map((kind) => KIND_WORDS[kind]),
    'and',
  );
}
