import type { Vault } from '../vault.js';
import type { Writing } from './writing.js';

/** The header of a document and the identifiers of its accounts have no place in a vendor's file. */
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
