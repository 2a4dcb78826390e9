import type { JsonValue } from '../../core/json.js';
import type { Extension } from '../schema/extension.js';

/**
 * What this toolkit carries in extensions named `<exporterRpId>/cx-<name>`, so that it can be restored: `settings` are choices of a
 * program, `secrets` may hold what a person keeps secret. The names are part of the public contract.
 */
export const CARRIES = {
  /** Item, collection: members of a vendor that CXF has no place for, under the vendor's own names. */
  'cx-settings': 'settings',
  /** Item, field: how a value was spelled before it got the spelling of CXF. */
  'cx-spelling': 'settings',
  /** Item: how a URL is matched. */
  'cx-url-match': 'settings',
  /** Item: signature counters of passkeys. */
  'cx-passkey-counters': 'settings',
  /** Item: what a manager knows of a passkey beside its key. */
  'cx-passkey-details': 'settings',
  /** Item: former passwords with their dates. Never former passkeys. */
  'cx-password-history': 'secrets',
  /** Item, account: members of an input that this program does not know. */
  'cx-unknown-members': 'secrets',
  /** Field: the vendor's member that a custom field stands for. */
  'cx-member': 'settings',
  /** Field: the field it is linked to. */
  'cx-linked': 'settings',
  /** Field, in shaped documents: the field type it had. */
  'cx-field-type': 'settings',
  /** Account: the order of collections, where it is not that of the tree. */
  'cx-collection-order': 'settings',
  /** Item, account: what parsing could not fit into its place. In written documents also collection, section, field: an extension that breaks a rule. */
  'cx-set-aside': 'secrets',
  /** Item, in shaped documents: a credential of an unknown type, raw. */
  'cx-credential': 'secrets',
  /** Item, in shaped documents: it was split from another item. */
  'cx-split': 'settings',
  /** Item, in shaped documents: a credential without content was added. */
  'cx-placeholder': 'settings',
  /** Collection, in shaped documents: the collection it was in. */
  'cx-nested': 'settings',
} as const;

export type CarryName = keyof typeof CARRIES;

/** Builds a carry. `source` is the id of the format it came from. An exporter without a name gets the one that stands for nobody. */
export function carry(exporterRpId: string, name: CarryName, source: string, members: Readonly<Record<string, JsonValue>>): Extension {
  // CXF §3.5: something has to stand before the slash.
  const owner = /^[^/]/.test(exporterRpId) ? exporterRpId : 'credential-exchange.invalid';
  return { name: `${owner}/${name}`, source, ...members };
}

/** The carry name of an extension; undefined for extensions of others. */
export function carryName(extension: Extension): CarryName | undefined {
  const name = extension.name.slice(extension.name.lastIndexOf('/') + 1);
  return isCarryName(name) && typeof extension['source'] === 'string' ? name : undefined;
}

function isCarryName(name: string): name is CarryName {
  return Object.hasOwn(CARRIES, name);
}

/** The first carry of that name, whoever exported it; of that source format when one is named. */
export function findCarry(extensions: readonly Extension[] | undefined, name: CarryName, source?: string): Extension | undefined {
  return extensions?.find((extension) => carryName(extension) === name && (source === undefined || extension['source'] === source));
}
