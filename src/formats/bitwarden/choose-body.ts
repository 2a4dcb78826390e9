import type { JsonValue } from '../../core/json.js';
import type { Item } from '../../cxf/schema/item.js';
import type { SortedCredentials } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';
import { bodyOfType, inferType } from './infer-type.js';
import type { Body } from './names.js';
import type { Room } from './room.js';
import { canWriteSshKey } from './write-ssh.js';

/** The carried type, unless the item now holds credentials that only a login has a place for; a note where the file has no such body. */
export async function chooseBody(
  item: Item,
  pointer: string,
  carriedType: JsonValue | undefined,
  credentials: SortedCredentials,
  room: Room,
  writing: Writing,
): Promise<Body> {
  const inferred = inferType(new Set(item.credentials.map(({ type }) => type)), item.scope !== undefined);
  const carried = bodyOfType(carriedType);
  const isStale = carried !== undefined && inferred === 'login' && carried !== 'login';
  if (isStale) writing.change('item.type-changed', pointer);
  const body = carried === undefined || isStale ? inferred : carried;
  const key = credentials.first.get('ssh-key');
  // A key that cannot be written stays visible in a note.
  if (body === 'sshKey' && key && !(await canWriteSshKey(key))) return 'secureNote';
  return room.bodies.includes(body) ? body : 'secureNote';
}
