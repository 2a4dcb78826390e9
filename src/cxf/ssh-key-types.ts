import type { KeyKind } from './private-key.js';

/** Families of the IANA registry "Public Key Algorithm Names" of SSH (RFC 4250 §4.11.3), as of 2026. */
const NAMES =
  /^(?:ssh-(?:dss|rsa|ed25519|ed448)|rsa-sha2-(?:256|512)|(?:spki|pgp)-sign-(?:rsa|dss)|null|x509v3-(?:ssh-(?:dss|rsa)|rsa2048-sha256)|(?:x509v3-)?ecdsa-sha2-(?:nistp(?:256|384|521)|[0-9]+(?:\.[0-9]+)+))$/;

/** Which names say the same as the key itself; the first is the usual one. A kind that is missing here has names that cannot be told. */
const NAMES_OF: Readonly<Partial<Record<KeyKind, readonly [string, ...string[]]>>> = {
  'P-256': ['ecdsa-sha2-nistp256', 'x509v3-ecdsa-sha2-nistp256', 'ecdsa-sha2-1.2.840.10045.3.1.7'],
  'P-384': ['ecdsa-sha2-nistp384', 'x509v3-ecdsa-sha2-nistp384', 'ecdsa-sha2-1.3.132.0.34'],
  'P-521': ['ecdsa-sha2-nistp521', 'x509v3-ecdsa-sha2-nistp521', 'ecdsa-sha2-1.3.132.0.35'],
  Ed25519: ['ssh-ed25519'],
  Ed448: ['ssh-ed448'],
  RSA: ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512', 'spki-sign-rsa', 'pgp-sign-rsa', 'x509v3-ssh-rsa', 'x509v3-rsa2048-sha256'],
};

/** True for a name of the registry. CXF §3.3.15. */
export function isSshKeyType(name: string): boolean {
  return NAMES.test(name);
}

/** False when a name of the registry is certainly not that of a key of this kind. */
export function fitsKind(name: string, kind: KeyKind): boolean {
  return NAMES_OF[kind]?.includes(name) !== false;
}

/** The usual name for keys of a kind; undefined when there is none. */
export function usualSshKeyType(kind: KeyKind): string | undefined {
  return NAMES_OF[kind]?.[0];
}
