import type { Pointer } from '../core/pointer.js';
import type { Findings } from '../core/report.js';
import type { CxfDocument } from './schema/document.js';
import type { Item } from './schema/item.js';

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
  const accounts = document.accounts.map((account, a) => {
    const items: Item[] = [];
    for (const [i, item] of account.items.entries()) {
      const own = where.get(item);
      const place = own ?? `/accounts/${a}/items/${i}`;
      const credentials = item.credentials.filter((credential, c) => {
        const at = where.get(credential) ?? (own === undefined ? `${place}/credentials/${c}` : place);
        if (!wanted.has(credential.type)) findings.loss('item.filtered', 'policy', at, { title: item.title });
        return wanted.has(credential.type);
      });
      if (credentials.length === 0 && item.credentials.length > 0) continue;
      const isSame = credentials.length === item.credentials.length && items.length === i;
      const kept = isSame ? item : { ...item, credentials };
      // Both it and its credentials may stand elsewhere now.
      if (!isSame) {
        where.set(kept, place);
        for (const [c, credential] of item.credentials.entries())
          if (own === undefined && !where.has(credential)) where.set(credential, `${place}/credentials/${c}`);
      }
      items.push(kept);
    }
    return { ...account, items };
  });
  return { ...document, accounts };
}
