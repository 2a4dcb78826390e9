import type { AnyCredential } from './credential.js';
import type { Extension } from './extension.js';

/** Where the credentials of an item may be offered. Both arrays are always present. CXF §3.2.4. */
export interface CredentialScope {
  readonly urls: readonly string[];
  readonly androidApps: readonly AndroidAppId[];
}

/** CXF §3.2.4.1. */
export interface AndroidAppId {
  /** The Android package name. */
  readonly bundleId: string;
  readonly certificate?: AndroidAppCertificateFingerprint;
  readonly name?: string;
}

/** CXF §3.2.4.1.1. */
export interface AndroidAppCertificateFingerprint {
  /** Raw hash of the signing certificate, base64url. */
  readonly fingerprint: string;
  /** `sha256` or `sha512`. */
  readonly hashAlg: string;
}

/** A vault entry. CXF §3.2.3. */
export interface Item {
  readonly id: string;
  /** UNIX seconds. */
  readonly creationAt?: number;
  readonly modifiedAt?: number;
  readonly title: string;
  readonly subtitle?: string;
  readonly favorite?: boolean;
  readonly scope?: CredentialScope;
  readonly credentials: readonly AnyCredential[];
  readonly tags?: readonly string[];
  readonly extensions?: readonly Extension[];
}
