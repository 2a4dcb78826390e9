import { asJson } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { isNothing, type Taker } from '../../core/taker.js';
import type { AnyCredential } from '../../cxf/schema/credential.js';
import type { Item } from '../../cxf/schema/item.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import { leavePasskey } from '../writing/leave.js';
import { sortCredentials } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';
import { titleOf } from './addresses.js';
import { NoteLines } from './note-lines.js';
import { OwnFields } from './own-fields.js';
import type { Column, CsvManager, Place } from './table.js';
import { parseTypedNote } from './typed-note.js';
import { writeAddresses } from './write-addresses.js';
import { type From, writeCell } from './write-cell.js';

/** The cells of an item by their columns, and the addresses: a row for each. */
export interface WrittenItem {
  readonly cells: ReadonlyMap<Column, string>;
  /** At least one, which may be "". */
  readonly addresses: readonly string[];
}

/** What the table says of an item beside its own members. */
export interface ItemPlace {
  readonly pointer: string;
  readonly folder: string;
}

/** Writes one item; what no column takes goes behind the note or is reported. */
export function writeItem(item: Item, place: ItemPlace, manager: CsvManager, writing: Writing): WrittenItem {
  const source = writing.open(item, place.pointer, { title: item.title });
  source.settle('id');
  const has = (to: Place['to']): boolean => manager.columns.some((column) => column.place.to === to);
  const carries = new Carries(source, writing);
  const credentials = sortCredentials(source);
  const fields = new OwnFields(credentials.sections, manager, writing);
  const lines = new NoteLines(has('note'), writing);
  const addresses = writeAddresses(source, manager, lines, writing);
  const from: From = { item, source, credentials, carries, folder: place.folder, writing };
  const cells = new Map<Column, string>();
  for (const column of manager.columns) cells.set(column, writeCell(column.place, from) ?? fields.take(column) ?? '');

  if (!has('title')) leaveTitle(source, addresses[0], writing);
  const subtitle = source.text('subtitle');
  if (subtitle !== undefined) lines.add('Subtitle', subtitle, source.at('subtitle'));
  for (const { value, index } of has('tags') ? [] : source.texts('tags')) {
    if (value !== '') lines.add('Tag', value, `${source.at('tags')}/${index}`);
  }
  for (const member of ['creationAt', 'modifiedAt'] as const) {
    if (!has(member) && source.number(member) !== undefined) writing.leave('date.left-behind', source.at(member));
  }
  if (source.value['favorite'] === false) source.settle('favorite');
  // The note itself is written last, with all that stands behind it.
  const note = credentials.first.get('note');
  const content = note && has('note') ? takeField('note', note, 'content', writing) : undefined;
  fields.leave(lines);
  for (const passkey of credentials.passkeys) leavePasskey(passkey, writing, 'passkey.left-behind');
  // They go where their passkeys go.
  carries.take('cx-passkey-details');
  if (manager.typedNotes && content && parseTypedNote(content.value)) writing.change('target.ambiguous', content.pointer);
  for (const credential of credentials.plain) lines.addCredential(credential);
  if (content && !lines.isEmpty) writing.change('note.extended', content.pointer);
  for (const column of manager.columns) if (column.place.to === 'note') cells.set(column, lines.behind(content?.value ?? ''));
  carries.close();
  writing.close(source);
  return { cells, addresses: addresses.length > 0 ? addresses : [noAddress(item, manager)] };
}

/** What stands in the column of addresses when there is none. */
function noAddress(item: Item, manager: CsvManager): string {
  const { login = '', note = '' } = manager.placeholders ?? {};
  return isLogin(item, manager) ? login : note;
}

/** The table has no titles: the reader makes one of the address. */
function leaveTitle(item: Taker, address: string | undefined, writing: Writing): void {
  const title = item.text('title') ?? '';
  if (title === titleOf(address)) return;
  writing.leave('title.left-behind', item.at('title'));
}

/** True when a row of the table would hold any of the login that an item is. */
export function isLogin(item: Item, { columns }: CsvManager): boolean {
  const { urls, androidApps } = item.scope ?? { urls: [], androidApps: [] };
  if (urls.some((url) => url !== '') || androidApps.length > 0) return true;
  const types = new Set(columns.flatMap(({ place }) => (place.to === 'otp' ? ['totp'] : place.to === 'member' ? [place.credential] : [])));
  return item.credentials.some((credential) => types.has(credential.type) && saysSomething(credential));
}

function saysSomething(credential: AnyCredential): boolean {
  return Object.entries(asJson(credential)).some(([name, member]) => {
    if (name === 'type' || isNothing(member)) return false;
    return !isJsonObject(member) || !isNothing(member['value']);
  });
}
