import { type Bytes, sha256, sha512 } from '../../../core/bytes.js';
import { chacha20Stream, type KeyStream, salsa20Stream } from '../../../core/key-stream.js';

/** The cipher of protected values: 2 is Salsa20, 3 ChaCha20. 0 (none) and 1 (a variant of RC4) no program writes any more. */
export type InnerStreamKind = 2 | 3;
const SALSA20: InnerStreamKind = 2;
export const CHACHA20: InnerStreamKind = 3;

/** KeePass's own nonce: the key is new with every file. */
const SALSA20_NONCE = Uint8Array.of(0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a);

export function isStreamKind(id: number): id is InnerStreamKind {
  return id === SALSA20 || id === CHACHA20;
}

/** One stream lies over all protected values of a database, in the order of the XML. */
export async function innerStream(kind: InnerStreamKind, key: Bytes): Promise<KeyStream> {
  if (kind === SALSA20) return salsa20Stream(await sha256(key), SALSA20_NONCE);
  const hash = await sha512(key);
  return chacha20Stream(hash.slice(0, 32), hash.slice(32, 44));
}
