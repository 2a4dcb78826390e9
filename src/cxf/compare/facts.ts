import { asJson } from '../../core/brand.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { child, type Pointer } from '../../core/pointer.js';
import { isNothing } from '../../core/taker.js';
import { carryName } from '../carry/names.js';
import type { Collection } from '../schema/collection.js';
import { CREDENTIALS, isCredentialType } from '../schema/credential.js';
import type { CxfDocument } from '../schema/document.js';
import type { MemberSpec } from '../schema/member.js';
import { NAMES } from '../schema/names.js';
import { canonicalBase64, canonicalKey, canonicalOtp } from './canonical.js';

/** One thing that a vault says of one of its items. Two vaults that state the same facts are the same to their owner. */
export interface Fact {
  /** The title of the item. */
  readonly item: string;
  /** The credential type; `item`, `scope`, `collection`, `extension` or `account` for what stands beside credentials. */
  readonly kind: string;
  /** The member; of custom fields the label. */
  readonly member: string;
  /** In the one spelling that all spellings of the value have in common. */
  readonly value: string;
  /** Where it stands in the document. */
  readonly pointer: Pointer;
  /** The item, where `pointer` is none below it: an item is in a folder. */
  readonly owner?: Pointer;
}

/**
 * Every fact of a document (CXF §3.2, §3.3), in document order. What says nothing (null, "", empty arrays) is no fact, nor are the header,
 * identifiers, captions that only repeat the member, settings that this toolkit carries, and the order of things. Dates are UNIX seconds.
 */
export function factsOf(document: CxfDocument): Fact[] {
  return document.accounts.flatMap((account, a) => {
    const at = `/accounts/${a}`;
    const titles = new Map(account.items.map(({ id, title }) => [id, title]));
    const places = new Map(account.items.map(({ id }, i) => [id, `${at}/items/${i}`]));
    const { items: _, collections: __, id: ___, ...own } = account;
    return [
      ...leaves('', 'account', asJson(own), at, '', asJson(account)),
      ...collectionFacts(account.collections, { own: account.id, titles, places }, [], `${at}/collections`),
      ...account.items.flatMap((item, i) => itemFacts(asJson(item), item.title, titles, `${at}/items/${i}`)),
    ];
  });
}

/** What two facts must have in common to be the same. */
export function factKey({ item, kind, member, value }: Fact): string {
  return JSON.stringify([item, kind, member, value]);
}

/** The titles of an account's items and where they stand, by their identifiers. */
interface AccountItems {
  readonly own: string;
  readonly titles: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, Pointer>;
}

/** The folders of each item, by their path: managers nest with slashes or with a tree, and mean the same. */
function collectionFacts(collections: readonly Collection[], items: AccountItems, above: readonly string[], at: Pointer): Fact[] {
  return collections.flatMap((collection, i) => {
    const pointer = child(at, i);
    const path = [...above, collection.title];
    const value = path.join('/');
    const { id: _, title: __, items: links, subCollections = [], ...own } = collection;
    return [
      { item: '', kind: 'collection', member: 'path', value, pointer },
      ...leaves(value, 'collection', asJson(own), pointer, '', asJson(collection)),
      ...links.map(({ item, account = items.own }, link) => {
        const owner = account === items.own ? items.places.get(item) : undefined;
        const title = account === items.own ? (items.titles.get(item) ?? item) : item;
        return { item: title, kind: 'collection', member: 'in', value, pointer: `${pointer}/items/${link}`, ...(owner && { owner }) };
      }),
      ...collectionFacts(subCollections, items, path, `${pointer}/subCollections`),
    ];
  });
}

function itemFacts(item: JsonObject, title: string, titles: ReadonlyMap<string, string>, at: Pointer): Fact[] {
  const { id: _, credentials, scope, tags, favorite, ...own } = item;
  const list = isJsonArray(credentials) ? credentials.filter(isJsonObject) : [];
  return [
    // An item without any credential is still one.
    { item: title, kind: 'item', member: 'title', value: title, pointer: at },
    ...leaves(title, 'item', { ...own, title: null, favorite: favorite === true ? true : null }, at, '', item),
    ...(isJsonArray(tags) ? tags : []).flatMap((tag, i) => fact(title, 'item', 'tag', tag, `${at}/tags/${i}`)),
    ...(isJsonObject(scope) ? scopeFacts(scope, title, `${at}/scope`) : []),
    ...list.flatMap((credential, c) => credentialFacts(credential, title, titles, `${at}/credentials/${c}`)),
  ];
}

function scopeFacts(scope: JsonObject, title: string, at: Pointer): Fact[] {
  const { urls, androidApps, ...more } = scope;
  return [
    ...(isJsonArray(urls) ? urls : []).flatMap((url, i) => fact(title, 'scope', 'url', url, `${at}/urls/${i}`)),
    ...(isJsonArray(androidApps) ? androidApps : []).flatMap((app, i) =>
      isJsonObject(app) ? leaves(title, 'scope', app, `${at}/androidApps/${i}`) : [],
    ),
    ...leaves(title, 'scope', more, at, '', scope),
  ];
}

