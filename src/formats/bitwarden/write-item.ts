import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { readOtp } from '../../otp/otpauth.js';
import { readSshPrivateKey } from '../../ssh/index.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import type { Writing } from '../writing/writing.js';
import { instantOf, secondsOf } from './dates.js';
import { bodyOfType, inferType } from './infer-type.js';
import { BITWARDEN_NAMES, type Body, ITEM_TYPES } from './names.js';
import { isTableBody, readBody } from './read-body.js';
import { withUnknown } from './vendor-ids.js';
import { type Moved, takeMoved, writeBody } from './write-body.js';
import { labelled, leftovers, writeFields, writeHistory, writeSpelled } from './write-fields.js';
import { writeTotp, writeUris } from './write-login.js';
import { leavePasskey, writePasskeys } from './write-passkeys.js';
import { canWriteSshKey, writeSshKey } from './write-ssh.js';

/** The credential types that each body has a place for, beside the note and the custom fields that every item has. */
const PLACES: Readonly<Record<Body, readonly string[]>> = {
  login: ['basic-auth', 'totp'],
  secureNote: [],
  card: ['credit-card'],
  identity: ['person-name', 'address', 'identity-document', 'passport', 'drivers-license'],
  sshKey: ['ssh-key'],
  bankAccount: [],
  driversLicense: ['person-name', 'drivers-license'],
  passport: ['person-name', 'passport'],
};

/** What a kind of file has room for. */
export interface Room {
  readonly bodies: readonly Body[];
  readonly passkeys: boolean;
  /** Attachments are written beside the items, so a `file` credential is no loss here. */
  readonly files: boolean;
}

export interface Membership {
  readonly folderId: string | null;
  readonly collectionIds: readonly string[] | null;
}

/** Writes one item as Bitwarden's own exporter lays it out. What has no place is reported. */
export async function writeItem(
  item: Item,
  pointer: string,
  id: string,
  membership: Membership,
  room: Room,
  writing: Writing,
): Promise<JsonObject> {
  const source = writing.open(item, pointer, { title: item.title });
  source.settle('id');
  const carries = new Carries(source, writing);
  const unknown = carries.take('cx-unknown-members')?.['members'];
  const credentials = sort(source);
  const carriedType = carries.setting('type');
  const body = await bodyFor(item, carriedType, credentials, room, pointer, writing);
  const moved: Moved = new Map();
  const fields = writeFields(credentials.sections, body, moved, writing);
  const createdAt = source.number('creationAt');
  const written = await writeBodyOf(body, credentials, moved, { item: source, carries, createdAt, room }, writing);
  const notes = credentials.first.get('note');
  const content = notes && takeField('note', notes, 'content', writing);
  const deletedDate = carries.setting('deletedDate');
  const archivedDate = carries.setting('archivedDate');
  const subtitle = source.text('subtitle');
  const tags = source.texts('tags').filter(({ value }) => value !== '' && !(deletedDate !== undefined && value === 'Trash'));
  const allFields = [
    ...fields,
    ...(subtitle === undefined ? [] : [labelled('Subtitle', subtitle, source.at('subtitle'), writing)]),
    ...tags.map(({ value, index }) => labelled('Tag', value, `${source.at('tags')}/${index}`, writing)),
    ...leftovers(moved, writing),
    ...writeSpelled(credentials.others(body, room), await thereOf(body, written, content !== undefined), writing),
  ];
  const out = {
    passwordHistory: orNull(writeHistory(carries)),
    revisionDate: dateOf(source, 'modifiedAt', 'revisionDate', carries),
    creationDate: dateOf(source, 'creationAt', 'creationDate', carries),
    deletedDate: deletedDate ?? null,
    ...(archivedDate !== undefined && { archivedDate }),
    id,
    organizationId: carries.setting('organizationId') ?? null,
    folderId: membership.folderId,
    type: typeof carriedType === 'number' && bodyOfType(carriedType) === undefined ? carriedType : ITEM_TYPES[body],
    reprompt: carries.setting('reprompt') ?? 0,
    name: source.text('title') ?? '',
    notes: content?.value ?? null,
    favorite: source.boolean('favorite') ?? false,
    ...(allFields.length > 0 && { fields: allFields }),
    ...(written && { [body]: written }),
    collectionIds: membership.collectionIds,
  };
  carries.close();
  writing.close(source);
  return isJsonObject(unknown) ? withUnknown(out, unknown) : out;
}

