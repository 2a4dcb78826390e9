import type { Bytes } from '../../core/bytes.js';
import type { Findings } from '../../core/report.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import { readOtp } from '../../otp/otpauth.js';
import { ItemBuilder, type ItemFacts, type Origin } from '../reading/item-builder.js';
import { addOtp } from '../reading/one-time-password.js';
import { scopeOf, splitUrls, titleOf } from './addresses.js';
import type { Row } from './cells.js';
import type { Folders } from './folders.js';
import { idOfGuid } from './guid.js';
import type { Column, CsvManager } from './table.js';
import { parseTypedNote, readTypedNote } from './typed-note.js';

/** What the rows of one table share while it is read. */
export interface Reading {
  readonly manager: CsvManager;
  readonly findings: Findings;
  /** Of the input; identifiers are derived from it. */
  readonly digest: Bytes;
  readonly origin: Origin;
  /** Identifiers given so far. */
  readonly ids: Set<string>;
  readonly folders: Folders;
}

type Facts = { -readonly [K in keyof ItemFacts]?: ItemFacts[K] };

/** One row → one item; undefined when it is none, which is reported. */
export async function readRow(row: Row, reading: Reading): Promise<Item | undefined> {
  const { manager, findings, origin } = reading;
  const url = manager.columns.find(({ place }) => place.to === 'url');
  const address = url ? row.cell(url) : '';
  if (manager.notAnItem?.url === address) {
    findings.loss(manager.notAnItem.code, 'policy', row.pointer);
    return undefined;
  }
  if (manager.folderRow !== undefined && address === manager.folderRow) {
    addFolder(row, reading);
    return undefined;
  }
  const item = new ItemBuilder(origin);
  const facts: Facts = { id: await deriveId(reading.digest, origin.format, row.pointer) };
  for (const column of manager.columns) {
    const text = row.cell(column);
    if (text !== '') readCell(column, text, row, { item, facts, reading });
  }
  for (const { heading, value, pointer } of row.others) {
    findings.change('field.moved', pointer);
    item.custom(heading, value, 'string');
  }
  const { id = '', title } = facts;
  reading.ids.add(id);
  // Read last: a cell may have brought an identifier of its own.
  addFolder(row, reading, id);
  const isPlaceholder = Object.values(manager.placeholders ?? {}).includes(address);
  return item.build({ ...facts, id, title: title ?? (isPlaceholder ? '' : titleOf(manager.oneRow ? address : splitUrls(address)[0])) });
}

/** The folder that a row names, with the item in it when there is one. */
function addFolder(row: Row, { manager, folders }: Reading, item?: string): void {
  for (const column of manager.columns) {
    const { place } = column;
    const path = row.cell(column);
    if (place.to === 'folder' && path !== '' && !place.none?.includes(path)) folders.add(path, place.separator, item);
  }
}

interface Target {
  readonly item: ItemBuilder;
  readonly facts: Facts;
  readonly reading: Reading;
}

/** A cell that says something, to where its column says. */
function readCell(column: Column, text: string, row: Row, { item, facts, reading }: Target): void {
  const { place } = column;
  const { manager, findings } = reading;
  const member = `${manager.id}.${column.heading}`;
  switch (place.to) {
    case 'title':
      facts.title = text;
      return;
    case 'url': {
      if (Object.values(manager.placeholders ?? {}).includes(text)) return;
      const addresses = manager.oneRow ? [text] : splitUrls(text);
      if (addresses.length > 1) findings.change('csv.addresses-split', row.at(column));
      facts.scope = scopeOf(addresses, manager.androidUrls === true);
      return;
    }
    case 'note': {
      const typed = manager.typedNotes ? parseTypedNote(text) : undefined;
      if (typed) {
        findings.change('csv.note-taken-apart', row.at(column));
        readTypedNote(typed, item);
        return;
      }
      item.add({ type: 'note', content: { fieldType: 'string', value: text } });
      return;
    }
    case 'member':
      if (!item.set(place.credential, place.member, text)) item.custom(place.label, text, 'string', member);
      return;
    case 'custom':
      item.custom(place.label, text, place.fieldType, member);
      return;
    case 'setting':
      item.setting(place.name, text);
      return;
    case 'otp':
      readCode(text, row.at(column), member, item, reading);
      return;
    case 'creationAt':
    case 'modifiedAt':
      readInstant(place.to, text, member, item, facts);
      return;
    case 'id': {
      const id = idOfGuid(text);
      if (id !== undefined && !reading.ids.has(id)) facts.id = id;
      else if (id !== undefined) findings.change('id.replaced', row.at(column));
      else item.setting('guid', text);
      return;
    }
    case 'favorite':
      if (text === place.yes) facts.favorite = true;
      else if (text !== place.no) item.setting('favorite', text);
      return;
    case 'tags':
      facts.tags = text.split(place.separator).filter((tag) => tag !== '');
      return;
    case 'folder':
  }
}

/** An otpauth URI or a bare secret; what makes no codes stays visible, concealed. */
function readCode(text: string, pointer: string, member: string, item: ItemBuilder, { findings }: Reading): void {
  const read = readOtp(text);
  const isAdded = read && read.otp.kind !== 'hotp' && addOtp(read.otp, text, item, () => findings.change('otp.secret-normalised', pointer));
  if (isAdded) return;
  if (!read) findings.warning('otp.unreadable', pointer);
  item.custom('One-time password', text, 'concealed-string', member);
}

/** Milliseconds, of which CXF §3.2.3 keeps seconds; the rest is carried. */
function readInstant(to: 'creationAt' | 'modifiedAt', text: string, member: string, item: ItemBuilder, facts: Facts): void {
  const milliseconds = /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
  if (milliseconds === undefined) {
    item.setting(member, text);
    return;
  }
  const seconds = Math.floor(milliseconds / 1000);
  facts[to] = seconds;
  if (String(seconds * 1000) !== text) item.spelling(to, seconds, text);
}
