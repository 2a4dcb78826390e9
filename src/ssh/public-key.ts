import { type Bytes, fromAnyBase64, sha256 } from '../core/bytes.js';
import { toBase64 } from '../keys/pem.js';
import { readPkcs8 } from '../keys/pkcs8.js';
import { completed } from '../keys/public-key.js';
import { keyTypeOf, publicBlobOf } from './key-type.js';
import { WireReader } from './wire.js';

/**
 * The IANA public-key algorithm name of a PKCS#8 key, whatever its record claims. Undefined when unreadable or of a kind SSH lacks.
 * A look at the structure: whether the halves belong together is not computed.
 */
export function sshKeyType(pkcs8: Bytes): string | undefined {
  const key = readPkcs8(pkcs8);
  return key && keyTypeOf(key);
}

/** `ssh-ed25519 AAAA…` without comment and line end. Undefined when unreadable, or when the halves do not belong together. */
export async function sshPublicLine(pkcs8: Bytes): Promise<string | undefined> {
  const read = readPkcs8(pkcs8);
  const key = read && (await completed(read));
  return key && `${keyTypeOf(key)} ${toBase64(publicBlobOf(key))}`;
}

/** `SHA256:` and unpadded base64, as `ssh-keygen -l` shows for a public key line. Undefined when it is no such line. */
export async function sshFingerprint(line: string): Promise<string | undefined> {
  const [type, digits] = line.trim().split(/[ \t]+/, 2);
  const blob = digits === undefined ? undefined : fromAnyBase64(digits);
  if (!blob || new WireReader(blob).name() !== type) return undefined;
  return `SHA256:${toBase64(await sha256(blob)).replace(/=+$/, '')}`;
}
