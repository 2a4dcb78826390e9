import { fromBase64Url } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { sshFingerprint, sshPublicLine, writeSshPrivateKey } from '../../ssh/index.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import type { Writing } from '../writing/writing.js';
import { instantOf } from './dates.js';
import { bodyOfType, inferType } from './infer-type.js';
import { type Body, FIELD, ITEM_TYPES } from './names.js';
import { isTableBody } from './read-body.js';
import { type Moved, takeMoved, writeBody } from './write-body.js';
import { leftovers, writeFields, writeHistory, writeSpelled } from './write-fields.js';
import { writeTotp, writeUris } from './write-login.js';
import { writePasskeys } from './write-passkeys.js';

/** The credential types that each body has a place for, beside the note and the custom fields that every item has. */
const PLACES: Readonly<Record<Body, readonly string[]>> = {
  login: ['basic-auth', 'totp', 'passkey'],
  secureNote: [],
  card: ['credit-card'],
  identity: ['person-name', 'address', 'identity-document', 'passport', 'drivers-license'],
  sshKey: ['ssh-key'],
  bankAccount: [],
  driversLicense: ['person-name', 'drivers-license'],
  passport: ['person-name', 'passport'],
};

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
  bodies: readonly Body[],
  writing: Writing,
): Promise<JsonObject> {
  const source = writing.open(item, pointer, { title: item.title });
  source.settle('id');
  const carries = new Carries(source, writing);
  const members = carries.take('cx-settings')?.['members'];
  const settings = isJsonObject(members) ? members : {};
  const unknown = carries.take('cx-unknown-members')?.['members'];
  const spellings = carries.entries('cx-spelling');
  const credentials = sort(source);
  const body = bodyFor(item, settings, bodies);
  const moved: Moved = new Map();
  const fields = writeFields(credentials.sections, body, moved, writing);
  const createdAt = source.number('creationAt');
  const written = await writeBodyOf(body, credentials, moved, { item: source, carries, settings, spellings, createdAt }, writing);
  const notes = credentials.note && takeField('note', credentials.note, 'content', writing);
  const texts = ['subtitle' as const].flatMap((member) => label('Subtitle', source.text(member)));
  const tags = source
    .texts('tags')
    .flatMap(({ value }) => (settings['deletedDate'] !== undefined && value === 'Trash' ? [] : label('Tag', value)));
  const allFields = [...fields, ...writeSpelled(credentials.spelled(body), writing), ...texts, ...tags, ...leftovers(moved)];
  const out = {
    passwordHistory: orNull(writeHistory(carries)),
    revisionDate: dateOf(source.number('modifiedAt') ?? createdAt, 'modifiedAt', settings['revisionDate'], spellings),
    creationDate: dateOf(createdAt, 'creationAt', settings['creationDate'], spellings),
    deletedDate: settings['deletedDate'] ?? null,
    ...(settings['archivedDate'] !== undefined && { archivedDate: settings['archivedDate'] }),
    id,
    organizationId: settings['organizationId'] ?? null,
    folderId: membership.folderId,
    type: typeof settings['type'] === 'number' && bodyOfType(settings['type']) === undefined ? settings['type'] : ITEM_TYPES[body],
    reprompt: settings['reprompt'] ?? 0,
    name: source.text('title') ?? '',
    notes: notes?.value ?? null,
    favorite: source.boolean('favorite') ?? false,
    ...(allFields.length > 0 && { fields: allFields }),
    ...(written && { [body]: written }),
    collectionIds: membership.collectionIds,
    ...(isJsonObject(unknown) ? unknown : {}),
  };
  carries.close();
  writing.close(source);
  return out;
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
    else if (ordinal === 1) first.set(type, taker);
    if (type !== 'custom-fields') others.push({ taker, type, ordinal });
  }
  return {
    first,
    passkeys,
    sections,
    note: first.get('note'),
    /** Those that the body has no place for. */
    spelled: (body: Body) =>
      others.filter(
        ({ type, ordinal }) =>
          !(type === 'passkey' && body === 'login') && !(ordinal === 1 && (type === 'note' || PLACES[body].includes(type))),
      ),
  };
}

type Sorted = ReturnType<typeof sort>;

