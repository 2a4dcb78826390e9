import { type Bytes, fromHex, toHex } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import { aesKdf } from '../../../core/kdf-aes.js';
import { argon2, type Derivation } from '../../../core/kdf-argon2.js';
import type { Variant, VariantDictionary } from './variant-dictionary.js';

/** How a database turns its key into the one that encrypts: what it costs. */
export type KdfCost =
  | {
      readonly kind: 'argon2d' | 'argon2id';
      readonly version: 0x10 | 0x13;
      readonly iterations: number;
      readonly memoryKiB: number;
      readonly parallelism: number;
    }
  | { readonly kind: 'aes'; readonly rounds: number };

/** With what else goes into it. Numbers beyond 2^53 are not exact: they are over every limit. */
export type KdfSettings = KdfCost & { readonly salt: Bytes; readonly secret?: Bytes; readonly associatedData?: Bytes };

/** KeePass's ids of the derivations. */
const IDS = {
  aes: 'c9d9f39a628a4460bf740d08c18a4fea',
  argon2d: 'ef636ddf8c29444b91f7a9a403e30a0c',
  argon2id: '9e298b1956db4773b23dfc3ec6f0a1e6',
} as const;

/** Throws `kdbx.kdf-unsupported` for one that is not known, `kdbx.header-damaged` for settings that are missing or of another type. */
export function kdfOf(dictionary: VariantDictionary): KdfSettings {
  const id = toHex(bytesOf(dictionary.get('$UUID')));
  const salt = bytesOf(dictionary.get('S'));
  if (id === IDS.aes) return { kind: 'aes', rounds: numberOf(dictionary.get('R')), salt };
  const kind = id === IDS.argon2d ? 'argon2d' : id === IDS.argon2id ? 'argon2id' : undefined;
  const version = kind && numberOf(dictionary.get('V'));
  if (!kind || (version !== 0x10 && version !== 0x13)) throw new CxError('kdbx.kdf-unsupported');
  const secret = dictionary.get('K');
  const associatedData = dictionary.get('A');
  return {
    kind,
    version,
    iterations: numberOf(dictionary.get('I')),
    memoryKiB: Math.floor(numberOf(dictionary.get('M')) / 1024),
    parallelism: numberOf(dictionary.get('P')),
    salt,
    ...(secret && { secret: bytesOf(secret) }),
    ...(associatedData && { associatedData: bytesOf(associatedData) }),
  };
}

/** The dictionary of the settings; see `kdfOf`. */
export function variantsOf(kdf: KdfSettings): VariantDictionary {
  const id: Variant = { type: 'bytes', value: fromHex(IDS[kdf.kind]) ?? new Uint8Array() };
  const salt: Variant = { type: 'bytes', value: kdf.salt };
  if (kdf.kind === 'aes') {
    const rounds: Variant = { type: 'uint64', value: BigInt(kdf.rounds) };
    return new Map<string, Variant>([
      ['$UUID', id],
      ['R', rounds],
      ['S', salt],
    ]);
  }
  return new Map<string, Variant>([
    ['$UUID', id],
    ['V', { type: 'uint32', value: kdf.version }],
    ['I', { type: 'uint64', value: BigInt(kdf.iterations) }],
    ['M', { type: 'uint64', value: 1024n * BigInt(kdf.memoryKiB) }],
    ['P', { type: 'uint32', value: kdf.parallelism }],
    ['S', salt],
    ...(kdf.secret ? [['K', { type: 'bytes', value: kdf.secret }] as const] : []),
    ...(kdf.associatedData ? [['A', { type: 'bytes', value: kdf.associatedData }] as const] : []),
  ]);
}

/** The 32 bytes that the composite key becomes. Throws what `argon2` and `aesKdf` throw. */
export function transformedKey(compositeKey: Bytes, kdf: KdfSettings, context: Derivation): Promise<Bytes> {
  if (kdf.kind === 'aes') return aesKdf(compositeKey, kdf.salt, kdf.rounds, context);
  return argon2({ ...kdf, password: compositeKey, length: 32 }, context);
}

function bytesOf(variant: Variant | undefined): Bytes {
  if (variant?.type !== 'bytes') throw new CxError('kdbx.header-damaged');
  return variant.value;
}

function numberOf(variant: Variant | undefined): number {
  if (variant?.type !== 'uint32' && variant?.type !== 'uint64') throw new CxError('kdbx.header-damaged');
  return Number(variant.value);
}
