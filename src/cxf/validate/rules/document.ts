import { isDomain } from '../../domain.js';
import type { Account, CxfDocument } from '../../schema/document.js';
import { ACCOUNT, HEADER } from '../../schema/shapes.js';
import type { Walk } from '../walk.js';
import { collectionRules } from './collections.js';
import { extensionRules } from './extensions.js';
import { itemRules } from './items.js';
import { namesOf, unknownMembers } from './members.js';

const HEADER_NAMES = namesOf(HEADER);
const VERSION_NAMES = namesOf({}, 'major', 'minor');
const ACCOUNT_NAMES = namesOf(ACCOUNT);

/** Goes through a whole document, every object once. CXF §3.1, §3.2.1. */
export function documentRules(document: CxfDocument, walk: Walk): void {
  unknownMembers(document, HEADER_NAMES, walk);
  const { version } = document;
  walk.enter('version');
  if (version.major !== 1 || version.minor !== 0) walk.breach('cxf.version-unpublished');
  unknownMembers(version, VERSION_NAMES, walk);
  walk.leave();
  // A name with a dot: the application ids that Android apps and bundles give themselves have one too.
  if (!isDomain(document.exporterRpId) || !document.exporterRpId.includes('.')) walk.breach('cxf.exporter-no-domain', 'exporterRpId');
  const seen = new Set<string>();
  document.accounts.forEach((account, i) => {
    walk.enter('accounts', i);
    if (seen.has(account.id)) walk.breach('cxf.account-id-duplicate', 'id');
    seen.add(account.id);
    accountRules(account, walk);
    walk.leave(2);
  });
}

function accountRules(account: Account, walk: Walk): void {
  walk.openAccount(account.id);
  unknownMembers(account, ACCOUNT_NAMES, walk);
  extensionRules(account.extensions, 'not shared', walk);
  account.items.forEach((item, i) => {
    walk.enter('items', i);
    itemRules(item, walk);
    walk.leave(2);
  });
  account.collections.forEach((collection, i) => {
    walk.enter('collections', i);
    collectionRules(collection, walk);
    walk.leave(2);
  });
  walk.closeAccount();
}
