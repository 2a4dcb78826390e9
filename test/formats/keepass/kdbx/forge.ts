import { randomBytes } from 'node:crypto';
import { type Bytes, utf8 } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { collect } from '../../../../src/core/source.js';
import { binaryOfBytes } from '../../../../src/formats/keepass/kdbx/inner-header.js';
import type { KdbxBinary, KdbxElement, KdbxKey } from '../../../../src/formats/keepass/kdbx/kdbx.js';
import type { KdfCost } from '../../../../src/formats/keepass/kdbx/kdf.js';
import { type KdbxContent, type KdbxSettings, writeKdbx } from '../../../../src/formats/keepass/kdbx/write.js';
import { toBase64 } from '../../../../src/keys/pem.js';

/** The smallest legal cost of each derivation. */
export const CHEAP: Readonly<Record<KdfCost['kind'], KdfCost>> = {
  aes: { kind: 'aes', rounds: 1 },
  argon2d: { kind: 'argon2d', version: 0x13, iterations: 1, memoryKiB: 8, parallelism: 1 },
  argon2id: { kind: 'argon2id', version: 0x13, iterations: 1, memoryKiB: 8, parallelism: 1 },
};
const SETTINGS: KdbxSettings = { cipher: 'chacha20', compressed: true, kdf: CHEAP.argon2id };
export const KEY: KdbxKey = { password: utf8('pässword') };

const random = (count: number): Bytes => new Uint8Array(randomBytes(count));

export async function written(content: KdbxContent, key: KdbxKey = KEY, settings: Partial<KdbxSettings> = {}): Promise<Bytes> {
  return collect(writeKdbx(content, key, { ...SETTINGS, ...settings }, { limits: DEFAULT_LIMITS, random }));
}

export function element(
  name: string,
  inside: string | readonly KdbxElement[],
  attributes: Readonly<Record<string, string>> = {},
): KdbxElement {
  const [text, children] = typeof inside === 'string' ? [inside, []] : ['', inside];
  return { name, attributes: new Map(Object.entries(attributes)), children, text, line: 0 };
}

export function hidden(name: string, text: string): KdbxElement {
  return { ...element(name, text), isProtected: true };
}

function string(key: string, value: KdbxElement): KdbxElement {
  return element('String', [element('Key', key), value]);
}

/** Sixteen bytes that are the same in every run. */
function uuid(number: number): KdbxElement {
  return element('UUID', toBase64(Uint8Array.from({ length: 16 }, (_, i) => (i < 4 ? (number >> (8 * i)) & 0xff : 0xa5))));
}

/** Version 4: seconds since year 1, as eight bytes in base64. */
function times(): KdbxElement {
  const time = 'aSnU1Q4AAAA=';
  const names = ['CreationTime', 'LastModificationTime', 'LastAccessTime', 'ExpiryTime', 'LocationChanged'];
  return element('Times', [...names.map((name) => element(name, time)), element('Expires', 'False'), element('UsageCount', '0')]);
}

export interface EntryParts {
  readonly title: string;
  readonly password: string;
  readonly notes?: string;
  readonly attachment?: number;
}

export function entry(
  number: number,
  { title, password, notes = '', attachment }: EntryParts,
  history: readonly KdbxElement[] = [],
): KdbxElement {
  const value = (text: string): KdbxElement => element('Value', text);
  return element('Entry', [
    uuid(number),
    element('IconID', '0'),
    times(),
    string('Title', value(title)),
    string('UserName', value(`user${number}@example.com`)),
    string('Password', hidden('Value', password)),
    string('URL', value(`https://site${number}.example/`)),
    string('Notes', value(notes)),
    ...(attachment === undefined
      ? []
      : [element('Binary', [element('Key', 'dätä.bin'), element('Value', '', { Ref: String(attachment) })])]),
    ...(history.length > 0 ? [element('History', history)] : []),
  ]);
}

export function database(entries: readonly KdbxElement[]): KdbxElement {
  const group = element('Group', [uuid(1), element('Name', 'Root'), element('IconID', '48'), times(), ...entries]);
  const meta = element('Meta', [
    element('Generator', 'tests'),
    element('DatabaseName', 'Forged'),
    element('RecycleBinEnabled', 'False'),
    element('HistoryMaxItems', '10'),
    element('HistoryMaxSize', '6291456'),
  ]);
  return element('KeePassFile', [meta, element('Root', [group, element('DeletedObjects', [])])]);
}

export const ATTACHMENT = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) & 0xff);

/** Everything that is easily spoiled: markup, line ends, tabs, letters beyond the first plane, an old password, an attachment of every byte. */
export const RICH: KdbxContent = {
  root: database([
    entry(2, { title: 'Söme <site> & "co"', password: 'p<&>"\'\t\u{1f511}ä', notes: 'one\ntwo\tthree', attachment: 0 }, [
      entry(2, { title: 'Old', password: 'previous' }),
    ]),
    entry(3, { title: 'No password', password: '' }),
    entry(4, { title: 'Last', password: 'x'.repeat(5000) }),
  ]),
  binaries: [binaryOfBytes(ATTACHMENT, false)],
};

/** All bytes of an attachment. */
export async function bytesOf(binary: KdbxBinary | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of binary?.open() ?? []) parts.push(part);
  return Buffer.concat(parts);
}

/** `Key=Value` of every string field that is not empty (KeePassXC adds empty ones), history included, sorted. */
export function stringsOf(root: { readonly name: string; readonly text: string; readonly children: readonly KdbxLike[] }): string[] {
  const found: string[] = [];
  const visit = ({ name, children }: KdbxLike): void => {
    if (name !== 'String') {
      for (const child of children) visit(child);
      return;
    }
    const part = (wanted: string): string => children.find((child) => child.name === wanted)?.text ?? '';
    if (part('Value') !== '') found.push(`${part('Key')}=${part('Value')}`);
  };
  visit(root);
  return found.sort();
}

interface KdbxLike {
  readonly name: string;
  readonly text: string;
  readonly children: readonly KdbxLike[];
}
