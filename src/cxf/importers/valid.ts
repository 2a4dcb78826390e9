import { fromBase64Url } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import { isDomain } from '../domain.js';
import { isPlainP256Key, privateKeyKind } from '../private-key.js';
import type { Credential } from '../schema/credential.js';
import type { PasskeyCredential } from '../schema/credentials/passkey.js';
import type { SshKeyCredential } from '../schema/credentials/ssh-key.js';
import { fitsKind, isSshKeyType, usualSshKeyType } from '../ssh-key-types.js';
import { byteLength } from '../validate/rules/byte-length.js';
import type { Shaping } from './shaping.js';

const SHA256_BYTES = 32;

/**
 * The credential without what breaks a MUST of its type, or undefined when it breaks one as a whole and can only travel raw: a key that is
 * none, a passkey that no site can have registered, a file without a hash. Fields are the matter of `shapeFields`.
 */
export function validated(credential: Credential, pointer: Pointer, shaping: Shaping): Credential | undefined {
  if (credential.type === 'passkey') return isPasskey(credential) ? credential : undefined;
  if (credential.type === 'ssh-key') return withOwnType(credential, pointer, shaping);
  if (credential.type === 'file') return byteLength(credential.integrityHash) === SHA256_BYTES ? credential : undefined;
  return credential;
}

/** CXF §3.3.12. */
function isPasskey({ credentialId, rpId, key }: PasskeyCredential): boolean {
  return credentialId !== '' && isDomain(rpId) && (isPlainP256Key(key) || privateKeyKind(fromBase64Url(key)) !== undefined);
}

/** CXF §3.3.15: the type is that of the key. The key decides, for a wrong type makes nobody's key another one. */
function withOwnType(credential: SshKeyCredential, pointer: Pointer, shaping: Shaping): SshKeyCredential | undefined {
  const kind = privateKeyKind(fromBase64Url(credential.privateKey));
  if (kind === undefined) return undefined;
  if (isSshKeyType(credential.keyType) && fitsKind(credential.keyType, kind)) return credential;
  const keyType = usualSshKeyType(kind);
  if (keyType === undefined) return undefined;
  shaping.findings.change('value.normalised', shaping.placeOfValue(`${pointer}/keyType`));
  return { ...credential, keyType };
}
