import { toBase64Url } from '../../core/bytes.js';
import { type Code, CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import type { Severity } from '../../core/report.js';
import type { PasskeyAlgorithm } from '../algorithm.js';
import type { KeyShape } from '../found.js';
import type { PublicJwk } from '../jwk.js';
import { type PasskeyKey, passkeyKey } from '../key.js';
import type { KeyTrait } from '../read-der.js';
import { type Subtle, verifies } from '../signature.js';

/** What is public about the key of a passkey. */
export interface KeyFacts {
  readonly algorithm: PasskeyAlgorithm;
  /** True for an RSA key, which does not say RS256 itself. */
  readonly assumed: boolean;
  readonly shape: KeyShape;
  /** True for the one form that every importer takes. */
  readonly canonical: boolean;
  readonly traits: readonly KeyTrait[];
  /** RFC 7638, base64url. */
  readonly thumbprint: string;
  readonly publicJwk: PublicJwk;
  /** The COSE_Key that the site stored, base64url. */
  readonly publicCose: string;
  /** A signature was made and verified; undefined when the platform lacks the algorithm. */
  readonly signs: boolean | undefined;
}

/** Notes a finding about a member of the passkey. */
export type Say = (severity: Severity, code: Code, member: string) => void;

/** Reads the key and signs with it. Undefined, with an error said, when it is no key of a passkey. */
export async function checkKey(
  text: string,
  say: Say,
  limits: Partial<Limits> | undefined,
  subtle: Subtle | undefined,
): Promise<KeyFacts | undefined> {
  let key: PasskeyKey;
  try {
    key = await passkeyKey(text, limits ? { limits } : {});
  } catch (error) {
    if (!(error instanceof CxError)) throw error;
    say('error', error.code, 'key');
    return undefined;
  }
  const signs = await verifies(key, subtle);
  if (signs === false) say('error', 'passkey.key-self-check', 'key');
  if (signs === undefined) say('info', 'passkey.key-untried', 'key');
  if (!key.canonical) say('warning', 'passkey.key-not-canonical', 'key');
  const { algorithm, assumed, shape, canonical, traits, thumbprint, publicJwk } = key;
  return { algorithm, assumed, shape, canonical, traits, thumbprint, publicJwk, publicCose: toBase64Url(key.publicCose), signs };
}
