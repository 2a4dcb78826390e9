import type { Bytes } from '../core/bytes.js';
import type { PrivateKey } from '../keys/key.js';
import { readPem, writePem } from '../keys/pem.js';
import { readPkcs1, writePkcs1 } from '../keys/pkcs1.js';
import { readPkcs8, writePkcs8 } from '../keys/pkcs8.js';
import { completed } from '../keys/public-key.js';
import { readSec1, writeSec1 } from '../keys/sec1.js';
import { keyTypeOf } from './key-type.js';
import { type OpenSshKey, readOpenSsh, writeOpenSsh } from './openssh.js';

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
export async function readSshPrivateKey(pem: string): Promise<SshPrivateKey | 'locked' | undefined> {
  const block = readPem(pem);
  if (!block) return undefined;
  if (block.label === 'ENCRYPTED PRIVATE KEY' || block.locked) return 'locked';
  switch (block.label) {
    case LABELS.openssh: {
      const found = await readOpenSsh(block.bytes);
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
 * end gives the same text. Undefined when the PKCS#8 is unreadable, when its halves do not belong together, and when the container cannot
 * hold its kind (pkcs1: RSA, sec1: NIST).
 */
export async function writeSshPrivateKey(pkcs8: Bytes, writing: SshWriting): Promise<string | undefined> {
  const { comment, checkint, container = 'openssh', finalNewline = true } = writing;
  const read = readPkcs8(pkcs8);
  const key = read && (await completed(read));
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
      return key.kind === 'ec' ? writeSec1(key, 'alone') : undefined;
  }
}

async function bare(read: PrivateKey | undefined, container: SshContainer): Promise<SshPrivateKey | undefined> {
  const key = read && (await completed(read));
  return key && describe({ key, comment: '', checkint: 0 }, container);
}

function describe({ key, comment, checkint }: OpenSshKey, container: SshContainer): SshPrivateKey {
  return { keyType: keyTypeOf(key), pkcs8: writePkcs8(key), container, comment, checkint };
}
