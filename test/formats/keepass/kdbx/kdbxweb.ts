import { Consts, Credentials, CryptoEngine, Int64, Kdbx, KdbxUuid, ProtectedValue, VarDictionary } from 'kdbxweb';
import { nativeProvider } from '../../../../src/cli/kdf-native.js';
import type { Secret } from './judges.js';

/*
 * kdbxweb reads what we write and writes what we read. It brings no Argon2: ours is lent to it, which the vectors of the reference implementation
 * hold to account.
 */

CryptoEngine.setArgon2Impl(async (password, salt, memoryKiB, iterations, length, parallelism, type, version) => {
  const kind = type === CryptoEngine.Argon2TypeArgon2id ? 'argon2id' : 'argon2d';
  const bytes = { password: new Uint8Array(password), salt: new Uint8Array(salt) };
  const key = await nativeProvider.argon2({
    ...bytes,
    kind,
    version: version === 0x10 ? 0x10 : 0x13,
    iterations,
    memoryKiB,
    parallelism,
    length,
  });
  return key.buffer;
});

function credentials({ password, keyFile }: Secret): Credentials {
  return new Credentials(password === undefined ? null : ProtectedValue.fromString(password), keyFile && exact(keyFile));
}

/** A buffer of its own: kdbxweb takes all of it. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

export interface Opened {
  /** `Key=Value` of every string field, history included, that is not empty, sorted. */
  readonly strings: string[];
  readonly attachments: readonly Uint8Array[];
}

export async function openWithKdbxweb(file: Uint8Array, secret: Secret): Promise<Opened> {
  const database = await Kdbx.load(exact(file), credentials(secret));
  const attachments = new Map<string, Uint8Array>();
  const strings: string[] = [];
  for (const one of database.getDefaultGroup().allEntries()) {
    for (const entry of [one, ...one.history]) {
      for (const [key, value] of entry.fields) {
        const text = typeof value === 'string' ? value : value.getText();
        if (text !== '') strings.push(`${key}=${text}`);
      }
      for (const [, binary] of entry.binaries) {
        if (!('hash' in binary)) continue;
        const { value } = binary;
        attachments.set(binary.hash, value instanceof ProtectedValue ? value.getBinary() : new Uint8Array(value));
      }
    }
  }
  return { strings: strings.sort(), attachments: [...attachments.values()] };
}

export interface Variety {
  readonly version: 3 | 4;
  readonly kdf: 'aes' | 'argon2d' | 'argon2id';
  readonly cipher: 'aes256' | 'chacha20';
}

const KDF = { aes: Consts.KdfId.Aes, argon2d: Consts.KdfId.Argon2d, argon2id: Consts.KdfId.Argon2id };
const CIPHER = { aes256: Consts.CipherId.Aes, chacha20: Consts.CipherId.ChaCha20 };

/** One entry with the password `secret ✓`, an older one in its history and an attachment of 1,000 bytes. */
export async function madeByKdbxweb({ version, kdf, cipher }: Variety, secret: Secret): Promise<Uint8Array<ArrayBuffer>> {
  const database = Kdbx.create(credentials(secret), 'Made by kdbxweb');
  database.setVersion(version);
  if (version === 4) {
    database.setKdf(KDF[kdf]);
    const parameters = database.header.kdfParameters;
    const { UInt32, UInt64 } = VarDictionary.ValueType;
    if (kdf === 'aes') parameters?.set('R', UInt64, Int64.from(3));
    else {
      parameters?.set('M', UInt64, Int64.from(8 * 1024));
      parameters?.set('I', UInt64, Int64.from(1));
      parameters?.set('P', UInt32, 1);
    }
  } else database.header.keyEncryptionRounds = 3;
  database.header.dataCipherUuid = new KdbxUuid(CIPHER[cipher]);
  const entry = database.createEntry(database.getDefaultGroup());
  entry.fields.set('Title', 'Entry <1>');
  entry.fields.set('Password', ProtectedValue.fromString('older'));
  entry.pushHistory();
  entry.fields.set('Password', ProtectedValue.fromString('secret ✓'));
  entry.binaries.set('a.bin', await database.createBinary(Uint8Array.from({ length: 1000 }, (_, i) => i & 0xff).buffer));
  return new Uint8Array(await database.save());
}
