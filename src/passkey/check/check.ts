import { fromBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { DEFAULT_LIMITS, type Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import type { Finding } from '../../core/report.js';
import { type PasskeyExtensions, readExtensions } from '../extensions.js';
import type { Subtle } from '../signature.js';
import { rpIdProblems } from '../usable/rp-id.js';
import { type ImportVerdict, importVerdict } from './import-verdict.js';
import { PASSKEY_IMPORTERS } from './importers.js';
import { checkKey, type KeyFacts, type Say } from './key-facts.js';

/** WebAuthn Level 3 §5.4.3. */
const LONGEST_HANDLE = 64;

/** A passkey as CXF §3.3.12 holds it. */
export interface StoredPasskey {
  /** base64url. */
  readonly credentialId: string;
  readonly rpId: string;
  /** base64url; "" when there is none. */
  readonly userHandle: string;
  /** base64url of PKCS#8, or any other text that `passkeyKey` reads. */
  readonly key: string;
  readonly username?: string;
  readonly fido2Extensions?: object;
}

export interface CheckOptions {
  /** Where the passkey stands; the findings stand below. */
  readonly pointer?: Pointer;
  /** The signature counter, which CXF has no member for; 0 when left out. */
  readonly counter?: number;
  /** Credential ids of the passkeys that were checked before; this one is added. */
  readonly seen?: Set<string>;
  readonly limits?: Partial<Limits>;
  /** Another WebCrypto than that of the platform. */
  readonly subtle?: Subtle;
}

/** The account of one passkey. Holds no secret. */
export interface PasskeyCheck {
  /** False when a finding is an error: then this passkey logs in nowhere. */
  readonly ok: boolean;
  readonly pointer: Pointer;
  readonly rpId: string;
  readonly username: string;
  readonly credentialId: string;
  /** Bytes. */
  readonly credentialIdBytes: number;
  readonly userHandleBytes: number;
  readonly counter: number;
  readonly prf: boolean;
  /** Undefined when the key cannot be read. */
  readonly key?: KeyFacts;
  /** `error` and `warning`; `info` for what only is worth knowing. */
  readonly findings: readonly Finding[];
  readonly importers: readonly ImportVerdict[];
}

/**
 * Looks a passkey over before a site does: is the key sound and of a known algorithm, does a signature with it verify, are the ids, the
 * relying party and the PRF seeds what WebAuthn wants, and which manager can import it (`PASSKEY_IMPORTERS`). Never throws for what the
 * passkey holds; a member that is no text counts as missing. Errors: the codes of `passkeyKey`, `passkey.key-self-check`, `passkey.id-missing`, `passkey.id-invalid`, `passkey.handle-invalid`,
 * the errors of `rpIdProblems`. Everything else is a warning or an info.
 */
export async function checkPasskey(passkey: StoredPasskey, options: CheckOptions = {}): Promise<PasskeyCheck> {
  const { pointer = '', counter = 0, seen = new Set() } = options;
  const findings: Finding[] = [];
  const say: Say = (severity, code, member) => {
    findings.push({ code, severity, source: `${pointer}/${member}` });
  };
  const [credentialId, rpId, userHandle] = [textOf(passkey.credentialId), textOf(passkey.rpId), textOf(passkey.userHandle)];
  const key = await checkKey(passkey.key, say, options.limits, options.subtle);
  const credentialIdBytes = checkId(credentialId, seen, say);
  const userHandleBytes = checkHandle(userHandle, say);
  for (const { code, severity } of await rpIdProblems(rpId)) say(severity, code, 'rpId');
  if (counter > 0) say('warning', 'passkey.counter-used', 'credentialId');
  const { prf, credBlob, largeBlob, payments } = await checkExtensions(passkey.fido2Extensions, say, options.limits);
  const carried = {
    algorithm: key?.signs === false ? undefined : key?.algorithm,
    idBytes: credentialIdBytes,
    hasUserHandle: userHandleBytes > 0,
    counts: counter > 0,
    hasPrf: prf !== undefined,
    hasBlobs: credBlob !== undefined || largeBlob !== undefined || payments === true,
  };
  return {
    ok: !findings.some(({ severity }) => severity === 'error'),
    pointer,
    rpId,
    username: textOf(passkey.username),
    credentialId,
    credentialIdBytes,
    userHandleBytes,
    counter,
    prf: prf !== undefined,
    ...(key && { key }),
    findings,
    importers: PASSKEY_IMPORTERS.map((importer) => importVerdict(carried, importer)),
  };
}

/** A member as callers without types may hand it over: what is no text is not there. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Gives the bytes of the id; 0 when there is none. */
function checkId(text: string, seen: Set<string>, say: Say): number {
  const bytes = fromBase64Url(text);
  if (text === '') say('error', 'passkey.id-missing', 'credentialId');
  else if (!bytes) say('error', 'passkey.id-invalid', 'credentialId');
  else if (seen.has(text)) say('warning', 'passkey.id-duplicate', 'credentialId');
  seen.add(text);
  return bytes?.length ?? 0;
}

function checkHandle(text: string, say: Say): number {
  const bytes = fromBase64Url(text);
  if (!bytes) say('error', 'passkey.handle-invalid', 'userHandle');
  else if (bytes.length === 0) say('warning', 'passkey.handle-missing', 'userHandle');
  else if (bytes.length > LONGEST_HANDLE) say('warning', 'passkey.handle-long', 'userHandle');
  return bytes?.length ?? 0;
}

async function checkExtensions(value: object | undefined, say: Say, limits: Partial<Limits> | undefined): Promise<PasskeyExtensions> {
  try {
    const read = await readExtensions({ ...value } satisfies JsonObject, { ...DEFAULT_LIMITS, ...limits });
    for (const { code, pointer } of read.faults) say('warning', code, `fido2Extensions${pointer}`);
    if (read.seedDerived) say('info', 'passkey.prf-derived', 'fido2Extensions');
    return read.extensions;
  } catch (error) {
    if (!(error instanceof CxError)) throw error;
    say('warning', error.code, 'fido2Extensions');
    return {};
  }
}
