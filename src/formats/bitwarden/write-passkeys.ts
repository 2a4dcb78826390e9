import { fromBase64Url } from '../../core/bytes.js';
import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { keyAlgorithm } from '../../passkey/algorithm.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import { instantOf } from './dates.js';
import { writeCredentialId } from './ids.js';

/** The members that a carry may speak of; the usual values of a passkey made by Bitwarden. */
const USUAL = { keyType: 'public-key', keyAlgorithm: 'ECDSA', keyCurve: 'P-256', discoverable: 'true' } as const;

/**
 * passkeys → `fido2Credentials`. Bitwarden signs with P-256 only and stores counters, but no PRF seeds: those are reported.
 * A passkey it cannot use is left behind whole.
 */
export function writePasskeys(passkeys: readonly Taker[], carries: Carries, createdAt: number | undefined, writing: Writing): JsonValue[] {
  const counters = [...carries.entries('cx-passkey-counters')];
  const details = [...carries.entries('cx-passkey-details')];
  const out: JsonValue[] = [];
  for (const passkey of passkeys) {
    const id = passkey.value['credentialId'];
    const written = writePasskey(passkey, takeOf(counters, id), takeOf(details, id), createdAt, writing);
    if (written) out.push(written);
  }
  if (counters.length > 0 || details.length > 0) writing.stale();
  return out;
}

/** The first entry of that credential id; two passkeys may share one. */
function takeOf(entries: JsonObject[], id: JsonValue | undefined): JsonObject | undefined {
  const index = entries.findIndex((entry) => entry['credentialId'] === id);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}

/** Without an identifier or a relying party nobody can log in with it. */
function isNamed({ value }: Taker): boolean {
  return value['credentialId'] !== '' && value['rpId'] !== '';
}

/** Bitwarden cannot use it, or the kind of file holds none: it is left behind whole, and that is said. */
export function leavePasskey(passkey: Taker, writing: Writing): void {
  const { key, rpId, username } = passkey.value;
  const pkcs8 = typeof key === 'string' ? fromBase64Url(key) : undefined;
  const known = isNamed(passkey) && pkcs8 !== undefined && keyAlgorithm(pkcs8) !== undefined;
  passkey.settle(...Object.keys(passkey.value));
  const subject = writing.subject && { ...writing.subject, rpId: String(rpId), username: String(username) };
  const place = writing.placeOf(passkey.value, passkey.pointer);
  writing.findings.loss(known ? 'passkey.unsupported' : 'passkey.invalid', known ? 'unsupported' : 'invalid-value', place, subject);
}

function writePasskey(
  passkey: Taker,
  counted: JsonObject | undefined,
  detail: JsonObject | undefined,
  createdAt: number | undefined,
  writing: Writing,
): JsonObject | undefined {
  const { key } = passkey.value;
  const pkcs8 = typeof key === 'string' ? fromBase64Url(key) : undefined;
  if (!isNamed(passkey) || pkcs8 === undefined || keyAlgorithm(pkcs8) !== 'ES256') {
    leavePasskey(passkey, writing);
    return undefined;
  }
  const id = passkey.text('credentialId') ?? '';
  const rpId = passkey.text('rpId') ?? '';
  const counter = counted?.['counter'];
  return {
    credentialId: detail?.['credentialIdPrefixed'] === true ? `b64.${id}` : writeCredentialId(id),
    keyType: detail?.['keyType'] ?? USUAL.keyType,
    keyAlgorithm: detail?.['keyAlgorithm'] ?? USUAL.keyAlgorithm,
    keyCurve: detail?.['keyCurve'] ?? USUAL.keyCurve,
    keyValue: passkey.text('key') ?? '',
    rpId,
    userHandle: passkey.text('userHandle') ?? null,
    userName: passkey.text('username') ?? null,
    counter: typeof counter === 'number' ? String(counter) : '0',
    // Bitwarden's own CXF import does the same: CXF has no name of a relying party.
    rpName: detail ? (detail['rpName'] ?? null) : rpId,
    userDisplayName: passkey.text('userDisplayName') ?? null,
    discoverable: detail?.['discoverable'] ?? USUAL.discoverable,
    creationDate: detail ? (detail['creationDate'] ?? null) : instantOf(createdAt ?? 0),
  };
}
