import type { Vault } from '../vault.js';
import type { Writing } from './writing.js';

/** The header and the identifiers of accounts have no place in a file of a manager: an info each (`header.replaced`). */
export function closeHeader({ document }: Vault, writing: Writing): void {
  const header = writing.open(document, '');
  for (const member of ['exporterRpId', 'exporterDisplayName', 'timestamp']) {
    header.settle(member);
    writing.findings.info('header.replaced', writing.place(header.at(member)));
  }
  header.settle('accounts', 'version');
  writing.close(header);
  for (const i of document.accounts.keys()) writing.findings.info('header.replaced', writing.place(`/accounts/${i}/id`));
}