function credentialFacts(credential: JsonObject, title: string, titles: ReadonlyMap<string, string>, at: Pointer): Fact[] {
  const { type, ...members } = credential;
  const kind = String(type);
  if (!isCredentialType(kind)) return fact(title, kind, 'credential', credential, at);
  if (kind === 'custom-fields') return sectionFacts(credential, title, at);
  if (kind === 'totp') return totpFacts(credential, title, at);
  if (kind === 'item-reference') return referenceFacts(credential, title, titles, at);
  const specs: Readonly<Record<string, MemberSpec>> = CREDENTIALS[kind].members;
  return Object.entries(members).flatMap(([member, value]) => {
    const pointer = memberAt(credential, member, at);
    const spec = Object.hasOwn(specs, member) ? specs[member] : undefined;
    if (spec?.kind === 'field' && isJsonObject(value)) return fieldFacts(value, title, kind, member, spec.label, pointer);
    if (spec?.kind === 'identifier') return [];
    if (typeof value === 'string' && spec?.kind === 'secret-base64url') return fact(title, kind, member, canonicalKey(value), pointer);
    if (typeof value === 'string' && spec?.kind === 'base64url') return fact(title, kind, member, canonicalBase64(value), pointer);
    return isJsonObject(value) ? leaves(title, kind, value, pointer, `${member}.`) : fact(title, kind, member, value, pointer);
  });
}

function referenceFacts(credential: JsonObject, title: string, titles: ReadonlyMap<string, string>, at: Pointer): Fact[] {
  const { type: _, reference, ...more } = credential;
  const target = isJsonObject(reference) ? String(reference['item']) : '';
  return [
    ...fact(title, 'item-reference', 'reference', titles.get(target) ?? target, `${at}/reference`),
    ...leaves(title, 'item-reference', more, at, '', credential),
  ];
}

function totpFacts(credential: JsonObject, title: string, at: Pointer): Fact[] {
  const { type: _, secret, algorithm, period, digits, ...more } = credential;
  const code = canonicalOtp(String(secret), String(algorithm), Number(period), Number(digits));
  return [{ item: title, kind: 'totp', member: 'code', value: code, pointer: at }, ...leaves(title, 'totp', more, at, '', credential)];
}

function sectionFacts(section: JsonObject, title: string, at: Pointer): Fact[] {
  const { type: _, fields, id: __, ...more } = section;
  return [
    ...leaves(title, 'custom-fields', more, at, '', section),
    ...(isJsonArray(fields) ? fields.filter(isJsonObject) : []).flatMap((field, i) => customFacts(field, title, `${at}/fields/${i}`)),
  ];
}

/** A field without a value is one as long as it has a label. Its type is a fact of its own: a target may keep the value alone. */
function customFacts(field: JsonObject, title: string, at: Pointer): Fact[] {
  const { label, value, fieldType, id: _, ...more } = field;
  const name = typeof label === 'string' ? label : '';
  const text = typeof value === 'string' ? value : '';
  if (name === '' && text === '') return leaves(title, 'custom-fields', more, at, '', field);
  return [
    { item: title, kind: 'custom-fields', member: name, value: text, pointer: at },
    ...(fieldType === 'string' ? [] : fact(title, 'field-type', name, fieldType, `${at}/fieldType`)),
    ...leaves(title, 'custom-fields', more, at, '', field),
  ];
}

/** A member's own field type, and a caption that repeats the member's, say nothing. */
function fieldFacts(field: JsonObject, title: string, kind: string, member: string, caption: string, at: Pointer): Fact[] {
  const { value, label, id: _, fieldType: __, ...more } = field;
  const isCaption = typeof label === 'string' && label.toLowerCase() === caption.toLowerCase();
  return [
    ...fact(title, kind, member, value, at),
    ...(isCaption ? [] : fact(title, kind, `${member}.label`, label, `${at}/label`)),
    ...leaves(title, kind, more, at, `${member}.`, field),
  ];
}

/** One fact, unless the value says nothing. */
function fact(item: string, kind: string, member: string, value: JsonValue | undefined, pointer: Pointer): Fact[] {
  if (isNothing(value)) return [];
  return [{ item, kind, member, value: typeof value === 'string' ? value : canonicalJson(value), pointer }];
}

/** The members of an object that have no rule of their own; `whole` is the object they are a part of. */
function leaves(item: string, kind: string, object: JsonObject, at: Pointer, prefix = '', whole: JsonObject = object): Fact[] {
  return Object.entries(object).flatMap(([member, value]) => {
    const pointer = memberAt(whole, member, at);
    if (member === 'extensions' && isJsonArray(value)) return extensionFacts(item, value, pointer);
    return isJsonObject(value)
      ? leaves(item, kind, value, pointer, `${prefix}${member}.`)
      : fact(item, kind, prefix + member, value, pointer);
  });
}

/** The name of a member that nobody knows may be the owner's own text: its place in the object stands for it. */
function memberAt(object: JsonObject, member: string, at: Pointer): Pointer {
  return child(at, NAMES.has(member) ? member : Object.keys(object).indexOf(member));
}

/** Carries of this toolkit that hold what a person cares about; all others only serve the way back. */
const TELLING: ReadonlySet<string> = new Set(['cx-password-history', 'cx-passkey-counters', 'cx-unknown-members', 'cx-set-aside']);

function extensionFacts(item: string, extensions: readonly JsonValue[], at: Pointer): Fact[] {
  return extensions.flatMap((extension, i) => {
    if (!isJsonObject(extension) || typeof extension['name'] !== 'string') return fact(item, 'extension', '', extension, child(at, i));
    const name = carryName({ ...extension, name: extension['name'] });
    if (name === undefined) return fact(item, 'extension', extension['name'], extension, child(at, i));
    if (!TELLING.has(name)) return [];
    const content = extension['entries'] ?? extension['members'];
    const parts = isJsonArray(content) ? content : [content];
    return parts.flatMap((part) => fact(item, 'extension', name, part, child(at, i)));
  });
}

/** JSON with the members of every object in one order. */
function canonicalJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([name, member]) => (isNothing(member) ? [] : [[name, member] as const]));
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
