import type { Pointer } from '../core/pointer.js';
import type { Findings } from '../core/report.js';
import type { CxfDocument } from './schema/document.js';

/**
 * Keeps only credentials of the named types; every other is a loss (`item.filtered`, reason `policy`). An item left with none goes too.
 * All types pass when none are named.
 */
export function filterTypes(
  document: CxfDocument,
  only: readonly string[] | undefined,
  findings: Findings,
  where: WeakMap<object, Pointer>,
): CxfDocument {
  if (!only || only.length === 0) return document;
  const wanted = new Set(only);
  const accounts = document.accounts.map((account, a) => ({
    ...account,
    items: account.items.flatMap((item, i) => {
      const place = where.get(item) ?? `/accounts/${a}/items/${i}`;
      const credentials = item.credentials.filter((credential, c) => {
        if (wanted.has(credential.type)) return true;
        findings.loss('item.filtered', 'policy', where.get(credential) ?? (where.has(item) ? place : `${place}/credentials/${c}`), {
          title: item.title,
        });
        return false;
      });
      if (credentials.length === item.credentials.length) return [item];
      if (credentials.length === 0) return [];
      const filtered = { ...item, credentials };
      if (where.has(item)) where.set(filtered, place);
      return [filtered];
    }),
  }));
  return { ...document, accounts };
}
