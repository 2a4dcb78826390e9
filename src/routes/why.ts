import type { Format } from '../formats/format.js';
import type { Evidence } from '../passkey/index.js';
import { FILES } from './files.js';
import { heldBy, variantOf } from './hops.js';
import type { Kept } from './kinds.js';
import type { Manager } from './manager.js';

/** Why nothing leads from one manager to another, as a sentence, with what that rests on. */
export function whyNone(from: Manager, to: Manager): { readonly why: string; readonly evidence: readonly Evidence[] } {
  const evidence = [
    ...from.exports.map((way) => way.evidence),
    ...to.imports.map((way) => way.evidence),
    ...noExchange(from),
    ...noExchange(to),
  ];
  const taken = to.imports.length === 0 && 'isKnown' in to.exchange;
  const why = taken
    ? `What ${to.label} imports is not known.`
    : `${to.label} imports nothing that ${from.label} exports, nor anything that this program makes of it, and no exchange leads there.`;
  return { why, evidence: [...new Set(evidence)] };
}

/** Why passkeys do not arrive; undefined when the manager is not known to hold any. */
export function whyNoPasskeys(from: Manager, to: Manager, formats: readonly Format[]): string | undefined {
  if (!heldBy(from).includes('passkeys')) return undefined;
  const outs = from.exports.filter(keepsPasskeys);
  const sends = exchanges(from).some(({ sends }) => sends !== undefined && keepsPasskeys(sends));
  if (outs.length === 0 && !sends) return `${from.label} lets passkeys out by no way that is known.`;
  const takes = exchanges(to).some(({ takes }) => takes !== undefined && keepsPasskeys(takes));
  if (!to.imports.some(keepsPasskeys) && !takes) return `${to.label} takes no passkeys by any way that is known.`;
  const unread = outs.flatMap(({ files }) => files).filter((file) => !variantOf(file, formats)?.reads);
  const [first] = unread;
  if (!sends && first) return `Passkeys leave ${from.label} only as ${FILES[first]}, which this program does not read.`;
  return `No file that this program writes brings passkeys into ${to.label}, and no exchange leads there.`;
}

function keepsPasskeys({ keeps }: Kept): boolean {
  return keeps.includes('passkeys');
}

function exchanges({ exchange }: Manager) {
  return 'isKnown' in exchange ? [] : exchange;
}

function noExchange({ exchange }: Manager): Evidence[] {
  return 'isKnown' in exchange ? [exchange.evidence] : [];
}
