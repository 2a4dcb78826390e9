import { type Bytes, concat } from '../core/bytes.js';
import type { CompleteKey, CurveName, PrivateKey } from '../keys/key.js';
import { wireMpint, wireString } from './wire.js';

/** RFC 5656 §10.1. */
const SSH_NAMES: Readonly<Record<CurveName, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/** What SSH calls a curve. */
export function sshNameOf(curve: CurveName): string {
  return SSH_NAMES[curve];
}

/** The curve that SSH calls so. */
export function curveOfSshName(name: string): CurveName | undefined {
  return (['P-256', 'P-384', 'P-521'] as const).find((curve) => SSH_NAMES[curve] === name);
}

/** The public-key algorithm name of the IANA registry, which CXF §3.3.15 asks for as keyType. */
export function keyTypeOf(key: PrivateKey): string {
  switch (key.kind) {
    case 'ed25519':
      return 'ssh-ed25519';
    case 'rsa':
      return 'ssh-rsa';
    case 'ec':
      return `ecdsa-sha2-${sshNameOf(key.curve)}`;
  }
}

/** The public key blob (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
export function publicBlobOf(key: CompleteKey): Bytes {
  const type = wireString(keyTypeOf(key));
  switch (key.kind) {
    case 'ed25519':
      return concat(type, wireString(key.publicKey));
    case 'rsa':
      return concat(type, wireMpint(key.e), wireMpint(key.n));
    case 'ec':
      return concat(type, wireString(sshNameOf(key.curve)), wireString(key.point));
  }
}
