import { CODES, type Code } from '../../core/codes/index.js';
import type { Counts, Finding, Report, Severity } from '../../core/report.js';
import { gapLines } from './gaps.js';
import type { Ink } from './ink.js';
import type { ReportStyle } from './style.js';
import { many, shorten, visible, wrap } from './text.js';

const SHOWN = 3;
const INDENT = ' '.repeat(14);
const ORDER: readonly Severity[] = ['error', 'loss', 'change', 'warning', 'info'];
const WORDS: Readonly<Record<Severity, string>> = { error: 'invalid', loss: 'lost', change: 'changed', warning: 'look at', info: 'note' };

/** The whole report for a person: gaps first, then one paragraph a code, then the verdict. Each text of the vault is `visible`. */
export function reportLines(report: Report, style: ReportStyle): string[] {
  const { ink } = style;
  const target = report.target ? ` → ${style.label(report.target.format, report.target.variant)}` : '';
  const title = `${sourceText(report, style)}${target}`;
  return [
    ...gapLines(report, style),
    ...titleLines(visible(title, 200), countsText(report.counts), style),
    ...findingLines(report.findings, style),
    verdict(report, ink),
  ];
}

function titleLines(title: string, counts: string, { ink, width }: ReportStyle): string[] {
  if (title.length + 3 + counts.length <= width) return [`${ink.bold(title)}${ink.dim(` · ${counts}`)}`];
  return [...wrap(title, width, '  ').map((line) => ink.bold(line)), ink.dim(`  ${counts}`)];
}

/** The kind of file; of several inputs each kind once: "3 files (Bitwarden JSON, CXF JSON)". */
function sourceText({ source, inputs }: Report, { label }: ReportStyle): string {
  if (!inputs) return label(source.format, source.variant);
  const kinds = new Set(inputs.map(({ format, variant }) => label(format, variant)));
  return `${many(inputs.length, 'file')} (${[...kinds].join(', ')})`;
}

/** One paragraph for each code: what it means, how many, the first three, what to do. */
export function findingLines(findings: readonly Finding[], style: Pick<ReportStyle, 'ink' | 'width'>): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${ORDER.indexOf(finding.severity)} ${finding.code} ${finding.fix ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  // A stable sort by severity alone: within one, the order in which the codes first came up.
  const sorted = [...groups].toSorted(([a], [b]) => Number(a[0]) - Number(b[0]));
  return sorted.flatMap(([, group]) => groupLines(group, style));
}

/** What nobody may miss; the last line on standard error, even with `--quiet`. */
export function passkeyLines({ totals: { passkeysLeftBehind: count } }: Report, ink: Ink): string[] {
  if (count === 0) return [];
  return [
    ink.red(`${many(count, 'passkey')} stayed behind. Keep the old vault: only there can ${count === 1 ? 'it' : 'they'} still log you in.`),
  ];
}

/** "12 items, 3 passkeys, 1 file". */
function countsText({ items, credentials, files }: Counts): string {
  const passkeys = credentials['passkey'] ?? 0;
  return [many(items, 'item'), ...(passkeys > 0 ? [many(passkeys, 'passkey')] : []), ...(files > 0 ? [many(files, 'file')] : [])].join(
    ', ',
  );
}

function groupLines(group: readonly Finding[], { ink, width }: Pick<ReportStyle, 'ink' | 'width'>): string[] {
  const [first] = group;
  if (!first) return [];
  const { code, severity, fix } = first;
  const says = wrap(CODES[code].says, width - INDENT.length, INDENT);
  const head = `  ${paint(severity, ink)(WORDS[severity].padEnd(7))} ${String(group.length).padStart(3)} `;
  const lines = [`${head}${says.join('\n')}`];
  // An info is nothing to act on: its sentence and number are enough.
  if (severity !== 'info') {
    for (const finding of group.slice(0, SHOWN)) lines.push(...placeLine(finding, { ink, width }));
    const rest = group.length - SHOWN;
    if (rest > 0) lines.push(`${INDENT}${ink.dim(`and ${rest} more`)}`);
  }
  const todo = adviceOf(code, fix);
  if (todo !== undefined && severity !== 'info') lines.push(`${INDENT}${wrap(`→ ${todo}`, width - INDENT.length, INDENT).join('\n')}`);
  return lines;
}

/** Who it is about and where it stands: on one line when there is room, else on two. */
function placeLine({ source, target, subject }: Finding, { ink, width }: Pick<ReportStyle, 'ink' | 'width'>): string[] {
  const room = width - INDENT.length;
  const names = [subject?.title, subject?.rpId, subject?.username].flatMap((text) => (text ? [visible(text, 40)] : []));
  const who = shorten(names.join(' · '), room);
  const where = shorten(visible(source ?? target ?? '', 1000), room);
  const parts = [who, ink.dim(where)].filter((part) => part !== '');
  const lines = who.length + 2 + where.length > room ? parts : [parts.join('  ')];
  return lines.filter((line) => line !== '').map((line) => `${INDENT}${line}`);
}

function adviceOf(code: Code, fix: string | undefined): string | undefined {
  return fix === undefined ? CODES[code].todo : visible(fix, 400);
}

function paint(severity: Severity, ink: Ink): (text: string) => string {
  if (severity === 'loss' || severity === 'error') return ink.red;
  return severity === 'info' ? ink.dim : ink.yellow;
}

function verdict({ totals: { losses, changes } }: Report, ink: Ink): string {
  const changed = changes > 0 ? `${many(changes, 'value')} changed` : '';
  if (losses === 0) return ink.green(changed === '' ? '✓ Nothing was lost.' : `✓ Nothing was lost; ${changed}.`);
  return ink.red(`✗ ${many(losses, 'value')} lost${changed === '' ? '' : `, ${changed}`}.`);
}
