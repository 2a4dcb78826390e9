import { CODES, type Code } from '../../core/codes/index.js';
import type { Finding } from '../../core/report.js';
import type { ImportVerdict } from '../../passkey/check/import-verdict.js';
import type { PlaceVerdict } from '../../passkey/usable/verdict.js';
import type { CheckedPasskey, PasskeyAnswer } from '../passkey/answer.js';
import { findingLines } from './report.js';
import type { ReportStyle } from './style.js';
import { many, table, visible, wrap } from './text.js';

/** How many names of passkeys that do not work are shown. */
const SHOWN = 3;

/** What `cxf passkey list` says to a person: a line for each passkey. */
export function listLines(answer: PasskeyAnswer, style: ReportStyle): string[] {
  const { passkeys, unreadable } = answer;
  const rows = passkeys.map((passkey) => [...namesOf(passkey), keyText(passkey), ...remarks(passkey)]);
  const broken = unreadable.length > 0 ? [style.ink.red(`  ${many(unreadable.length, 'passkey')} could not be read.`)] : [];
  return [titleLine(answer, style), ...table(rows).map((line) => `  ${line}`), ...broken];
}

/** What `cxf passkey check` says to a person: a line for each passkey, what is wrong, where they can go, the verdict. */
export function checkLines(answer: PasskeyAnswer, style: ReportStyle): string[] {
  const { passkeys, unreadable } = answer;
  const { ink } = style;
  const rows = table(passkeys.map((passkey) => [...namesOf(passkey), keyText(passkey)]));
  const marks = passkeys.map(({ ok }, index) => `${ok ? ink.green('✓') : ink.red('✗')} ${rows[index] ?? ''}`);
  const findings = [...passkeys.flatMap(findingsOf), ...unreadable];
  return [
    titleLine(answer, style),
    ...marks.map((line) => `  ${line}`),
    ...findingLines(findings, style),
    ...placeLines(answer, style),
    ...importerLines(passkeys, style),
    verdictLine(answer, style),
  ];
}

function titleLine({ source, passkeys, unreadable }: PasskeyAnswer, { ink, label }: ReportStyle): string {
  const count = many(passkeys.length + unreadable.length, 'passkey');
  return `${ink.bold(visible(label(source.format, source.variant)))}${ink.dim(` · ${count}`)}`;
}

function namesOf({ rpId, username }: CheckedPasskey): string[] {
  return [visible(rpId, 40), visible(username, 40)];
}

function keyText({ key }: CheckedPasskey): string {
  if (!key) return 'no usable key';
  return `${key.algorithm}${key.assumed ? ' (assumed)' : ''}${key.canonical ? '' : `, ${[key.shape, ...key.traits].join(' ')}`}`;
}

function remarks({ prf, counter, userHandleBytes }: CheckedPasskey): string[] {
  const all = [prf ? 'PRF' : '', counter > 0 ? `counter ${counter}` : '', userHandleBytes === 0 ? 'no user handle' : ''];
  return [all.filter((text) => text !== '').join(', ')];
}

function findingsOf({ findings, rpId, username }: CheckedPasskey): Finding[] {
  return findings.map((finding) => ({ ...finding, subject: { rpId, username } }));
}

/** For each place that was asked about: which passkeys work there, and why the others do not. */
function placeLines({ places, passkeys }: PasskeyAnswer, style: ReportStyle): string[] {
  return places.flatMap((place, index) => {
    const groups = new Map<string, { readonly verdict: PlaceVerdict; readonly names: string[] }>();
    for (const passkey of passkeys) {
      const verdict = passkey.places[index];
      if (!verdict) continue;
      const key = [verdict.code, ...verdict.notes.map(({ code }) => code)].join(' ');
      const group = groups.get(key) ?? { verdict, names: [] };
      group.names.push(namesOf(passkey).join(' · '));
      groups.set(key, group);
    }
    const sorted = [...groups.values()].sort((a, b) => Number(b.verdict.usable) - Number(a.verdict.usable));
    return [style.ink.bold(`At ${visible(place.name, 80)}`), ...sorted.flatMap((group) => groupLines(group.verdict, group.names, style))];
  });
}

/** All names of those that work; the first of those that do not. */
function groupLines(verdict: PlaceVerdict, names: readonly string[], { ink, width }: ReportStyle): string[] {
  const mark = verdict.usable ? ink.green('✓') : ink.red('✗');
  const why = [verdict.why, ...verdict.notes.map((note) => note.why)].flatMap((sentence) => wrap(sentence, width - 10, ''));
  const shown = verdict.usable ? names : names.slice(0, SHOWN);
  const rest = names.length - shown.length;
  return [
    ...why.map((line, index) => `  ${index === 0 ? `${mark} ${String(names.length).padStart(3)}` : '     '} ${line}`),
    ...shown.map((name) => `        ${ink.dim(name)}`),
    ...(rest > 0 ? [`        ${ink.dim(`and ${rest} more`)}`] : []),
  ];
}

/** A line for each importer: how many of the passkeys it takes, and what stands against the rest. */
function importerLines(passkeys: readonly CheckedPasskey[], { ink, width }: ReportStyle): string[] {
  const [first] = passkeys;
  if (!first) return [];
  const rows = first.importers.map(({ importer, label, way }) => {
    const verdicts = passkeys.flatMap((passkey) => passkey.importers.filter((verdict) => verdict.importer === importer));
    // What is wrong with the passkey itself has been said above.
    const codes = new Set(verdicts.flatMap((verdict) => verdict.codes).filter((code) => code.startsWith('passkey.import-')));
    return { row: [label, WAYS[way], countsText(verdicts)], codes };
  });
  const lines = table(rows.map(({ row }) => row));
  return [
    ink.bold('Who can import them'),
    ...rows.flatMap(({ codes }, index) => [`  ${lines[index] ?? ''}`, ...[...codes].flatMap((code) => reason(code, width, ink.dim))]),
  ];
}

const WAYS = { file: 'from a file', exchange: 'between apps', none: '' } as const;

function countsText(verdicts: readonly ImportVerdict[]): string {
  const count = (takes: ImportVerdict['takes']): number => verdicts.filter((verdict) => verdict.takes === takes).length;
  const [yes, partly, no, unknown] = [count('yes'), count('partly'), count('no'), count('unknown')];
  const total = verdicts.length;
  if (unknown === total) return 'not known';
  if (no === total) return 'none';
  const parts = [
    ...(yes > 0 ? [yes === total ? 'all' : `${yes} of ${total}`] : []),
    ...(partly > 0 ? [`${partly === total ? 'all' : `${partly} of ${total}`}, not whole`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
  ];
  return parts.join('; ');
}

function reason(code: Code, width: number, dim: (text: string) => string): string[] {
  return wrap(CODES[code].says, width - 6, '').map((line) => `      ${dim(line)}`);
}

function verdictLine({ passkeys, unreadable }: PasskeyAnswer, { ink }: ReportStyle): string {
  const total = passkeys.length + unreadable.length;
  if (total === 0) return 'There are no passkeys.';
  const damaged = unreadable.length + passkeys.filter(({ ok }) => !ok).length;
  if (damaged === 0) return ink.green(total === 1 ? '✓ The passkey is sound.' : `✓ All ${total} passkeys are sound.`);
  return ink.red(`✗ ${damaged} of ${many(total, 'passkey')} can never log in.`);
}
