import { toBase64Url, utf8 } from '../../../src/core/bytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/core/json.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { collect } from '../../../src/core/source.js';
import { binaryOfBytes } from '../../../src/formats/keepass/kdbx/inner-header.js';
import type { KdbxBinary, KdbxElement } from '../../../src/formats/keepass/kdbx/kdbx.js';
import { readKdbx } from '../../../src/formats/keepass/kdbx/read.js';
import { writeKdbx } from '../../../src/formats/keepass/kdbx/write.js';
import { INSTANTS, KEEPASS_NAMES, STANDARD } from '../../../src/formats/keepass/names.js';
import { readPlainXml } from '../../../src/formats/keepass/plain-xml.js';
import { binaryTime, isoOf, secondsOf } from '../../../src/formats/keepass/times.js';
import { elementOf, treeOf } from '../../../src/formats/keepass/tree.js';
import { plainXml } from '../../../src/formats/keepass/write-xml.js';
import { CHEAP } from '../../formats/keepass/kdbx/forge.js';
import { PASSWORD } from '../locked.js';
import type { Form, Path } from '../plan.js';
import { jsonPointer } from './json.js';

/*
 * A database as a tree: that of its elements, with instants in ISO 8601, the strings of an entry in the order of their keys (KeePass keeps
 * them as a dictionary), and attachments in the place where an entry names them.
 */

type Kind = 'kdbx' | 'xml';
interface Parts {
  readonly root: KdbxElement;
  readonly binaries: ReadonlyMap<string, KdbxBinary>;
}

export function keepassForm(variant: Kind): Form {
  return {
    variant,
    parse: async (bytes, password = PASSWORD) => treeFrom(await partsOf(new Uint8Array(bytes), password, variant)),
    write: (tree) => bytesFrom(tree, variant, 3),
    respaced: (tree) => bytesFrom(tree, variant, 4),
    pointer: (path, tree) => jsonPointer(withinBinary(path), tree, KEEPASS_NAMES).replace(/\/#text$/, ''),
  };
}

async function partsOf(bytes: Uint8Array<ArrayBuffer>, password: string, variant: Kind): Promise<Parts> {
  const context = { limits: DEFAULT_LIMITS };
  if (variant === 'kdbx') return readKdbx(bytes, { password: utf8(password) }, context);
  return readPlainXml(bytes, DEFAULT_LIMITS);
}

/** What an attachment holds is told of where an entry names it. */
function withinBinary(path: Path): Path {
  const at = path.indexOf('Binary');
  return at < 0 ? path : path.slice(0, at + 2);
}

async function treeFrom({ root, binaries }: Parts): Promise<JsonValue> {
  const contents = new Map<string, JsonValue>();
  for (const [id, binary] of binaries) {
    const bytes = await collect(chunks(binary));
    contents.set(id, { content: Buffer.from(bytes).toString('latin1'), ...(binary.isProtected && { isProtected: true }) });
  }
  return canonical(treeOf(root), '', contents);
}

async function* chunks(binary: KdbxBinary): AsyncGenerator<Uint8Array> {
  yield* binary.open();
}

function canonical(value: JsonValue, name: string, contents: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof value === 'string') return INSTANTS.has(name) ? isoText(value) : value;
  if (isJsonArray(value)) {
    const list = value.map((one) => canonical(one, name, contents));
    return name === 'String' ? list.filter((string) => !isUsualNothing(string)).sort(byKey) : list;
  }
  if (!isJsonObject(value)) return value;
  const ref = value['@Ref'];
  if (typeof ref === 'string') return contents.get(ref) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, canonical(one ?? null, key, contents)]));
}

function isoText(text: string): string {
  const seconds = secondsOf(text);
  return (seconds === undefined ? undefined : isoOf(seconds)) ?? text;
}

/** An empty string that every entry has. */
function isUsualNothing(string: JsonValue): boolean {
  if (!isJsonObject(string) || !STANDARD.some((key) => key === string['Key'])) return false;
  const { Value: value } = string;
  if (!isJsonObject(value)) return value === '';
  const isEmpty = (value['#text'] ?? '') === '';
  return isEmpty && (value['#protected'] === true || value['@ProtectInMemory'] === 'True') === (string['Key'] === 'Password');
}

function byKey(a: JsonValue, b: JsonValue): number {
  const key = (string: JsonValue): string => (isJsonObject(string) ? String(string['Key']) : '');
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

async function bytesFrom(tree: JsonValue, variant: Kind, seed: number): Promise<Uint8Array> {
  const binaries: KdbxBinary[] = [];
  const laid = laidOut(tree, '', variant, binaries);
  const root = elementOf('KeePassFile', isJsonObject(laid) ? laid : {});
  if (variant === 'xml') {
    const bytes = await collect(plainXml(root, binaries));
    return seed === 3 ? bytes : Buffer.concat([bytes, Buffer.from('<!-- other bytes -->')]);
  }
  const settings = { cipher: 'chacha20', compressed: false, kdf: CHEAP.argon2id } as const;
  const random = (count: number) => new Uint8Array(count).fill(seed);
  return collect(writeKdbx({ root, binaries }, { password: utf8(PASSWORD) }, settings, { limits: DEFAULT_LIMITS, random }));
}

/** The tree as the file has it: leaves of other kinds, as flips make them, become some other text. */
function laidOut(value: JsonValue, name: string, variant: Kind, binaries: KdbxBinary[]): JsonValue {
  if (typeof value === 'string') {
    const seconds = variant === 'kdbx' && INSTANTS.has(name) ? secondsOf(value) : undefined;
    // Half a character, as a flip may make it, can stand nowhere.
    return seconds === undefined ? value.replaceAll(/\p{Cs}/gu, '?') : binaryTime(seconds);
  }
  if (typeof value === 'number' || (typeof value === 'boolean' && !name.startsWith('#'))) return `a ${JSON.stringify(value)}`;
  if (isJsonArray(value)) return value.map((one) => laidOut(one, name, variant, binaries));
  return isJsonObject(value) ? laidOutObject(value, variant, binaries) : value;
}

function laidOutObject(value: JsonObject, variant: Kind, binaries: KdbxBinary[]): JsonObject {
  const { content } = value;
  if (content !== undefined) {
    const bytes = new Uint8Array(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), 'latin1'));
    return { '@Ref': String(binaries.push(binaryOfBytes(bytes, value['isProtected'] === true)) - 1) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, laidOut(one ?? null, key, variant, binaries)]));
}

/** The base64 of a UUID that is the same in every run. */
export function uuid(number: number): string {
  return Buffer.from(number.toString(16).padStart(32, 'b'), 'hex').toString('base64');
}

/** Base64url of sixteen bytes. */
export function id(number: number): string {
  return toBase64Url(Buffer.from(number.toString(16).padStart(32, 'c'), 'hex'));
}
