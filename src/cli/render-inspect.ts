import type { Report } from '../core/report.js';
import { findingLines, gapLines, type ReportStyle } from './render-report.js';
import { many, table, visible } from './render-text.js';

/** What `cxf inspect` says to a person: the kind of file, the numbers, what reading it found. */
export function inspectLines(report: Report & { readonly locked?: boolean }, style: ReportStyle): string[] {
  const { ink } = style;
  const { items, credentials, files } = report.counts;
  const title = ink.bold(visible(style.label(report.source.format, report.source.variant)));
  if (report.locked) return [title, `  ${ink.yellow('locked')}: what is in it can be counted only with its password (--password-file).`];
  const rows = Object.entries(credentials)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([type, count]) => [String(count), visible(type)]);
  return [
    ...report.gaps.flatMap((gap) => gapLines(gap, style)),
    `${title}${ink.dim(` · ${many(items, 'item')}`)}`,
    ...table([...rows, ...(files > 0 ? [[String(files), files === 1 ? 'attachment' : 'attachments']] : [])]).map((line) => `  ${line}`),
    ...findingLines(report.findings, style),
  ];
}
