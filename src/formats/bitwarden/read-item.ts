import type { JsonValue } from '../../core/json.js';
import { isNothing, type Taker } from '../../core/taker.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { CredentialScope, Item } from '../../cxf/schema/item.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { secondsOf } from './dates.js';
import { idOfUuid } from './ids.js';
import { bodyOfType, inferType } from './infer-type.js';
import { BODY_NAMES, type Body } from './names.js';
import { isTableBody, readBody } from './read-body.js';
import { readFields, readHistory } from './read-fields.js';
import { readTotp, readUris } from './read-login.js';
import { readPasskeys } from './read-passkeys.js';
import { readSshKey } from './read-ssh.js';
import type { Reading } from './reading.js';

/** Members that are settings of the program: kept under their own names. `usual` is what their absence means. */
const SETTINGS: ReadonlyArray<readonly [member: string, usual: JsonValue]> = [
  ['reprompt', 0],
  ['organizationId', ''],
  ['archivedDate', ''],
  ['deletedDate', ''],
];
const LOGIN_SETTINGS = ['passwordRevisionDate', 'autofillOnPageLoad'];

export interface ReadItem {
  readonly item: Item;
  readonly vendorId: string | undefined;
}

/** Reads one item. Undefined when it is in the trash and stays there. */
export async function readItem(source: Taker, used: Set<string>, reading: Reading): Promise<ReadItem | undefined> {
  const trashed = typeof source.value['deletedDate'] === 'string' && source.value['deletedDate'] !== '';
  if (trashed && !reading.includeTrash) {
    reading.findings.loss('trash.left-out', 'policy', source.pointer);
    source.settle(...Object.keys(source.value));
    return undefined;
  }
  const item = new ItemBuilder(reading.origin);
  const type = source.number('type');
  let scope: CredentialScope | undefined;
  for (const name of BODY_NAMES) {
    const body = source.object(name);
    if (!body) continue;
    // The body of another type than the item's: its values are kept, but not as a body of its own.
    if (type !== undefined && bodyOfType(type) !== name && !Object.values(body.value).every(isNothing))
      reading.findings.change('field.moved', body.pointer);
    scope = (await readBodyOf(name, body, item, reading)) ?? scope;
  }
  const notes = source.text('notes');
  if (notes !== undefined) item.add({ type: 'note', content: { fieldType: 'string', value: notes } });
  readFields(source, item, reading);
  readHistory(source, item);
  if (type === undefined) item.setting('type', null);
  else if (bodyOfType(type) !== inferType(item.types, scope !== undefined)) item.setting('type', type);
  readSettings(source, SETTINGS, item);
  // The key of the account's own encryption, meaningless outside it.
  if (source.text('key') !== undefined) reading.findings.loss('source.value-unread', 'unsupported', source.at('key'));
  const unknown = source.unknownMembers();
  if (unknown) {
    item.extend('cx-unknown-members', { members: unknown });
    reading.findings.info('source.member-unknown', source.pointer);
  }
  const vendorId = source.text('id');
  const built = item.build({
    id: await idOf(vendorId, source, used, reading),
    title: source.text('name') ?? '',
    creationAt: readDate(source, 'creationDate', 'creationAt', item),
    modifiedAt: readDate(source, 'revisionDate', 'modifiedAt', item),
    favorite: source.boolean('favorite'),
    scope,
    ...(trashed && { tags: ['Trash'] }),
  });
  reading.origins.set(built, source.pointer);
  return { item: built, vendorId };
}

async function readBodyOf(name: Body, body: Taker, item: ItemBuilder, reading: Reading): Promise<CredentialScope | undefined> {
  if (name === 'sshKey') await readSshKey(body, item, reading);
  else if (isTableBody(name)) {
    readBody(name, body, item);
    if (name === 'login') {
      readTotp(body, item, reading);
      readPasskeys(body, item, reading);
      readSettings(
        body,
        LOGIN_SETTINGS.map((member) => [member, ''] as const),
        item,
      );
      return readUris(body, item);
    }
  } else {
    const kind = body.number('type');
    if (kind !== undefined && kind !== 0) item.setting('secureNoteType', kind);
  }
  return undefined;
}

function readSettings(source: Taker, members: ReadonlyArray<readonly [string, JsonValue]>, item: ItemBuilder): void {
  for (const [member, usual] of members) {
    const value = source.raw(member);
    if (value !== undefined && value !== usual) item.setting(member, value);
  }
}

/** The seconds go into CXF; the exact spelling is carried when it holds more. */
function readDate(source: Taker, vendor: string, member: string, item: ItemBuilder): number | undefined {
  const text = source.text(vendor);
  if (text === undefined) return undefined;
  const seconds = secondsOf(text);
  if (seconds === undefined) item.setting(vendor, text);
  else item.spelling(member, seconds, text);
  return seconds;
}

async function idOf(vendorId: string | undefined, source: Taker, used: Set<string>, reading: Reading): Promise<string> {
  const own = vendorId === undefined ? undefined : idOfUuid(vendorId);
  if (own !== undefined && !used.has(own)) {
    used.add(own);
    return own;
  }
  if (vendorId !== undefined) reading.findings.change('id.replaced', source.at('id'));
  return deriveId(reading.digest, reading.origin.format, source.pointer);
}
