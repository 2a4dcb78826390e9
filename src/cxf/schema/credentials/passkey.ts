import type { Fido2Extensions } from '../fido2-extensions.js';
import { credentialSpec, plain } from '../member.js';

/** A discoverable WebAuthn credential. CXF §3.3.12. The signature counter of an imported passkey is zero and stays so. */
export interface PasskeyCredential {
  readonly type: 'passkey';
  /** base64url of the WebAuthn rawId. */
  readonly credentialId: string;
  /** The RP ID of the registration. */
  readonly rpId: string;
  readonly username: string;
  readonly userDisplayName: string;
  /** base64url of the WebAuthn user.id; "" when there is none. */
  readonly userHandle: string;
  /** base64url of the private key as PKCS#8 DER (RFC 5958). */
  readonly key: string;
  readonly fido2Extensions?: Fido2Extensions;
}

export const passkey = credentialSpec('passkey', '3.3.12', 'Passkey', {
  credentialId: plain('base64url', 'Credential id', 'required'),
  rpId: plain('text', 'Relying party', 'required'),
  username: plain('text', 'User name', 'required'),
  userDisplayName: plain('text', 'Display name', 'required'),
  userHandle: plain('base64url', 'User handle', 'required'),
  key: plain('secret-base64url', 'Private key', 'required'),
  fido2Extensions: plain('fido2-extensions', 'FIDO2 extensions'),
});
