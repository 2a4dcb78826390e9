import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import { sortCredentials } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';
import { chooseBody } from './choose-body.js';
import { instantOf, secondsOf } from './dates.js';
import { bodyOfType } from './infer-type.js';
import { leftToSpell, settleFiles } from './item-credentials.js';
import { ITEM_TYPES } from './names.js';
import { countReadBack } from './read-back.js';
import type { Room } from './room.js';
import { withUnknown } from './vendor-ids.js';
import { writeItemBody } from './write-bodies.js';
import type { Moved } from './write-body.js';
import { labelled, leftovers, writeFields, writeHistory, writeSpelled } from './write-fields.js';
import type { Membership } from './write-folders.js';

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
  const credentials = sortCredentials(source);
  if (room.files) settleFiles(credentials);
  const carriedType = carries.setting('type');
  const body = await chooseBody(item, pointer, carriedType, credentials, room, writing);
  const moved: Moved = new Map();
  const fields = writeFields(credentials.sections, body, moved, writing);
  const createdAt = source.number('creationAt');
  const written = await writeItemBody(body, { item: source, carries, credentials, moved, createdAt }, room, writing);
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
    ...writeSpelled(leftToSpell(credentials, body, room), await countReadBack(body, written, content !== undefined), writing),
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