/** The carried type, unless the item now holds credentials that only a login has a place for; a note where the file has no such body. */
function bodyFor(item: Item, settings: JsonObject, bodies: readonly Body[]): Body {
  const inferred = inferType(new Set(item.credentials.map(({ type }) => type)), item.scope !== undefined);
  const carried = bodyOfType(settings['type']);
  const body = carried === undefined || (inferred === 'login' && carried !== 'login') ? inferred : carried;
  return bodies.includes(body) ? body : 'secureNote';
}

interface Beside {
  readonly item: Taker;
  readonly carries: Carries;
  readonly settings: JsonObject;
  readonly spellings: readonly JsonObject[];
  readonly createdAt: number | undefined;
}

async function writeBodyOf(body: Body, credentials: Sorted, moved: Moved, beside: Beside, writing: Writing): Promise<JsonObject> {
  if (body === 'secureNote') return { type: beside.settings['secureNoteType'] ?? 0 };
  if (body === 'sshKey') return writeSshKey(credentials.first.get('ssh-key'), moved, beside.settings);
  const out = isTableBody(body) ? writeBody(body, credentials.first, moved, writing) : {};
  if (body !== 'login') return out;
  const totp = credentials.first.get('totp');
  const { settings } = beside;
  return {
    uris: writeUris(beside.item, beside.carries, settings, writing),
    fido2Credentials: writePasskeys(credentials.passkeys, beside.carries, beside.createdAt, writing),
    ...out,
    totp: (totp && writeTotp(totp, beside.spellings)) ?? takeMoved(moved, 'login', 'totp') ?? null,
    ...(settings['passwordRevisionDate'] !== undefined && { passwordRevisionDate: settings['passwordRevisionDate'] }),
    ...(settings['autofillOnPageLoad'] !== undefined && { autofillOnPageLoad: settings['autofillOnPageLoad'] }),
  };
}

async function writeSshKey(credential: Taker | undefined, moved: Moved, settings: JsonObject): Promise<JsonObject> {
  const pkcs8 = fromBase64Url(credential?.text('privateKey') ?? '');
  const layout = isJsonObject(settings['sshKey']) ? settings['sshKey'] : {};
  const line = pkcs8 && pkcs8.length > 0 ? await sshPublicLine(pkcs8) : undefined;
  const pem =
    pkcs8 && pkcs8.length > 0
      ? await writeSshPrivateKey(pkcs8, { ...sshLayout(layout), comment: credential?.text('keyComment') ?? '' })
      : undefined;
  if (line !== undefined && credential?.value['keyType'] === line.split(' ', 1)[0]) credential?.settle('keyType');
  if (credential && pem === undefined) credential.leave('privateKey');
  const fingerprintMember = settings['fingerprintMember'] === 'fingerprint' ? 'fingerprint' : 'keyFingerprint';
  return {
    privateKey: takeMoved(moved, 'sshKey', 'privateKey') ?? pem ?? null,
    publicKey: takeMoved(moved, 'sshKey', 'publicKey') ?? line ?? null,
    [fingerprintMember]:
      takeMoved(moved, 'sshKey', fingerprintMember) ?? (line === undefined ? null : ((await sshFingerprint(line)) ?? null)),
  };
}

function sshLayout(layout: JsonObject) {
  const { container, checkint, finalNewline } = layout;
  const known = (['openssh', 'pkcs8', 'pkcs1', 'sec1'] as const).find((name) => name === container);
  return {
    container: known ?? ('openssh' as const),
    checkint: typeof checkint === 'number' ? checkint : 0,
    finalNewline: finalNewline === true,
  };
}

/** The carried spelling of an instant, when it still is that instant. */
function dateOf(seconds: number | undefined, member: string, invalid: JsonValue | undefined, spellings: readonly JsonObject[]): JsonValue {
  if (seconds === undefined) return invalid ?? null;
  const carried = spellings.find((entry) => entry['member'] === member && entry['of'] === seconds);
  return carried?.['is'] ?? instantOf(seconds);
}

function label(name: string, value: string | undefined) {
  return value === undefined ? [] : [{ name, value, type: FIELD.text, linkedId: null }];
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}
