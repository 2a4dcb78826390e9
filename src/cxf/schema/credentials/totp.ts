import { credentialSpec, plain } from '../member.js';

/** A time-based one-time password (RFC 6238). Plain members, not EditableFields. CXF §3.3.16. */
export interface TotpCredential {
  readonly type: 'totp';
  /** Base32 (RFC 4648 §6). */
  readonly secret: string;
  /** Seconds, 0 to 65535. */
  readonly period: number;
  /** 0 to 65535. */
  readonly digits: number;
  readonly username?: string;
  /** `sha1`, `sha256`, `sha512`; `steam` by common practice. An importer ignores an entry with any other. */
  readonly algorithm: string;
  readonly issuer?: string;
}

export const totp = credentialSpec('totp', '3.3.16', 'One-time password', {
  secret: plain('secret', 'Secret', 'required'),
  period: plain('uint16', 'Period', 'required'),
  digits: plain('uint16', 'Digits', 'required'),
  username: plain('text', 'User name'),
  algorithm: plain('text', 'Algorithm', 'required'),
  issuer: plain('text', 'Issuer'),
});
