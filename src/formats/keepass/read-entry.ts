import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { readSpelled } from '../reading/spelled.js';
import { inSpelledOrder } from '../spelling.js';
import { idOfUuid } from './ids.js';
import { FAVORITE, hasMeaning, STANDARD, TRASH } from './names.js';
import { readFiles } from './read-files.js';
import { readHistory } from './read-history.js';
import { readOtps } from './read-otp.js';
import { readPasskeys } from './read-passkeys.js';
import { type StringField, Strings } from './read-strings.js';
import { readTimes } from './read-times.js';
import { readScope } from './read-urls.js';
import type { Reading } from './reading.js';
import { resolved } from './resolve-references.js';
import { carriedTree } from './times.js';

/** Members that are settings of the program, kept under their own names. `usual` is what their absence means. */
const SETTINGS: ReadonlyArray<readonly [member: string, usual: JsonValue]> = [
  ['IconID', '0'],
  ['CustomIconUUID', ''],
  ['ForegroundColor', ''],
  ['BackgroundColor', ''],
  ['OverrideURL', ''],
  ['QualityCheck', 'True'],
  ['PreviousParentGroup', ''],
  ['AutoType', ''],
  ['CustomData', ''],
];

/** Reads one entry, together with those that hold its further passkeys. */
export async function readEntry(source: Taker, parts: readonly Taker[], isTrash: boolean, reading: Reading): Promise<Item> {
  const item = new ItemBuilder(reading.origin);
  const strings = new Strings(source);
  const title = strings.take('Title');
  const name = title ? resolved(title, reading) : '';
  if (title && name !== title.value) item.spelling('title', name, title.value);
  readLogin(strings, item, reading);
  const scope = readScope(strings, item, reading);
  readOtps(strings, item, reading);
  const further = parts.map((part) => new Strings(part));
  for (const each of further) for (const key of STANDARD) each.take(key);
  await readPasskeys([strings, ...further], item, reading);
  readNotes(strings, item, reading);
  // Programs write it when there is none.
  if (strings.find('URL')?.value === '') strings.take('URL');
  await readFiles(source, item, reading);
  readFields([...strings.rest, ...further.flatMap(({ rest }) => rest)], item, reading);
  if (strings.oddlyProtected.length > 0) item.setting('protection', strings.oddlyProtected);
  readHistory(source, item, reading);
  const { favorite, tags } = readTags(source, isTrash, item);
  const { creationAt, modifiedAt } = readTimes(source, (times) => item.setting('Times', times));
  for (const [member, usual] of SETTINGS) {
    const value = source.raw(member);
    if (value !== undefined && value !== '' && value !== usual) item.setting(member, carriedTree(value));
  }
  const unknown = source.unknownMembers();
  if (unknown) {
    item.extend('cx-unknown-members', { members: unknown });
    reading.findings.info('source.member-unknown', source.pointer);
  }
  const built = item.build({ id: await idOf(source, reading), title: name, creationAt, modifiedAt, favorite, scope, tags });
  reading.origins.set(built, source.pointer);
  return built;
}

function readLogin(strings: Strings, item: ItemBuilder, reading: Reading): void {
  for (const [key, member] of [
    ['UserName', 'username'],
    ['Password', 'password'],
  ] as const) {
    const field = strings.take(key);
    if (!field || field.value === '') continue;
    const value = resolved(field, reading);
    item.set('basic-auth', member, value, value === field.value ? undefined : field.value);
  }
}

function readNotes(strings: Strings, item: ItemBuilder, reading: Reading): void {
  const field = strings.take('Notes');
  if (!field || field.value === '') return;
  const value = resolved(field, reading);
  const extensions = value === field.value ? undefined : [item.carry('cx-spelling', { of: value, is: field.value })];
  item.add({ type: 'note', content: { fieldType: 'string', value, ...(extensions && { extensions }) } });
}

/** What is left: a field each, or the credential that some of them spell out. */
function readFields(rest: readonly StringField[], item: ItemBuilder, reading: Reading): void {
  const fields = inSpelledOrder(
    rest
      .filter(({ key, value }) => key !== '' || value !== '')
      .map((field) => ({ name: field.key, value: field.value, concealed: field.isProtected, field })),
  );
  const spelled = readSpelled(fields, item, (index) =>
    reading.findings.change('credential.read-from-fields', fields[index]?.field.pointer ?? ''),
  );
  for (const [index, { field }] of fields.entries()) {
    if (spelled.has(index)) continue;
    const value = resolved(field, reading);
    const spelling = value === field.value ? undefined : item.carry('cx-spelling', { of: value, is: field.value });
    item.custom(
      field.key,
      value,
      field.isProtected ? 'concealed-string' : 'string',
      hasMeaning(field.key) ? field.key : undefined,
      spelling,
    );
  }
}

/** `Tags`, separated by semicolons or commas; KeePassXC marks favourites with one. */
function readTags(source: Taker, isTrash: boolean, item: ItemBuilder) {
  const text = source.text('Tags') ?? '';
  const all = text
    .split(/[;,]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const favorite = all.includes(FAVORITE);
  const tags = all.filter((tag) => tag !== FAVORITE);
  const written = [...(favorite ? [FAVORITE] : []), ...tags].join(';');
  if (written !== text) item.spelling('tags', written, text);
  return { favorite, tags: isTrash && !tags.includes(TRASH) ? [...tags, TRASH] : tags };
}

async function idOf(source: Taker, reading: Reading): Promise<string> {
  const uuid = source.text('UUID');
  const own = uuid === undefined ? undefined : idOfUuid(uuid);
  const isFree = own !== undefined && !reading.used.has(own);
  if (uuid !== undefined && !isFree) reading.findings.change('id.replaced', source.at('UUID'));
  const id = isFree ? own : await deriveId(reading.digest, reading.origin.format, source.pointer);
  reading.used.add(id);
  return id;
}
