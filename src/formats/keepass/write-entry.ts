import { isJsonObject, type JsonObject } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import { sortCredentials } from '../writing/sorted.js';
import { spellRest } from '../writing/spelled.js';
import type { Writing } from '../writing/writing.js';
import type { Held } from './held.js';
import { type Binaries, writeFiles } from './write-files.js';
import { writeHistory } from './write-history.js';
import type { Uuids } from './write-ids.js';
import { writeOtps } from './write-otp.js';
import { partEntry } from './write-parts.js';
import { writePasskeys } from './write-passkeys.js';
import { writeScope } from './write-scope.js';
import { EntryStrings } from './write-strings.js';
import { writeTags } from './write-tags.js';
import { writeTimes } from './write-times.js';

/** What every entry of one database shares. */
export interface EntryWriting {
  readonly held: Held;
  readonly binaries: Binaries;
  readonly uuids: Uuids;
  readonly writing: Writing;
}

/** Settings before the strings, in KeePass's order, with what KeePass writes for none. */
const BEFORE = [
  ['IconID', '0'],
  ['CustomIconUUID', undefined],
  ['ForegroundColor', ''],
  ['BackgroundColor', ''],
  ['OverrideURL', ''],
] as const;
const AUTO_TYPE = { Enabled: 'True', DataTransferObfuscation: '0' } as const;

/** One item → its entry, and one more for each further passkey. The elements stand in KeePass's own order, which Bitwarden's reader needs. */
export async function writeEntry(item: Item, pointer: string, uuid: string, isTrash: boolean, shared: EntryWriting): Promise<JsonObject[]> {
  const { held, binaries, uuids, writing } = shared;
  const source = writing.open(item, pointer, { title: item.title });
  source.settle('id');
  const carries = new Carries(source, writing);
  const unknown = held.unknown(carries.take('cx-unknown-members')?.['members']);
  const { first: firsts, passkeys, sections, plain } = sortCredentials(source);
  const files = plain.filter(({ type }) => type === 'file').map(({ taker }) => taker);
  const others = plain.filter(({ type }) => type !== 'file');
  const strings = new EntryStrings(held, writing, texts(carries.setting('protection')));
  const title = source.text('title') ?? '';
  strings.add('Title', textOr(carries.memberSpelling('title', title), title), source.at('title'));
  const there = writeLogin(firsts, strings, writing);
  writeScope(source, carries, strings, writing);
  const generators = others.filter(({ type }) => type === 'totp').map(({ taker }) => taker);
  const written = writeOtps(generators, carries, strings, writing);
  there.set('totp', written.size);
  const [first, ...further] = await writePasskeys(passkeys, carries, pointer, writing);
  const inOne = further.filter(({ suffix }) => suffix !== '');
  for (const each of first ? [first, ...inOne] : [])
    for (const [key, value] of each.strings) if (!strings.has(key)) strings.add(key, value, each.pointer);
  const placed = new Set([...written, ...['basic-auth', 'note'].flatMap((type) => firsts.get(type) ?? [])]);
  const left = others.map(({ taker }) => ({ taker, isPlaced: placed.has(taker) }));
  writeFields(sections, spellRest(left, there, writing), strings, source, writing);
  const times = writeTimes(source, carries.setting('Times'), held);
  const tags = writeTags(source, carries, isTrash, held, writing);
  const before = BEFORE.flatMap(([name, usual]) => {
    const value = held.carried(carries.setting(name)) ?? usual;
    return value === undefined ? [] : [[name, value] as const];
  });
  const after = ['QualityCheck', 'PreviousParentGroup'].flatMap((name) => {
    const value = held.carried(carries.setting(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  const autoType = held.carried(carries.setting('AutoType'));
  const customData = held.carried(carries.setting('CustomData'));
  const binary = writeFiles(files, carries, binaries, held, writing);
  const history = writeHistory(carries, uuid, `${pointer}/extensions`, held, writing);
  carries.close();
  writing.close(source);
  const entry = {
    UUID: uuid,
    ...Object.fromEntries(before),
    Tags: tags,
    ...Object.fromEntries(after),
    Times: times,
    String: strings.toJson(),
    Binary: binary,
    AutoType: { ...AUTO_TYPE, ...(isJsonObject(autoType) && autoType) },
    ...(customData !== undefined && { CustomData: customData }),
    ...(history.length > 0 && { History: { Entry: history } }),
    ...unknown,
  };
  const apart = further.filter(({ suffix }) => suffix === '');
  return [entry, ...(await Promise.all(apart.map((passkey, n) => partEntry(passkey, n + 2, { uuid, times, strings }, shared, uuids))))];
}

/** The first login and the first note have strings of their own. Gives how many of each type reading will find. */
function writeLogin(firsts: ReadonlyMap<string, Taker>, strings: EntryStrings, writing: Writing): Map<string, number> {
  const there = new Map<string, number>();
  const put = (type: 'basic-auth' | 'note', member: string, key: string): void => {
    const credential = firsts.get(type);
    const taken = credential && takeField(type, credential, member, writing);
    if (!taken) return;
    strings.add(key, textOr(taken.spelling, taken.value), taken.pointer);
    there.set(type, 1);
  };
  put('basic-auth', 'username', 'UserName');
  put('basic-auth', 'password', 'Password');
  put('note', 'content', 'Notes');
  return there;
}

/** Spelled-out credentials keep their names, so that they can be read again; the person's own fields make room. */
function writeFields(
  sections: readonly Taker[],
  spelled: ReturnType<typeof spellRest>,
  strings: EntryStrings,
  source: Taker,
  writing: Writing,
): void {
  const reserved = new Set(spelled.map(({ name }) => name));
  for (const section of sections) {
    new Carries(section, writing).close();
    for (const field of section.objects('fields')) writeField(field, reserved, strings, writing);
  }
  const subtitle = source.text('subtitle');
  if (subtitle !== undefined) {
    writing.change('field.moved', source.at('subtitle'));
    strings.field('Subtitle', subtitle, false, source.at('subtitle'));
  }
  for (const { name, value, concealed, pointer } of spelled) strings.field(name, value, concealed, pointer);
}

function writeField(field: Taker, reserved: ReadonlySet<string>, strings: EntryStrings, writing: Writing): void {
  const carries = new Carries(field, writing);
  const member = carries.take('cx-member')?.['member'];
  const value = field.text('value') ?? '';
  const text = textOr(carries.spelling(value), value);
  const label = field.text('label') ?? '';
  const fieldType = field.text('fieldType');
  const isProtected = fieldType === 'concealed-string';
  if (reserved.has(label)) strings.field(`${label} (2)`, text, isProtected, field.pointer);
  else if (label !== '' || value !== '') {
    strings.warnOfSpelled(label, field.pointer);
    strings.field(label, text, isProtected, field.pointer, member === label);
  }
  if (!isProtected && fieldType !== 'string' && label + value !== '') writing.change('field.type-changed', field.at('fieldType'));
  carries.close();
}

function textOr(value: unknown, other: string): string {
  return typeof value === 'string' ? value : other;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
