import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Findings } from '../../core/report.js';
import { Taker } from '../../core/taker.js';
import type { KdfChoice } from '../policy.js';
import { type EncString, parseEncString } from './enc-string.js';
import { BITWARDEN_NAMES } from './names.js';

/** The members of a protected export, beside `encrypted` and `passwordProtected`; the first is what a wrong password shows on. */
export const CHECK = 'encKeyValidation_DO_NOT_EDIT';
export const DATA = 'data';

/** What stands around the vault in a protected export (`BitwardenPasswordProtectedFileFormat` of bitwarden/clients). */
export interface Envelope {
  /** Its UTF-8 bytes are the salt, although it looks like base64 of some. */
  readonly salt: string;
  readonly kdf: KdfChoice;
  /** A random UUID, sealed: only its seal matters. */
  readonly check: EncString;
  /** The whole plain export as JSON text, sealed. */
  readonly data: EncString;
}

/** The numbers of `KdfType`. */
const PBKDF2 = 0;
const ARGON2ID = 1;
const KIB_IN_MIB = 1024;

/**
 * Takes an envelope apart before anything is believed or computed. Throws `bitwarden.envelope-invalid`, `bitwarden.protection-unknown` or
 * `bitwarden.data-damaged`, each with the place. Members that Bitwarden does not write are losses.
 */
export function readEnvelope(json: JsonObject, findings: Findings): Envelope {
  const taker = new Taker(json, BITWARDEN_NAMES);
  taker.settle('encrypted', 'passwordProtected');
  const salt = taker.text('salt');
  if (salt === undefined) throw invalid(taker, 'salt');
  const envelope = { salt, kdf: kdfOf(taker), check: sealed(taker, CHECK), data: sealed(taker, DATA) };
  taker.close((_, pointer) => findings.loss('source.value-unread', 'unsupported', pointer));
  return envelope;
}

function kdfOf(taker: Taker): KdfChoice {
  const type = taker.number('kdfType');
  if (type === undefined) throw invalid(taker, 'kdfType');
  const iterations = count(taker, 'kdfIterations');
  if (type === ARGON2ID) {
    const memoryKiB = KIB_IN_MIB * count(taker, 'kdfMemory');
    return { kind: 'argon2id', iterations, memoryKiB, parallelism: count(taker, 'kdfParallelism') };
  }
  if (type !== PBKDF2) throw new CxError('bitwarden.protection-unknown', { pointer: taker.at('kdfType') });
  // Null in the exports of mobile apps, and nothing that PBKDF2 knows.
  taker.settle('kdfMemory', 'kdfParallelism');
  return { kind: 'pbkdf2', iterations };
}

function count(taker: Taker, name: string): number {
  const value = taker.number(name);
  if (value === undefined || !Number.isSafeInteger(value) || value < 1) throw invalid(taker, name);
  return value;
}

function sealed(taker: Taker, name: string): EncString {
  const text = taker.text(name);
  if (text === undefined) throw invalid(taker, name);
  const found = parseEncString(text);
  if (typeof found === 'object') return found;
  throw new CxError(found === 'unknown' ? 'bitwarden.protection-unknown' : 'bitwarden.data-damaged', { pointer: taker.at(name) });
}

function invalid(taker: Taker, name: string): CxError {
  return new CxError('bitwarden.envelope-invalid', { pointer: `${taker.pointer}/${name}` });
}

/** The members in the order and spelling of Bitwarden's web vault, which leaves the numbers of Argon2 out where there are none. */
export function envelopeJson({ salt, kdf }: Pick<Envelope, 'salt' | 'kdf'>, check: string, data: string): JsonObject {
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: kdf.kind === 'pbkdf2' ? PBKDF2 : ARGON2ID,
    kdfIterations: kdf.iterations,
    ...(kdf.kind === 'argon2id' && { kdfMemory: kdf.memoryKiB / KIB_IN_MIB, kdfParallelism: kdf.parallelism }),
    [CHECK]: check,
    [DATA]: data,
  };
}
