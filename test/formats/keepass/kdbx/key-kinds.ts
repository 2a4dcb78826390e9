import { createHash } from 'node:crypto';
import { utf8 } from '../../../../src/core/bytes.js';
import type { KdbxKey } from '../../../../src/formats/keepass/kdbx/kdbx.js';
import type { Secret } from './judges.js';

/** Thirty-two bytes that are no text. */
export const KEY_BYTES = Uint8Array.from({ length: 32 }, (_, i) => (0x8f + 7 * i) & 0xff);
const hex = Buffer.from(KEY_BYTES).toString('hex');
const checksum = createHash('sha256').update(KEY_BYTES).digest('hex').slice(0, 8).toUpperCase();

function xml(version: string, data: string): Uint8Array<ArrayBuffer> {
  return utf8(
    `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<KeyFile>\n\t<Meta>\n\t\t<Version>${version}</Version>\n\t</Meta>\n\t<Key>\n\t\t${data}\n\t</Key>\n</KeyFile>`,
  );
}

/** Each kind of key file. The first four hold the same key. */
export const KEY_FILES = {
  'XML 1.0': xml('1.00', `<Data>${Buffer.from(KEY_BYTES).toString('base64')}</Data>`),
  'XML 2.0': xml('2.0', `<Data Hash="${checksum}">\n\t\t\t${hex.toUpperCase().replaceAll(/.{8}/g, '$& ')}\n\t\t</Data>`),
  '32 bytes': KEY_BYTES,
  '64 digits': utf8(hex),
  'any file': utf8('Not a key file, but a file: \u{1f511}\r\n<KeyFile>'),
} as const;

/** Everything that opens a database: a password, each kind of key file, both. */
export const SECRETS: readonly (readonly [name: string, secret: Secret & { keyFile?: Uint8Array<ArrayBuffer> }])[] = [
  ['password', { password: 'pässword' }],
  ...Object.entries(KEY_FILES).map(([name, keyFile]) => [name, { keyFile }] as const),
  ['password and XML 2.0', { password: 'pässword', keyFile: KEY_FILES['XML 2.0'] }],
  ['password and any file', { password: 'pässword', keyFile: KEY_FILES['any file'] }],
];

export function keyOf({ password, keyFile }: (typeof SECRETS)[number][1]): KdbxKey {
  return { ...(password !== undefined && { password: utf8(password) }), ...(keyFile && { keyFile }) };
}
