import type { Gap, Report } from '../../core/report.js';
import type { ReportStyle } from './style.js';
import { listed, visible, wrap } from './text.js';

/** The credential types behind the nouns of a gap. */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  passkeys: ['passkey'],
  cards: ['credit-card'],
  identities: ['person-name', 'address', 'identity-document', 'drivers-license', 'passport'],
  'SSH keys': ['ssh-key'],
  attachments: ['file'],
};

/**
 * The gaps that a person should know of, a paragraph each, before anything else. Of a vendor's export all of them: nobody can see in the
 * file what is not in it. Of the target only what there is to lose. A CXF document names each of its files, so findings tell more.
 */
export function gapLines(report: Report, { ink, width, label }: ReportStyle): string[] {
  return report.gaps.flatMap((gap) => {
    const says = sentences(gap, report, label);
    if (says === undefined) return [];
    const [first = '', ...rest] = wrap(visible(says, 1000), width - 2, '  ');
    return [`${ink.yellow('!')} ${first}`, ...rest];
  });
}

function sentences(gap: Gap, { counts, target }: Report, label: ReportStyle['label']): string | undefined {
  const kind = label(gap.format, gap.variant);
  const isHeld = (noun: string): boolean => (NOUNS[noun] ?? []).some((type) => (counts.credentials[type] ?? 0) > 0);
  if (gap.format === 'cxf') {
    const announced = target === undefined && counts.files > 0;
    return announced ? `This is ${kind}: it announces attachments, but their bytes are not in it.` : undefined;
  }
  if (gap.side === 'source') return `This is ${kind}: it holds no ${listed(gap.cannotHold, 'or')}. ${gap.instead ?? ''}`.trim();
  const lacking = gap.cannotHold.filter(isHeld);
  if (lacking.length === 0) return undefined;
  return `${kind} holds no ${listed(lacking, 'or')}. See \`cxf formats --to ${gap.format}\` for a kind of file that does.`;
}
