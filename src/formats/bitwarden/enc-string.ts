import { type Bytes, concat, fromAnyBase64 } from '../../core/bytes.js';
import { hkdfExpandSha256 } from '../../core/kdf.js';
import { toBase64 } from '../../keys/pem.js';

/**
 * An EncString of type 2, `2.<iv>|<ciphertext>|<mac>` in base64: AES-256-CBC with PKCS#7, HMAC-SHA-256 over iv and ciphertext
 * (`enc_string/symmetric.rs` of Bitwarden's SDK).
 */
export interface EncString {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly mac: Bytes;
}

/** The two keys of an EncString. */
export interface SealingKeys {
  readonly encryption: CryptoKey;
  readonly mac: CryptoKey;
}

/** Sizes in bytes. */
const BLOCK = 16;
const TAG = 32;

/** `unknown`: of another type, which only an account can open. `damaged`: no EncString at all. */
export function parseEncString(text: string): EncString | 'unknown' | 'damaged' {
  const type = /^([0-9]{1,3})\./.exec(text.slice(0, 4))?.[1];
  if (type === undefined) return 'damaged';
  if (type !== '2') return 'unknown';
  const [iv, ciphertext, mac, ...more] = text.slice(2).split('|').map(fromBase64);
  if (more.length > 0 || iv?.length !== BLOCK || mac?.length !== TAG) return 'damaged';
  return ciphertext && ciphertext.length > 0 && ciphertext.length % BLOCK === 0 ? { iv, ciphertext, mac } : 'damaged';
}

/** Stretches a master key of 32 bytes into the keys of EncStrings: HKDF-Expand with the infos `enc` and `mac` (`keys/utils.rs`). */
export async function sealingKeys(master: Bytes): Promise<SealingKeys> {
  const [encryption, mac] = await Promise.all([hkdfExpandSha256(master, ENC), hkdfExpandSha256(master, MAC)]);
  return {
    encryption: await crypto.subtle.importKey('raw', encryption, 'AES-CBC', false, ['encrypt', 'decrypt']),
    mac: await crypto.subtle.importKey('raw', mac, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
  };
}

const ENC = new TextEncoder().encode('enc');
const MAC = new TextEncoder().encode('mac');

/** True when the keys are those that sealed it, and nothing was changed since. */
export function isSealedBy(keys: SealingKeys, { iv, ciphertext, mac }: EncString): Promise<boolean> {
  return crypto.subtle.verify('HMAC', keys.mac, mac, concat(iv, ciphertext));
}

/** Opens what `isSealedBy` has said yes to; undefined when the padding is wrong, which no honest writer makes. */
export async function decrypt(keys: SealingKeys, { iv, ciphertext }: EncString): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, keys.encryption, ciphertext));
  } catch {
    return undefined;
  }
}

/** The text of a new EncString. `iv`: 16 random bytes, never used before. */
export async function encrypt(keys: SealingKeys, plain: Bytes, iv: Bytes): Promise<string> {
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, keys.encryption, plain));
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', keys.mac, concat(iv, ciphertext)));
  return `2.${[iv, ciphertext, mac].map(toBase64).join('|')}`;
}

/** base64 in its one spelling, with padding. */
function fromBase64(text: string): Bytes | undefined {
  const bytes = fromAnyBase64(text);
  return bytes && toBase64(bytes) === text ? bytes : undefined;
}
