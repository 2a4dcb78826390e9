import { type Bytes, concat, equal, fromAnyBase64, fromHex, sha256, sha512, textOf } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import type { Limits } from '../../../core/limits.js';
import { readXml, type XmlElement } from '../../../core/xml.js';
import type { KdbxKey } from './kdbx.js';

/** Password and key file as one key of 32 bytes. Throws `kdbx.key-file-damaged`. */
export async function compositeKey({ password, keyFile }: KdbxKey, limits: Limits): Promise<Bytes> {
  const parts: Bytes[] = [];
  if (password) parts.push(await sha256(password));
  if (keyFile) parts.push(await keyOfFile(keyFile, limits));
  return sha256(concat(...parts));
}

/**
 * The key that a key file holds, as KeePass decides it (KcpKeyFile): XML of version 1 or 2, 32 bytes that are the key, 64 hexadecimal digits,
 * or any other file, which is hashed. Throws `kdbx.key-file-damaged` for XML whose checksum or data is wrong.
 */
export async function keyOfFile(file: Bytes, limits: Limits): Promise<Bytes> {
  const fromXml = await keyOfXml(file, limits);
  if (fromXml) return fromXml;
  if (file.length === 32) return file;
  const digits = file.length === 64 ? fromHex(textOf(file) ?? '-') : undefined;
  return digits ?? sha256(file);
}

async function keyOfXml(file: Bytes, limits: Limits): Promise<Bytes | undefined> {
  if (!startsWithTag(file)) return undefined;
  let root: XmlElement;
  try {
    root = await readXml([file], limits);
  } catch {
    // Whatever else it is, its bytes are the key.
    return undefined;
  }
  const data = within(root, 'Key', 'Data');
  const version = within(root, 'Meta', 'Version')?.text.trim() ?? '';
  if (root.name !== 'KeyFile') return undefined;
  if (!data) throw new CxError('kdbx.key-file-damaged');
  const digits = data.text.replaceAll(/\s/g, '');
  const key = version.startsWith('2.') ? await checked(fromHex(digits), data.attributes.get('Hash')) : fromAnyBase64(digits);
  if (!key?.length) throw new CxError('kdbx.key-file-damaged');
  return key;
}

/** Version 2 repeats the first four bytes of the key's SHA-256. */
async function checked(key: Bytes | undefined, hash = ''): Promise<Bytes | undefined> {
  const expected = fromHex(hash.trim());
  return key && expected?.length === 4 && equal((await sha256(key)).subarray(0, 4), expected) ? key : undefined;
}

function within(root: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((parent, name) => parent?.children.find((child) => child.name === name), root);
}

/** A byte order mark and blanks may stand before the first tag. */
function startsWithTag(file: Bytes): boolean {
  const head = new TextDecoder().decode(file.subarray(0, 64)).trimStart();
  return head.startsWith('<');
}

/** The keys that a database is encrypted and authenticated with. */
export interface DatabaseKeys {
  readonly encryption: Bytes;
  /** Version 4: what the key of each block is made of. */
  readonly mac: Bytes;
}

export async function databaseKeys(masterSeed: Bytes, transformed: Bytes): Promise<DatabaseKeys> {
  return {
    encryption: await sha256(concat(masterSeed, transformed)),
    mac: await sha512(concat(masterSeed, transformed, Uint8Array.of(1))),
  };
}
