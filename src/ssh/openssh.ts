import { type Bytes, concat, equal, textOf, utf8 } from '../core/bytes.js';
import { ecKey } from '../keys/curves.js';
import { type CompleteKey, ed25519Key, type PrivateKey } from '../keys/key.js';
import { rsaKey } from '../keys/pkcs1.js';
import { completed } from '../keys/public-key.js';
import { curveOfSshName, keyTypeOf, publicBlobOf, sshNameOf } from './key-type.js';
import { WireReader, wireMpint, wireString, wireUint32 } from './wire.js';

/** What openssh-key-v1 holds beside the pair. `checkint` is the random 32-bit number that shows whether a passphrase was right. */
export interface OpenSshKey {
  readonly key: CompleteKey;
  readonly comment: string;
  readonly checkint: number;
}

const MAGIC = utf8('openssh-key-v1\0');
/** The block size of the cipher `none`, which the padding fills. */
const BLOCK = 8;

/**
 * Reads openssh-key-v1 (OpenSSH's PROTOCOL.key) with one unencrypted pair of ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256/384/521.
 * `'locked'` when a passphrase protects it. Undefined for anything else, also when its public and private halves do not belong together.
 */
export async function readOpenSsh(bytes: Bytes): Promise<OpenSshKey | 'locked' | undefined> {
  const outer = new WireReader(bytes);
  const magic = outer.take(MAGIC.length);
  const cipher = outer.name();
  const kdf = outer.name();
  const options = outer.string();
  const count = outer.uint32();
  const blob = outer.string();
  const section = outer.string();
  if (!outer.ok || !equal(magic, MAGIC)) return undefined;
  if (cipher !== 'none' && kdf !== 'none') return 'locked';
  return outer.done && cipher === 'none' && kdf === 'none' && options.length === 0 && count === 1 ? readSection(section, blob) : undefined;
}

/** The inverse. */
export function writeOpenSsh({ key, comment, checkint }: OpenSshKey): Bytes {
  const blob = publicBlobOf(key);
  const check = wireUint32(checkint);
  const section = concat(check, check, wireString(keyTypeOf(key)), writeMembers(key), wireString(comment));
  const none = wireString('none');
  const header = concat(MAGIC, none, none, wireString(''), wireUint32(1));
  return concat(header, wireString(blob), wireString([section, padding((BLOCK - (section.length % BLOCK)) % BLOCK)]));
}

async function readSection(section: Bytes, blob: Bytes): Promise<OpenSshKey | undefined> {
  const reader = new WireReader(section);
  const checkint = reader.uint32();
  const again = reader.uint32();
  const read = readMembers(reader);
  const commentBytes = reader.string();
  const comment = textOf(commentBytes);
  const rest = reader.rest();
  if (!reader.ok || checkint !== again || !read || rest.length >= BLOCK || !equal(rest, padding(rest.length))) return undefined;
  // `textOf` drops a byte order mark; a comment that would not come back is not read.
  if (comment === undefined || !equal(utf8(comment), commentBytes)) return undefined;
  const key = await completed(read);
  return key && equal(publicBlobOf(key), blob) ? { key, comment, checkint } : undefined;
}

function readMembers(reader: WireReader): PrivateKey | undefined {
  const type = reader.name();
  switch (type) {
    case 'ssh-ed25519': {
      const publicKey = reader.string();
      const pair = reader.string();
      return equal(publicKey, pair.subarray(32)) ? ed25519Key(pair.subarray(0, 32), publicKey) : undefined;
    }
    case 'ssh-rsa': {
      const [n, e, d, qi, p, q] = [reader.mpint(), reader.mpint(), reader.mpint(), reader.mpint(), reader.mpint(), reader.mpint()];
      return reader.ok ? rsaKey({ n, e, d, p, q, qi }) : undefined;
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521': {
      const curve = reader.name();
      const point = reader.string();
      const scalar = reader.mpint();
      return type === `ecdsa-sha2-${curve}` ? ecKey(curveOfSshName(curve), scalar, point) : undefined;
    }
    default:
      return undefined;
  }
}

function writeMembers(key: CompleteKey): Bytes {
  switch (key.kind) {
    case 'ed25519':
      return concat(wireString(key.publicKey), wireString([key.seed, key.publicKey]));
    case 'rsa':
      return concat(...[key.n, key.e, key.d, key.qi, key.p, key.q].map(wireMpint));
    case 'ec':
      return concat(wireString(sshNameOf(key.curve)), wireString(key.point), wireMpint(key.d));
  }
}

/** 1, 2, 3 … up to the block size. */
function padding(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => i + 1);
}
