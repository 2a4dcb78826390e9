import type { CxfPasskey } from './cxf-passkey.js';

/**
 * `WebAuthn.Credential` of the Chrome DevTools Protocol: how Chromium's virtual authenticator gives out and takes in a passkey. Bytes are
 * base64 with padding, the key is PKCS#8. It has no member for PRF seeds or credBlob, and addCredential ignores members that it does not
 * know: what a site encrypted with PRF cannot be moved out of or into a virtual authenticator.
 */
export interface CdpPasskey {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
  readonly backupEligibility?: boolean;
  readonly backupState?: boolean;
  readonly userName?: string;
  readonly userDisplayName?: string;
}

function recoded(text: string, from: 'base64' | 'base64url', to: 'base64' | 'base64url'): string {
  return Buffer.from(text, from).toString(to);
}

/** The passkey as an exporter would write it. The protocol is no vendor's format, so this is not the toolkit's to know. */
export function fromCdp(credential: CdpPasskey): CxfPasskey {
  return {
    type: 'passkey',
    credentialId: recoded(credential.credentialId, 'base64', 'base64url'),
    rpId: credential.rpId ?? '',
    username: credential.userName ?? '',
    userDisplayName: credential.userDisplayName ?? '',
    userHandle: recoded(credential.userHandle ?? '', 'base64', 'base64url'),
    key: recoded(credential.privateKey, 'base64', 'base64url'),
  };
}

/** The other way; the counter is the last one that the site saw. */
export function toCdp(passkey: CxfPasskey, counter: number): CdpPasskey {
  return {
    credentialId: recoded(passkey.credentialId, 'base64url', 'base64'),
    isResidentCredential: true,
    rpId: passkey.rpId,
    privateKey: recoded(passkey.key, 'base64url', 'base64'),
    userHandle: recoded(passkey.userHandle, 'base64url', 'base64'),
    signCount: counter,
    backupEligibility: true,
    backupState: true,
    userName: passkey.username,
    userDisplayName: passkey.userDisplayName,
  };
}