/** The credentials of an item: the first of each type, and the rest. */
function sort(item: Taker) {
  const first = new Map<string, Taker>();
  const passkeys: Taker[] = [];
  const sections: Taker[] = [];
  const others: { readonly taker: Taker; readonly type: string; readonly ordinal: number }[] = [];
  const seen = new Map<string, number>();
  for (const taker of item.objects('credentials')) {
    const type = taker.text('type') ?? '';
    const ordinal = (seen.get(type) ?? 0) + 1;
    seen.set(type, ordinal);
    if (type === 'custom-fields') sections.push(taker);
    else if (type === 'passkey') passkeys.push(taker);
    else {
      others.push({ taker, type, ordinal });
      if (ordinal === 1) first.set(type, taker);
    }
  }
  return {
    first,
    passkeys,
    sections,
    /** All that may still hold something which no place has taken. Files are written elsewhere when there is room. */
    others: (body: Body, room: Room) =>
      others.flatMap(({ taker, type, ordinal }) => {
        if (type !== 'file' || !room.files) return [{ taker, isPlaced: ordinal === 1 && (type === 'note' || PLACES[body].includes(type)) }];
        taker.settle(...Object.keys(taker.value));
        return [];
      }),
  };
}

type Sorted = ReturnType<typeof sort>;

/** The carried type, unless the item now holds credentials that only a login has a place for; a note where the file has no such body. */
async function bodyFor(
  item: Item,
  carriedType: JsonValue | undefined,
  credentials: Sorted,
  room: Room,
  pointer: string,
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

interface Beside {
  readonly item: Taker;
  readonly carries: Carries;
  readonly createdAt: number | undefined;
  readonly room: Room;
}

async function writeBodyOf(body: Body, credentials: Sorted, moved: Moved, beside: Beside, writing: Writing): Promise<JsonObject> {
  const { item, carries, room } = beside;
  if (body === 'secureNote') return { type: carries.setting('secureNoteType') ?? 0 };
  if (body === 'sshKey') return writeSshKey(credentials.first.get('ssh-key'), moved, carries, writing);
  const placed = new Map([...credentials.first].filter(([type]) => PLACES[body].includes(type)));
  const out = isTableBody(body) ? writeBody(body, placed, moved, writing) : {};
  if (body !== 'login') return out;
  const totp = placed.get('totp');
  const passwordRevisionDate = carries.setting('passwordRevisionDate');
  const autofillOnPageLoad = carries.setting('autofillOnPageLoad');
  if (!room.passkeys) for (const passkey of credentials.passkeys) leavePasskey(passkey, writing);
  return {
    uris: writeUris(item, carries, writing),
    fido2Credentials: room.passkeys ? writePasskeys(credentials.passkeys, carries, beside.createdAt, writing) : [],
    ...out,
    totp: (totp && writeTotp(totp, carries, writing)) ?? takeMoved(moved, 'login', 'totp') ?? null,
    ...(passwordRevisionDate !== undefined && { passwordRevisionDate }),
    ...(autofillOnPageLoad !== undefined && { autofillOnPageLoad }),
  };
}

/** How many credentials of each type reading will make of the body and the notes. */
async function thereOf(body: Body, written: JsonObject, hasNotes: boolean): Promise<Map<string, number>> {
  const item = new ItemBuilder({ exporter: '', format: 'bitwarden' });
  if (isTableBody(body)) readBody(body, new Taker(written, BITWARDEN_NAMES), item);
  const types = [...item.types, ...(hasNotes ? ['note'] : [])];
  const { privateKey, totp } = written;
  if (body === 'sshKey' && typeof privateKey === 'string' && typeof (await readSshPrivateKey(privateKey)) === 'object')
    types.push('ssh-key');
  if (body === 'login' && typeof totp === 'string' && readOtp(totp)?.otp.kind !== 'hotp' && readOtp(totp)) types.push('totp');
  return new Map(types.map((type) => [type, 1]));
}

/** The carried spelling of an instant, when it still is that instant. A year that ISO 8601 writes in more than four digits is lost. */
function dateOf(item: Taker, member: string, vendor: string, carries: Carries): JsonValue {
  const seconds = item.number(member);
  if (seconds === undefined) return carries.setting(vendor) ?? null;
  const carried = carries.memberSpelling(member, seconds);
  if (typeof carried === 'string') return carried;
  const text = instantOf(seconds);
  if (secondsOf(text) === seconds) return text;
  item.leave(member);
  return null;
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}
