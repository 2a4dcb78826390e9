import { createCipheriv, createDecipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';

/*
 * Bitwarden's protected export once more, by node:crypto and from its description alone: the judge of what `src` opens and writes. It shares
 * no line with it.
 */

/** The members of a protected export. */
export interface ProtectedExport {
  readonly encrypted: boolean;
  readonly passwordProtected: boolean;
  readonly salt: string;
  readonly kdfType: number;
  readonly kdfIterations: number;
  readonly kdfMemory?: number | null;
  readonly kdfParallelism?: number | null;
  readonly encKeyValidation_DO_NOT_EDIT: string;
  readonly data: string;
}

type Kdf = Pick<ProtectedExport, 'kdfType' | 'kdfIterations' | 'kdfMemory' | 'kdfParallelism'>;

/** The least that Bitwarden derives a key with. */
export const LEAST_PBKDF2: Kdf = { kdfType: 0, kdfIterations: 5000 };
export const LEAST_ARGON2: Kdf = { kdfType: 1, kdfIterations: 2, kdfMemory: 16, kdfParallelism: 1 };

export function parseProtected(bytes: Uint8Array): ProtectedExport {
  const value: ProtectedExport = JSON.parse(Buffer.from(bytes).toString());
  return value;
}

/** The plain export inside. Throws when the password is another, or anything was changed. */
export function openExport(file: ProtectedExport, password: string): string {
  const keys = keysOf(file, password);
  const check = openEncString(file.encKeyValidation_DO_NOT_EDIT, keys);
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(check)) throw new Error('the check holds no UUID');
  return openEncString(file.data, keys);
}

/** A protected export of a plain one. */
export function sealExport(plain: string, password: string, kdf: Kdf = LEAST_PBKDF2): ProtectedExport {
  const salt = randomBytes(16).toString('base64');
  const keys = keysOf({ salt, ...kdf }, password);
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    ...kdf,
    encKeyValidation_DO_NOT_EDIT: sealEncString(randomUUID(), keys),
    data: sealEncString(plain, keys),
  };
}

interface Keys {
  readonly enc: Buffer;
  readonly mac: Buffer;
}

function keysOf({ salt, kdfType, kdfIterations, kdfMemory, kdfParallelism }: Kdf & { readonly salt: string }, password: string): Keys {
  const master =
    kdfType === 0
      ? pbkdf2Sync(password, salt, kdfIterations, 32, 'sha256')
      : hashRawSync(password, {
          algorithm: 2,
          version: 1,
          salt: createHash('sha256').update(salt).digest(),
          timeCost: kdfIterations,
          memoryCost: 1024 * (kdfMemory ?? 0),
          parallelism: kdfParallelism ?? 0,
          outputLen: 32,
        });
  const expand = (info: string) => createHmac('sha256', master).update(`${info}\x01`).digest();
  return { enc: expand('enc'), mac: expand('mac') };
}

function openEncString(text: string, { enc, mac }: Keys): string {
  const [, iv = '', ciphertext = '', seal = ''] = /^2\.([^|]+)\|([^|]+)\|([^|]+)$/.exec(text) ?? [];
  const [ivBytes, bytes] = [Buffer.from(iv, 'base64'), Buffer.from(ciphertext, 'base64')];
  if (createHmac('sha256', mac).update(ivBytes).update(bytes).digest('base64') !== seal) throw new Error('the seal does not fit');
  const cipher = createDecipheriv('aes-256-cbc', enc, ivBytes);
  return Buffer.concat([cipher.update(bytes), cipher.final()]).toString();
}

function sealEncString(plain: string, { enc, mac }: Keys): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', enc, iv);
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  const seal = createHmac('sha256', mac).update(iv).update(bytes).digest('base64');
  return `2.${iv.toString('base64')}|${bytes.toString('base64')}|${seal}`;
}
