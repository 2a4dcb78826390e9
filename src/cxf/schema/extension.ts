import type { JsonValue } from '../../core/json.js';

/**
 * An extension: a name, and members of its own. Private names have the form `<exporterRpId>/<name>`; names without a slash belong
 * to the registry, which knows one: `shared`. CXF §3.5.
 */
export interface Extension {
  readonly name: string;
  readonly [member: string]: JsonValue | undefined;
}

/** Who has access to a shared collection or item, in the member `accessors` of the extension `shared`. */
export interface SharingAccessor {
  /** `user` or `group`; an accessor of another type is ignored. */
  readonly type: string;
  /** base64url. */
  readonly accountId: string;
  readonly name: string;
  /** `read`, `readSecret`, `update`, `create`, `delete`, `share`, `manage`; others are ignored. */
  readonly permissions: readonly string[];
}

export const SHARING_PERMISSIONS = ['read', 'readSecret', 'update', 'create', 'delete', 'share', 'manage'] as const;
