/** A generator of one-time passwords: RFC 6238 (totp), RFC 4226 (hotp) or Steam's own alphabet. */
export interface Otp {
  readonly kind: 'totp' | 'hotp' | 'steam';
  /** Canonical base32: upper case, no padding, no stray bits, never empty. */
  readonly secret: string;
  /** Seconds, 1–65535. Means nothing for hotp. */
  readonly period: number;
  /** 1–10; always 5 for steam. */
  readonly digits: number;
  readonly algorithm: OtpAlgorithm;
  readonly issuer?: string;
  readonly username?: string;
  /** The next counter of hotp, a non-negative safe integer; 0 when left out. */
  readonly counter?: number;
}

export type OtpAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** What a text leaves out (Key URI format of Google Authenticator; CXF §3.3.16). */
export const OTP_DEFAULTS = { period: 30, digits: 6, algorithm: 'sha1' } as const;

/** Steam's codes have five characters, whatever the text says. */
export const STEAM_DIGITS = 5;
