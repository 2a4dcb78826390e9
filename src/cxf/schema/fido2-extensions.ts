/** Data of WebAuthn extensions that belongs to a passkey. CXF §3.3.12.2. */
export interface Fido2Extensions {
  readonly hmacCredentials?: HmacCredentials;
  /** CTAP credBlob, base64url. */
  readonly credBlob?: string;
  readonly largeBlob?: LargeBlob;
  /** Enabled for Secure Payment Confirmation. */
  readonly payments?: boolean;
}

/** The seeds of PRF (hmac-secret), 32 bytes each, base64url; used as they are, without further derivation. CXF §3.3.12.3. */
export interface HmacCredentials {
  readonly algorithm: string;
  readonly credWithUV: string;
  readonly credWithoutUV: string;
}

/** CXF §3.3.12.5. */
export interface LargeBlob {
  /** Bytes after inflating: a claim that the reader verifies. */
  readonly uncompressedSize: number;
  /** Raw DEFLATE (RFC 1951), base64url. */
  readonly data: string;
}
