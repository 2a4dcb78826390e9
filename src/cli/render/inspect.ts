import { CODES } from '../../core/codes/index.js';
import type { Report } from '../../core/report.js';
import { gapLines } from './gaps.js';
import { findingLines } from './report.js';
import type { ReportStyle } from './style.js';
import { many, table, visible, wrap } from './text.js';

/** What `cxf inspect` says to a person: the kind of file, the numbers, what reading it found. */
export function inspectLines(report: Report & { readonly locked?: boolean }, style: ReportStyle): string[] {
  const { ink, width } = style;
  const { items, credentials } = report.counts;
  const title = ink.bold(visible(style.label(report.source.format, report.source.variant)));
  if (report.locked) return [title, ...lockedLines(report, style)];
  const rows = Object.entries(credentials)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([type, count]) => [String(count), visible(type)]);
  return [
    ...gapLines(report, style),
    `${title}${ink.dim(` · ${many(items, 'item')}`)}`,
    ...table(rows).map((line) => `  ${line}`),
    ...findingLines(report.findings, { ink, width }),
  ];
}

/** A locked file: what unlocks it, or what to do instead. */
function lockedLines({ findings }: Report, { ink, width }: ReportStyle): string[] {
  const [obstacle] = findings;
  const { says, todo } = obstacle
    ? CODES[obstacle.code]
    : { says: 'What is in it can be counted only with its password.', todo: 'Use --password-file or --password-fd.' };
  const lines = wrap(`${ink.yellow('locked')}  ${says}`, width - 2, '  ');
  return [...lines.map((line, i) => (i === 0 ? `  ${line}` : line)), ...(todo === undefined ? [] : [`  → ${todo}`])];
}
