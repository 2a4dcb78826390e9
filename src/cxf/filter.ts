import type { Pointer } from '../core/pointer.js';
import type { Findings } from '../core/report.js';
import { type Origins, Places } from './places.js';
import type { CxfDocument } from './schema/document.js';
import type { Item } from './schema/item.js';

/**
 * Keeps only credentials of the named types; every other is a loss (`item.filtered`, reason `policy`). An item left with none goes too.
 * All types pass when none are named. `origins` and `root`: see `Places`.
 */
export function filterTypes(
  document: CxfDocument,
  only: readonly string[] | undefined,
  findings: Findings,
  origins: Origins,
  root?: Pointer,
): CxfDocument {
  if (!only || only.length === 0) return document;
  const wanted = new Set(only);
  const places = new Places(document, origins, root);
  const accounts = document.accounts.map((account, a) => {
    const items: Item[] = [];
    for (const [i, item] of account.items.entries()) {
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      const credentials = item.credentials.filter((credential, c) => {
        if (wanted.has(credential.type)) return true;
        findings.loss('item.filtered', 'policy', places.placeOf(credential, `${pointer}/credentials/${c}`), { title: item.title });
        return false;
      });
      if (credentials.length === 0 && item.credentials.length > 0) continue;
      const isSame = credentials.length === item.credentials.length && items.length === i;
      const kept = isSame ? item : { ...item, credentials };
      // Both it and its credentials may stand elsewhere now, so each keeps its own place.
      if (!isSame) {
        origins.set(kept, places.placeOf(item, pointer));
        item.credentials.forEach((credential, c) => {
          origins.set(credential, places.placeOf(credential, `${pointer}/credentials/${c}`));
        });
      }
      items.push(kept);
    }
    const filteredAccount = { ...account, items };
    places.moved(account, filteredAccount);
    return filteredAccount;
  });
  return { ...document, accounts };
}
