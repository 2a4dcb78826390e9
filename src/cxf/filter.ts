import type { Pointer } from '../core/pointer.js';
import type { Findings } from '../core/report.js';
import { type Origins, Places } from './places.js';
import type { CxfDocument } from './schema/document.js';

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
    const filteredAccount = {
      ...account,
      items: account.items.flatMap((item, i) => {
        const pointer = `/accounts/${a}/items/${i}`;
        places.enter(item, pointer);
        const credentials = item.credentials.filter((credential, c) => {
          if (wanted.has(credential.type)) return true;
          findings.loss('item.filtered', 'policy', places.placeOf(credential, `${pointer}/credentials/${c}`), { title: item.title });
          return false;
        });
        if (credentials.length === item.credentials.length) return [item];
        if (credentials.length === 0) return [];
        const filtered = { ...item, credentials };
        // Its credentials have other places than in the input now, so each keeps its own.
        item.credentials.forEach((credential, c) => {
          origins.set(credential, places.placeOf(credential, `${pointer}/credentials/${c}`));
        });
        origins.set(filtered, places.placeOf(item, pointer));
        return [filtered];
      }),
    };
    places.moved(account, filteredAccount);
    return filteredAccount;
  });
  return { ...document, accounts };
}
