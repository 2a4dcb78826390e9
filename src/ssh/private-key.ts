import type { Bytes } from '../core/bytes.js';
import { readSec1, writeSec1 } from './ecdsa.js';
import { keyTypeOf, type SshKey } from './key.js';
import { type OpenSshKey, readOpenSsh, writeOpenSsh } from './openssh.js';
import { readPem, writePem } from './pem.js';
import { readPkcs8, writePkcs8 } from './pkcs8.js';
import { readPkcs1, writePkcs1 } from './rsa.js';

/** The private key files that ssh-keygen reads: its own, `-m PKCS8`, and `-m PEM` for RSA (pkcs1) and NIST curves (sec1). */
export type SshContainer = 'openssh' | 'pkcs8' | 'pkcs1' | 'sec1';

/** A private key as CXF §3.3.15 holds it, and what its file said beside. */
export interface SshPrivateKey {
  /** IANA public-key algorithm name: `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256` … */
  readonly keyType: string;
  /** DER, unencrypted, in the one form `writePkcs8` gives. */
  readonly pkcs8: Bytes;
  readonly container: SshContainer;
  /** Empty unless the container is openssh, as is the next. */
  readonly comment: string;
  /** 32 bits; 0 unless the container is openssh. */
  readonly checkint: number;
}

export interface SshWriting {
  /** Goes only into openssh, as does `checkint`. */
  readonly comment: string;
  readonly checkint: number;
  /** `openssh` when left out. */
  readonly container?: SshContainer;
  /** True when left out, as in files; Bitwarden stores the text without it. */
  readonly finalNewline?: boolean;
}

const LABELS: Readonly<Record<SshContainer, string>> = {
  openssh: 'OPENSSH PRIVATE KEY',
  pkcs8: 'PRIVATE KEY',
  pkcs1: 'RSA PRIVATE KEY',
  sec1: 'EC PRIVATE KEY',
};

/**
 * Reads one PEM block. `'locked'` when a passphrase protects it. Undefined when it is no private key of RSA, Ed25519 or NIST P-256/384/521,
 * or a damaged one. Nothing vanishes unseen: where the file held more than the result (attributes, another layout), `writeSshPrivateKey`
 * of the result is not the same text.
 */
export function readSshPrivateKey(pem: string): SshPrivateKey | 'locked' | undefined {
  const block = readPem(pem);
  if (!block) return undefined;
  if (block.label === 'ENCRYPTED PRIVATE KEY' || block.locked) return 'locked';
  switch (block.label) {
    case LABELS.openssh: {
      const found = readOpenSsh(block.bytes);
      return typeof found === 'object' ? describe(found, 'openssh') : found;
    }
    case LABELS.pkcs8:
      return bare(readPkcs8(block.bytes), 'pkcs8');
    case LABELS.pkcs1:
      return bare(readPkcs1(block.bytes), 'pkcs1');
    case LABELS.sec1:
      return bare(readSec1(block.bytes), 'sec1');
    default:
      return undefined;
  }
}

/**
 * Writes the PEM text that ssh-keygen would: for its keys, reading and writing with the same comment, checkint, container and final line
 * end gives the same text. Undefined when the PKCS#8 is unreadable, when the container cannot hold its kind (pkcs1: RSA, sec1: NIST), and
 * for openssh of a NIST key whose PKCS#8 leaves the public key out.
 */
export function writeSshPrivateKey(pkcs8: Bytes, writing: SshWriting): string | undefined {
  const { comment, checkint, container = 'openssh', finalNewline = true } = writing;
  const key = readPkcs8(pkcs8);
  const bytes = key && contentOf({ key, comment, checkint }, container);
  if (!bytes) return undefined;
  const text = writePem(LABELS[container], bytes, container === 'openssh' ? 70 : 64);
  return finalNewline ? text : text.trimEnd();
}

function contentOf(content: OpenSshKey, container: SshContainer): Bytes | undefined {
  const { key } = content;
  switch (container) {
    case 'openssh':
      return writeOpenSsh(content);
    case 'pkcs8':
      return writePkcs8(key);
    case 'pkcs1':
      return key.kind === 'rsa' ? writePkcs1(key) : undefined;
    case 'sec1':
      return key.kind === 'ecdsa' ? writeSec1(key, 'alone') : undefined;
  }
}

function bare(key: SshKey | undefined, container: SshContainer): SshPrivateKey | undefined {
  return key && describe({ key, comment: '', checkint: 0 }, container);
}

function describe({ key, comment, checkint }: OpenSshKey, container: SshContainer): SshPrivateKey {
  return { keyType: keyTypeOf(key), pkcs8: writePkcs8(key), container, comment, checkint };
}
