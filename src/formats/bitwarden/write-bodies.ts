import type { JsonObject } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Carries } from '../writing/carries.js';
import { leavePasskey } from '../writing/leave.js';
import type { SortedCredentials } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';
import type { Body } from './names.js';
import { isTableBody } from './read-body.js';
import { hasPlace, type Room } from './room.js';
import { type Moved, takeMoved, writeBody } from './write-body.js';
import { writeTotp, writeUris } from './write-login.js';
import { writePasskeys } from './write-passkeys.js';
import { writeSshKey } from './write-ssh.js';

/** One item on its way into Bitwarden's members: what every part of it is written from. */
export interface ItemSource {
  readonly item: Taker;
  readonly carries: Carries;
  readonly credentials: SortedCredentials;
  /** Custom fields that stand for members of the body. */
  readonly moved: Moved;
  /** UNIX seconds; a passkey without a date of its own takes it. */
  readonly createdAt: number | undefined;
}

/** The member of the item that bears the name of its type: `login`, `card` … */
export async function writeItemBody(body: Body, source: ItemSource, room: Room, writing: Writing): Promise<JsonObject> {
  const { carries, credentials, moved } = source;
  if (body === 'secureNote') return { type: carries.setting('secureNoteType') ?? 0 };
  if (body === 'sshKey') return writeSshKey(credentials.first.get('ssh-key'), moved, carries, writing);
  const placed = new Map([...credentials.first].filter(([type]) => hasPlace(body, type)));
  const out = isTableBody(body) ? writeBody(body, placed, moved, writing) : {};
  return body === 'login' ? writeLogin(out, placed.get('totp'), source, room, writing) : out;
}

/** What a login has beside the members of its table. */
function writeLogin(table: JsonObject, totp: Taker | undefined, source: ItemSource, room: Room, writing: Writing): JsonObject {
  const { item, carries, credentials, moved, createdAt } = source;
  const passwordRevisionDate = carries.setting('passwordRevisionDate');
  const autofillOnPageLoad = carries.setting('autofillOnPageLoad');
  if (!room.passkeys) for (const passkey of credentials.passkeys) leavePasskey(passkey, writing, 'passkey.left-behind');
  return {
    uris: writeUris(item, carries, writing),
    fido2Credentials: room.passkeys ? writePasskeys(credentials.passkeys, carries, createdAt, writing) : [],
    ...table,
    totp: (totp && writeTotp(totp, carries, writing)) ?? takeMoved(moved, 'login', 'totp') ?? null,
    ...(passwordRevisionDate !== undefined && { passwordRevisionDate }),
    ...(autofillOnPageLoad !== undefined && { autofillOnPageLoad }),
  };
}
