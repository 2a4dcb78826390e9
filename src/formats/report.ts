import { type Counts, type Finding, type Gap, type Report, totals } from '../core/report.js';
import { isCredentialType } from '../cxf/schema/credential.js';
import type { CxfDocument } from '../cxf/schema/document.js';
import type { Variant } from './format.js';
import type { Vault } from './vault.js';

/** Counts what a document holds; credentials of types beyond the specification as `unknown`. */
export function countsOf(document: CxfDocument): Counts {
  // Not an object: a type of others may be called like one of its inherited members.
  const credentials = new Map<string, number>();
  let items = 0;
  for (const account of document.accounts) {
    for (const item of account.items) {
      items++;
      for (const { type } of item.credentials) {
        // A type that nobody knows may be any text, so its name is not told.
        const name = isCredentialType(type) ? type : 'unknown';
        credentials.set(name, (credentials.get(name) ?? 0) + 1);
      }
    }
  }
  return {
    items,
    credentials: Object.fromEntries([...credentials].sort(([a], [b]) => (a < b ? -1 : 1))),
    files: credentials.get('file') ?? 0,
  };
}

/** The report of a reader. */
export function readReport(format: string, variant: string, vault: Vault, findings: readonly Finding[]): Report {
  return { version: 1, source: { format, variant }, gaps: [], counts: countsOf(vault.document), totals: totals(findings), findings };
}

/** The report of a writer: the source is the document. */
export function writeReport(format: string, variant: string, document: CxfDocument, findings: readonly Finding[]): Report {
  return {
    version: 1,
    source: { format: 'cxf', variant: 'document' },
    target: { format, variant },
    gaps: [],
    counts: countsOf(document),
    totals: totals(findings),
    findings,
  };
}

/** What a kind of file can never hold, as the first line of a report. */
export function gapsOf(format: string, variant: Variant, side: Gap['side']): Gap[] {
  if (variant.cannotHold.length === 0) return [];
  return [
    {
      format,
      variant: variant.id,
      side,
      cannotHold: variant.cannotHold,
      ...(variant.instead !== undefined && { instead: variant.instead }),
    },
  ];
}
