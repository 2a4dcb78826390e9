import { fromBase64Url } from '../../../core/bytes.js';
import { type KeyKind, privateKeyKind } from '../../private-key.js';
import type { SshKeyCredential } from '../../schema/credentials/ssh-key.js';
import type { Walk } from '../walk.js';

/** Families of the IANA registry "Public Key Algorithm Names" of SSH (RFC 4250 §4.11.3), as of 2026. */
const NAMES =
  /^(?:ssh-(?:dss|rsa|ed25519|ed448)|rsa-sha2-(?:256|512)|(?:spki|pgp)-sign-(?:rsa|dss)|null|x509v3-(?:ssh-(?:dss|rsa)|rsa2048-sha256)|(?:x509v3-)?ecdsa-sha2-(?:nistp(?:256|384|521)|[0-9]+(?:\.[0-9]+)+))$/;

/** Which names say the same as the key itself. A kind that is missing here has names that cannot be told. */
const NAMES_OF: Readonly<Partial<Record<KeyKind, readonly string[]>>> = {
  'P-256': ['ecdsa-sha2-nistp256', 'x509v3-ecdsa-sha2-nistp256', 'ecdsa-sha2-1.2.840.10045.3.1.7'],
  'P-384': ['ecdsa-sha2-nistp384', 'x509v3-ecdsa-sha2-nistp384', 'ecdsa-sha2-1.3.132.0.34'],
  'P-521': ['ecdsa-sha2-nistp521', 'x509v3-ecdsa-sha2-nistp521', 'ecdsa-sha2-1.3.132.0.35'],
  Ed25519: ['ssh-ed25519'],
  Ed448: ['ssh-ed448'],
  RSA: ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512', 'spki-sign-rsa', 'pgp-sign-rsa', 'x509v3-ssh-rsa', 'x509v3-rsa2048-sha256'],
};

/** CXF §3.3.15. */
export function sshKeyRules({ keyType, privateKey }: SshKeyCredential, walk: Walk): void {
  const kind = privateKeyKind(fromBase64Url(privateKey));
  if (kind === undefined) walk.breach('cxf.ssh-key-invalid', 'privateKey');
  if (!NAMES.test(keyType)) walk.breach('cxf.ssh-key-type-unknown', 'keyType');
  else if (kind !== undefined && NAMES_OF[kind]?.includes(keyType) === false) walk.breach('cxf.ssh-key-type-wrong', 'keyType');
}
