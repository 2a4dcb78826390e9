import { CxError } from '../core/errors.js';
import { readPem } from '../keys/pem.js';
import type { PasskeyAlgorithm } from './algorithm.js';
import { broken, type FoundKey, unsupported } from './found.js';
import { readDerKey } from './read-der.js';

/** `openssl ecparam -genkey` writes the curve in a block of its own before the key, which names it again. */
const EC_PARAMETERS = /^-----BEGIN EC PARAMETERS-----[A-Za-z0-9+/=\s]*-----END EC PARAMETERS-----\s*/;
const SHAPES: ReadonlyMap<string, 'pkcs8' | 'sec1' | 'pkcs1'> = new Map([
  ['PRIVATE KEY', 'pkcs8'],
  ['EC PRIVATE KEY', 'sec1'],
  ['RSA PRIVATE KEY', 'pkcs1'],
]);

/**
 * Reads one PEM block in any layout: KeePassXC has written the whole on one line, others break it in odd places or with CR LF. A label
 * that contradicts its content is refused. Throws `passkey.key-broken`, `-locked`, `-public`, `-unsupported` or `-algorithm`.
 */
export function readPemKey(text: string, stated: PasskeyAlgorithm | undefined): FoundKey {
  const block = readPem(text.trim().replace(EC_PARAMETERS, ''));
  if (!block) throw broken();
  if (block.locked || block.label === 'ENCRYPTED PRIVATE KEY') throw new CxError('passkey.key-locked');
  if (block.label.endsWith('PUBLIC KEY')) throw new CxError('passkey.key-public');
  const shape = SHAPES.get(block.label);
  // For example an OpenSSH or PGP key: a key of a server or a person, not of a passkey.
  if (!shape) throw unsupported();
  const found = readDerKey(block.bytes, stated);
  if (found.shape !== shape) throw broken();
  return { ...found, shape: `${shape}-pem` };
}
