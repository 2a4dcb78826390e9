import { fromBase64Url } from '../../../core/bytes.js';
import { isJsonObject, type JsonValue } from '../../../core/json.js';
import { MAX_ID_BYTES } from '../../identifiers.js';
import { type Extension, SHARING_PERMISSIONS } from '../../schema/extension.js';
import type { Walk } from '../walk.js';
import { optionalArray } from './members.js';

/** `EXPORTER_RP_ID/EXTENSION_NAME`. */
const PRIVATE_NAME = /^[^/]+\/./s;

/** The extensions of one object; `shared` has a place on collections and items only. CXF §3.5. */
export function extensionRules(extensions: readonly Extension[] | undefined, place: 'may be shared' | 'not shared', walk: Walk): void {
  if (!extensions) return;
  optionalArray(extensions, 'extensions', walk);
  extensions.forEach((extension, i) => {
    walk.enter('extensions', i);
    const { name } = extension;
    if (name === 'shared') {
      if (place === 'may be shared') sharedRules(extension['accessors'], walk);
      else walk.breach('cxf.shared-misplaced');
    } else if (name === '' || name.includes('/')) {
      if (!PRIVATE_NAME.test(name)) walk.breach('cxf.extension-name', 'name');
    } else walk.breach('cxf.extension-unknown', 'name');
    walk.leave(2);
  });
}

/** Who has access. What importers ignore is no fault, but the owner may rely on it. */
function sharedRules(accessors: JsonValue | undefined, walk: Walk): void {
  if (!Array.isArray(accessors)) {
    walk.breach('cxf.shared-broken');
    return;
  }
  accessors.forEach((accessor: JsonValue, i) => {
    walk.enter('accessors', i);
    if (isAccessor(accessor)) accessorRules(accessor, walk);
    else walk.breach('cxf.shared-broken');
    walk.leave(2);
  });
}

interface Accessor {
  readonly type: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

function isAccessor(value: JsonValue): value is JsonValue & Accessor {
  if (!isJsonObject(value)) return false;
  const { type, name, accountId, permissions } = value;
  return typeof type === 'string' && typeof name === 'string' && isId(accountId) && Array.isArray(permissions) && permissions.every(isText);
}

function isId(value: JsonValue | undefined): boolean {
  const bytes = typeof value === 'string' && value !== '' ? fromBase64Url(value.replace(/={1,2}$/, '')) : undefined;
  return bytes !== undefined && bytes.length <= MAX_ID_BYTES;
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

function accessorRules({ type, name, permissions }: Accessor, walk: Walk): void {
  if (name === '') walk.breach('cxf.shared-unnamed', 'name');
  if (type !== 'user' && type !== 'group') walk.breach('cxf.shared-ignored', 'type');
  if (permissions.length === 0) walk.breach('cxf.shared-ignored', 'permissions');
  permissions.forEach((permission, i) => {
    if (!SHARING_PERMISSIONS.some((known) => known === permission)) walk.breach('cxf.shared-ignored', 'permissions', i);
  });
}
